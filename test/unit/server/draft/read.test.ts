import { describe, expect, it } from 'vitest';

import { DEFAULT_CRITERIA, MAX_SCHEMES } from '../../../../server/api/draft.ts';
import { migrateDraft, readDraft } from '../../../../server/draft/read.ts';
import { plainScheme, sampleDraft, variedDraft } from './sample-draft.ts';

const DRAFT = { format: 'cleanmatch-draft', version: 1, profile: {}, schemes: [] };

describe('a draft file', () => {
  it('comes back as it was saved', () => {
    const draft = variedDraft(40);
    expect(readDraft(JSON.stringify(draft))).toEqual({ draft, problems: [] });
    expect(readDraft(`\uFEFF${JSON.stringify(draft)}`).draft).toEqual(draft);
  });

  it('may be nearly empty: what is missing gets its default', () => {
    expect(readDraft(DRAFT).draft).toMatchObject({
      profile: { discountRate: 0.08, taxRate: 0.25, equipmentLifeYears: 10, prices: {} },
      criteria: DEFAULT_CRITERIA,
    });
    const scheme = { id: 'a', number: '', name: { zh: '' }, aspect: 'waste' };
    expect(readDraft({ ...DRAFT, schemes: [scheme] }).draft?.schemes[0]).toMatchObject({ description: '', state: 'planned', savings: [] });
  });

  const scheme = (fields: object) => ({ ...DRAFT, schemes: [{ ...plainScheme('a', 1, 1), ...fields }] });
  const figure = (fields: object) => scheme({ investment: [{ kind: 'whole', amount: { value: 1, unit: 'CNY', ...fields } }] });

  it.each<[string, unknown, string, string]>([
    ['no JSON', '{ half', '', '不是有效的 JSON'],
    ['a list', [], '', '应为一组字段'],
    ['another program’s file', { nodes: [] }, 'format', '不是清产通的草稿'],
    ['no version', { ...DRAFT, version: undefined }, 'version', '不是清产通的草稿'],
    ['a newer version', { ...DRAFT, version: 99 }, 'version', '更新版本'],
    ['a rate in percent', { ...DRAFT, profile: { discountRate: 8 } }, 'profile.discountRate', '8% 写 0.08'],
    ['a negative rate', { ...DRAFT, profile: { discountRate: -0.1 } }, 'profile.discountRate', '0 到 3'],
    ['a tax rate in percent', { ...DRAFT, profile: { taxRate: 25 } }, 'profile.taxRate', '8% 写 0.08'],
    ['no life', { ...DRAFT, profile: { equipmentLifeYears: 0 } }, 'profile.equipmentLifeYears', '不能小于 1'],
    ['half a year', { ...DRAFT, profile: { equipmentLifeYears: 1.5 } }, 'profile.equipmentLifeYears', '整数'],
    ['an unknown aspect', scheme({ aspect: 'magic' }), 'schemes[0].aspect', '应为以下之一'],
    ['no name', scheme({ name: undefined }), 'schemes[0].name', '缺少'],
    ['a figure as text', figure({ value: '12' }), 'schemes[0].investment[0].amount.value', '应为数字'],
    ['no figure', figure({ value: null }), 'schemes[0].investment[0].amount.value', '应为数字'],
    ['a field of nobody', figure({ colour: 1 }), 'schemes[0].investment[0].amount.colour', '没有这个字段'],
    [
      'a borrowed figure that does not say whether it is confirmed',
      figure({ borrowed: { source: 'x' } }),
      'schemes[0].investment[0].amount.borrowed.confirmed',
      '缺少',
    ],
    ['a score of 11', scheme({ scores: { economy: 11 } }), 'schemes[0].scores.economy', '不能大于 10'],
    ['one id twice', { ...DRAFT, schemes: [plainScheme('a'), plainScheme('a')] }, 'schemes[1].id', '出现了两次'],
    ['no criteria', { ...DRAFT, criteria: [] }, 'criteria', '至少 1 项'],
    [
      'too many schemes',
      { ...DRAFT, schemes: Array.from({ length: MAX_SCHEMES + 1 }, (_, i) => plainScheme(`s${i}`)) },
      'schemes',
      '最多 2000 项',
    ],
  ])('with %s is refused by field, in Chinese', (_, input, field, message) => {
    const { draft, problems } = readDraft(input);
    expect(draft).toBeUndefined();
    expect(problems).toContainEqual({ field, message: expect.stringContaining(message) });
  });

  it('is refused in English too, without Chinese', () => {
    const inputs = [
      { nodes: [] },
      { ...DRAFT, version: 9 },
      { ...DRAFT, profile: { discountRate: 8, name: 3, processes: {} } },
      scheme({ aspect: 'x', id: '!' }),
    ];
    for (const input of inputs) {
      const { problems } = readDraft(input, 'en');
      expect(problems.length).toBeGreaterThan(0);
      for (const { message } of problems) expect(message).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('takes 2,000 schemes', () => {
    expect(readDraft(variedDraft(MAX_SCHEMES)).draft?.schemes).toHaveLength(MAX_SCHEMES);
  });

  it('is brought up step by step, and kept as it is where there is no step', () => {
    const steps = { 1: (draft: object) => ({ ...draft, first: true }), 2: (draft: object) => ({ ...draft, second: true }) };
    expect(migrateDraft({ version: 1 }, steps, 3)).toEqual({ version: 3, first: true, second: true });
    expect(migrateDraft({ version: 2 }, steps, 3)).toEqual({ version: 3, second: true });
    expect(migrateDraft({ version: 0 }, steps, 3)).toEqual({ version: 0 });
    for (const other of [null, 'x', [], { version: '1' }]) expect(migrateDraft(other, steps, 3)).toBe(other);
    expect(migrateDraft(sampleDraft())).toEqual(sampleDraft());
  });
});
