import { describe, expect, it } from 'vitest';

import type { LibraryRecord } from '../../../../corpus/kinds/kinds.ts';
import { industryAncestors } from '../../../../corpus/vocabulary/vocabulary.ts';
import { DraftScheme } from '../../../../server/api/draft.ts';
import { schemeFromRecord } from '../../../../server/draft/adopt.ts';
import { figuresOf } from '../../../../server/draft/amounts.ts';
import { offerScaling, outputOf } from '../../../../server/draft/scaling.ts';
import { suggestFor } from '../../../../server/draft/suggest.ts';
import { sampleCase, sampleScheme, sampleTechnique } from '../../../setup/sample-records.ts';
import { shippedCollection } from '../../../setup/shipped-collection.ts';
import { plainScheme, sampleDraft } from './sample-draft.ts';

describe('scaling', () => {
  const ours = { value: 3_000_000, unit: 'm2/a' };
  const theirs = { value: 150, unit: '万m2/a' };

  it('is offered in proportion to output, with its rule', () => {
    const theirsInSquareMetres = { value: 1_500_000, unit: 'm2/a', words: '年产近150万平方米' };
    const offer = offerScaling({ value: 40_000, unit: 'kWh/a' }, theirsInSquareMetres, ours);
    expect(offer).toMatchObject({ offered: true, factor: 2, value: 80_000 });
    if (offer.offered) {
      expect(offer.rule.zh).toContain('3,000,000 m2/a ÷ 案例厂 1,500,000 m2/a(年产近150万平方米) = 2');
      expect(offer.rule.en).toContain('to be checked on site');
    }
  });

  it.each([
    ['a share', { value: 30, unit: '%' }, theirs, ours, true, '百分比'],
    ['a figure by tonne', { value: 30, unit: 'kWh/t' }, theirs, ours, true, '单位产品'],
    ['no output of ours', { value: 1, unit: 't/a' }, theirs, undefined, true, '企业概况'],
    ['no output of theirs', { value: 1, unit: 't/a' }, undefined, ours, true, '案例没有'],
    ['other units', { value: 1, unit: 't/a' }, { value: 5, unit: 't/a' }, ours, true, '单位不同'],
    ['another trade', { value: 1, unit: 't/a' }, ours, ours, false, '另一行业'],
  ])('is not offered for %s, and says why', (_, figure, from, to, sameTrade, why) => {
    const offer = offerScaling(figure, from, to, sameTrade);
    expect(offer.offered).toBe(false);
    if (!offer.offered) expect(offer.why.zh).toContain(why);
  });

  it.each<[string, object | undefined]>([
    ['年产近150万平方米', { value: 1_500_000, unit: 'm2/a' }],
    ['年产水泥360万吨', { value: 3_600_000, unit: 't/a' }],
    ['年产6000万块', { value: 60_000_000, unit: '块/a' }],
    ['日产熟料5000吨', undefined],
    ['三条水泥生产线', undefined],
    ['年产树脂3万吨、油漆1万吨', undefined],
    ['年产中药废渣3万吨', undefined],
    ['当地37家铸造企业,年产值7.2亿元', undefined],
  ])('reads %s', (zh, output) => {
    const found = outputOf(sampleCase('one', { scale: { zh } }));
    if (output) expect(found).toEqual({ ...output, words: zh });
    else expect(found).toBeUndefined();
  });
});

describe('a record taken over', () => {
  const record = sampleCase('plt-one', {
    measure: 'recycling',
    costClass: 'medium-high',
    investment: { value: [500_000, 600_000], currency: 'CNY', note: { zh: '含安装' } },
    annualSaving: { value: [80_000, 100_000], currency: 'CNY' },
    metrics: [
      { name: { zh: '年节水' }, code: 'water-saved', value: 7000, unit: 'm3/a' },
      { name: { zh: '年节电' }, value: [3, 4], unit: '万kWh/年', basis: { zh: '设备厂数据' } },
      { name: { zh: 'COD减排' }, code: 'cod-avoided', value: 1.2, unit: 't/a' },
      { name: { zh: '漂洗用水下降' }, value: 55, unit: '%' },
    ],
  });
  const scheme = schemeFromRecord(record, 'x1', 'F7');

  it('is a valid scheme whose figures all wait to be confirmed', () => {
    expect(DraftScheme.parse(scheme)).toEqual(JSON.parse(JSON.stringify(scheme)));
    expect(scheme).toMatchObject({ number: 'F7', aspect: 'waste', costClass: 'medium-high', evidence: ['plt-one'] });
    const figures = figuresOf(scheme);
    expect(figures).toHaveLength(5);
    for (const { borrowed } of figures) expect(borrowed).toMatchObject({ record: 'plt-one', source: record.title.zh, confirmed: false });
  });

  it('takes the careful end of a range and keeps what was printed', () => {
    expect(scheme.investment[0]?.amount).toMatchObject({
      value: 600_000,
      unit: 'CNY',
      borrowed: { basis: '含安装', asPrinted: '500000–600000 CNY' },
    });
    expect(scheme.yearlyBenefit).toMatchObject({ value: 80_000, unit: 'CNY/a' });
    expect(scheme.savings).toMatchObject([
      { resource: 'water', amount: { value: 7000 } },
      { resource: 'electricity', amount: { value: 3, borrowed: { basis: '设备厂数据', asPrinted: '3–4 万kWh/年' } } },
    ]);
    expect(scheme.pollutants).toMatchObject([{ pollutant: 'cod', amount: { value: 1.2, unit: 't/a' } }]);
  });

  it('every case, scheme and technique of the collection can be taken over', () => {
    for (const { record } of shippedCollection().entries) {
      if (!['case', 'scheme', 'technique'].includes(record.kind)) continue;
      const parsed = DraftScheme.safeParse(schemeFromRecord(record, 'x', 'F1'));
      expect(parsed.error?.issues, record.id).toBeUndefined();
      for (const figure of figuresOf(parsed.data as DraftScheme)) expect(figure.borrowed?.confirmed, record.id).toBe(false);
    }
  });
});

describe('suggestions', () => {
  const technique = sampleTechnique('tech-rinse');
  const rinse = { techniques: ['tech-rinse'], measure: 'process-technology' as const };
  const records: LibraryRecord[] = [
    technique,
    sampleCase('plt-a', { ...rinse, industries: ['C3360'], title: { zh: '甲厂三级漂洗' } }),
    sampleCase('plt-b', { ...rinse, industries: ['C336'], title: { zh: '乙厂逆流清洗' } }),
    sampleCase('plt-c', { measure: 'recycling', industries: ['C3360'], title: { zh: '丙厂镍回收利用' }, techniques: [] }),
    sampleScheme('sch-d', { from: 'plt-c', aspect: 'management', industries: ['C3360'], title: { zh: '丁厂分表计量' } }),
    sampleCase('cer-e', { measure: 'equipment', industries: ['C3071'], title: { zh: '戊厂宽体窑' } }),
  ];
  const suggest = (draft = sampleDraft([]), all = records) => suggestFor(draft, { records: all, ancestors: industryAncestors });
  const titles = (found: ReturnType<typeof suggest>) => found.flatMap(({ suggestions }) => suggestions.map(({ card }) => card.title.zh));

  it('names all nine aspects, with what comparable plants did and how many', () => {
    const found = suggest();
    expect(found.map(({ aspect }) => aspect)).toHaveLength(9);
    expect(found.find(({ aspect }) => aspect === 'technology')?.suggestions).toMatchObject([
      { card: { id: 'plt-a' }, near: 'same', plants: 2, records: ['plt-a', 'plt-b'], techniques: ['tech-rinse'] },
    ]);
    expect(titles(found).sort()).toEqual(['丁厂分表计量', '丙厂镍回收利用', '甲厂三级漂洗']);
  });

  it('leaves out what the draft has: by evidence, by technique, by name', () => {
    const has = (fields: object) => titles(suggest(sampleDraft([plainScheme('a', 1, 1, fields as Record<string, unknown>)])));
    expect(has({ evidence: ['plt-c'] })).toEqual(['甲厂三级漂洗']);
    expect(has({ evidence: ['tech-rinse'] })).not.toContain('甲厂三级漂洗');
    expect(has({ evidence: ['plt-b'] })).not.toContain('甲厂三级漂洗');
    expect(has({ name: { zh: '本厂镍回收利用' } })).not.toContain('丙厂镍回收利用');
  });

  it('counts the schemes under each aspect, so that empty ones stand out', () => {
    const found = suggest(sampleDraft([plainScheme('a', 1, 1, { aspect: 'product' })]));
    expect(found.filter(({ present }) => present > 0).map(({ aspect }) => aspect)).toEqual(['product']);
  });

  it('without an industry only counts', () => {
    expect(titles(suggest(sampleDraft([], { industry: undefined })))).toEqual([]);
  });

  it('has something for a tile works in the shipped collection', () => {
    const found = suggest(
      sampleDraft([], { industry: 'C3071' }),
      shippedCollection().entries.map(({ record }) => record),
    );
    expect(found.filter(({ suggestions }) => suggestions.length > 0).length).toBeGreaterThanOrEqual(7);
    for (const { suggestions } of found) for (const one of suggestions) expect(one.records.length).toBeGreaterThanOrEqual(one.plants);
  });
});
