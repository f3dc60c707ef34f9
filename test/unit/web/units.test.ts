import { expect, it } from 'vitest';

import { allUnits } from '../../../corpus/vocabulary/units.ts';
import { unitText } from '../../../web/src/units.ts';

const inEnglish = (unit: string) => unitText(unit, 'en');

it('no unit of the vocabulary is shown in Chinese on an English page', () => {
  const shown = allUnits().map(({ unit }) => inEnglish(unit));
  expect(shown.filter((unit) => /\p{Script=Han}/u.test(unit))).toEqual([]);
});

it('no unit that is a word is shown in English on a Chinese page', () => {
  const counted = allUnits().filter(({ unit, dimension }) => /^[a-z]+$/.test(unit) && /^(?:count|month)/.test(dimension));
  expect(counted.length).toBeGreaterThan(5);
  expect(counted.map(({ unit }) => unitText(unit, 'zh')).filter((unit) => !/\p{Script=Han}/u.test(unit))).toEqual([]);
});

it('what is counted stands in the plural, what it is counted by does not', () => {
  expect(['台', '台/年', 'g/双', 'kgce/t熟料', 'kWh/万元', '万m3/年', '人', 't/人', 'kL油当量', '桶/6周'].map(inEnglish)).toEqual([
    'machines',
    'machines/year',
    'g/pair',
    'kgce/t clinker',
    'kWh/CNY 10,000',
    '× 10⁴ m3/year',
    'people',
    't/person',
    'kL oil equivalent',
    'drums/6 weeks',
  ]);
});

it('a spelling without Chinese, and any on a Chinese page, stays as its source has it', () => {
  expect(inEnglish('mg/m3')).toBe('mg/m3');
  expect(unitText('万t/年', 'zh')).toBe('万t/年');
});
