import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { normaliseKeepingCase } from '../../../../../corpus/vocabulary/normalise.ts';
import { MAX_QUESTION } from '../../../../../server/api/parts.ts';
import { type RecommendRequest, Understood, type UnderstoodPart } from '../../../../../server/api/recommend.ts';
import { understand } from '../../../../../server/match/understand.ts';
import { budgetIn } from '../../../../../server/match/understanding/money.ts';
import { sizeIn } from '../../../../../server/match/understanding/size.ts';
import { correctionsIn } from '../../../../../server/match/understanding/spelling.ts';
import { paybackIn, yearFromIn } from '../../../../../server/match/understanding/time.ts';
import { refusalsIn } from '../../../../../server/match/understanding/unwanted.ts';

const PIECES = [
  '预算100万',
  '不超过五十来万元',
  'HK$2m',
  '30-50万',
  '两年内',
  '一年半回本',
  '< 18 months',
  '2015年以后',
  '近三年',
  '年产10万吨',
  '不用',
  '不停产',
  'without ',
  'not ',
  '氰化物',
  'end-of-pipe',
  '电镀厂',
  '電鍍',
  'ＳＯ２',
  'SO₂',
  '㎏',
  '费水',
  'electroplatng',
  '佛山',
  '半',
  '几',
  '$',
  '亿',
  ',',
  '。',
  ' ',
  '\n',
  '\0',
  '\uD800',
  '😀',
  '𠮷',
  '㈱',
  'ﬃ',
  '９',
]; // prettier-ignore

/** Texts of the rules' own words mixed with any characters. */
const anyText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join('').slice(0, MAX_QUESTION));

const rules: [string, (text: string) => { start: number; end: number }[]][] = [
  ['budget', (text) => [budgetIn(text) ?? []].flat()],
  ['payback', (text) => [paybackIn(text) ?? []].flat()],
  ['year', (text) => [yearFromIn(text) ?? []].flat()],
  ['size', (text) => [sizeIn(text) ?? []].flat()],
  ['refusal', refusalsIn],
  ['spelling', (text) => correctionsIn(text, [])],
];

describe.each(rules)('whatever the text, a %s', (_, rule) => {
  it('is found within it', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const text = normaliseKeepingCase(typed);
        for (const { start, end } of rule(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('whatever the text, what is understood', () => {
  const placed = ({ industries, problems, processes, terms, unwanted, budget, paybackYears, region, yearFrom, size }: Understood) =>
    [
      industries,
      problems,
      processes,
      terms,
      unwanted,
      budget ?? [],
      paybackYears ?? [],
      region ?? [],
      yearFrom ?? [],
      size ?? [],
    ].flat() as Pick<UnderstoodPart, 'surface' | 'start' | 'end'>[];

  it('stands in the text as typed, where it is said to', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { surface, start = -1, end = -1 } of placed(understand({ text, lang: 'zh', limit: 1 }))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).trim()).toBe(surface?.trim());
        }
      }),
    );
  });

  it('is the same at a second asking, and of the shape the answer promises', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const request: RecommendRequest = { text, lang: 'en', limit: 1 };
        const understood = understand(request);
        expect(Understood.parse(understood)).toEqual(understood);
        expect(understand(request)).toEqual(understood);
      }),
    );
  });
});
