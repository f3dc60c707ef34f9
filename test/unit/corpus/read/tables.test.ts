import { describe, expect, it } from 'vitest';

import type { Scheme } from '../../../../corpus/kinds/scheme.ts';
import { metricCell } from '../../../../corpus/read/metric-cell.ts';
import { recordOfRow, schemeOfRow, standardOfRow } from '../../../../corpus/read/tables.ts';
import { sampleScheme } from '../../../setup/sample-records.ts';
import { shippedCollection } from '../../../setup/shipped-collection.ts';

const SCHEME = {
  id: 's-1',
  title_zh: '更换风机',
  title_en: 'Replace the fan',
  summary_zh: '换高效风机。',
  summary_en: 'A more efficient fan.',
  industries: 'C3360|C17',
  problems: 'electricity',
  aspect: 'equipment',
  cost_class: 'medium-high',
  investment: '120000',
  currency: 'CNY',
  investment_note_zh: '含安装',
  yearly_benefit: '30000..45000',
  payback_years: '2.7..4',
  savings: '年节电 / electricity saved = 1528000 kWh/a [按满负荷计]; 年节水 / water saved = 10..12 m³/d',
  from: 'some-case',
  techniques: 'fan-one|fan-two',
};

const schemeOf = (changes: Record<string, string | undefined>) => {
  const cells = Object.fromEntries(Object.entries({ ...SCHEME, ...changes }).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  return recordOfRow({ cells, line: 7 }, schemeOfRow, 'schemes.csv');
};

describe('a row of schemes.csv', () => {
  it('becomes a scheme with every column in its place', () => {
    expect(schemeOf({})).toEqual({
      problems: [],
      record: sampleScheme('s-1', {
        industries: ['C3360', 'C17'],
        problems: ['electricity'],
        sources: [],
        costClass: 'medium-high',
        investment: { value: 120000, currency: 'CNY', note: { zh: '含安装' } },
        yearlyBenefit: { value: [30000, 45000], currency: 'CNY' },
        paybackYears: [2.7, 4],
        savings: [
          { name: { zh: '年节电', en: 'electricity saved' }, value: 1528000, unit: 'kWh/a', basis: { zh: '按满负荷计' } },
          { name: { zh: '年节水', en: 'water saved' }, value: [10, 12], unit: 'm³/d' },
        ],
        techniques: ['fan-one', 'fan-two'],
      }),
    });
  });

  it('without figures keeps them absent', () => {
    const { record } = schemeOf({ investment: undefined, yearly_benefit: undefined, payback_years: undefined, savings: undefined });
    expect(record).toMatchObject({ savings: [], state: 'unknown' });
    expect(record).not.toHaveProperty('investment.value');
    expect((record as Scheme).paybackYears).toBeUndefined();
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['a saving without unit', { savings: '年节电 / electricity = 12' }, 'savings[0]'],
    ['a saving in one language', { savings: '年节电 = 12 kWh' }, 'savings[0]'],
    ['the second of two savings', { savings: '甲 / a = 1 t; 乙' }, 'savings[1]'],
    ['a saving whose value is no number', { savings: '甲 / a = many t' }, 'savings[0].value'],
    ['an amount that is no number', { investment: '12万' }, 'investment.value'],
    ['an amount without currency', { currency: undefined }, 'investment.currency'],
    ['a range with the high end first', { payback_years: '4..2' }, 'paybackYears'],
    ['a range without its low end', { payback_years: '..5' }, 'paybackYears'],
    ['a range without its high end', { payback_years: '-5..' }, 'paybackYears'],
    ['a range of three', { payback_years: '1..2..3' }, 'paybackYears'],
    ['an aspect that is none', { aspect: 'magic' }, 'aspect'],
    ['no record it is drawn from', { from: undefined }, 'from'],
  ])('with %s is refused with line and field', (_, changes, field) => {
    const { record, problems } = schemeOf(changes);
    expect(record).toBeUndefined();
    expect(problems.map((problem) => problem.field)).toContain(field);
    expect(problems[0]).toMatchObject({ file: 'schemes.csv', line: 7 });
  });
});

describe('the savings cell', () => {
  const own = [
    { name: { zh: '节电', en: 'power saved' }, value: 0.5, unit: 'kWh/(t·a)' },
    { name: { zh: '节水', en: 'water saved' }, value: [-1, 2.25], unit: 'm³/万件', basis: { zh: '与 2019 年比 [估计]' } },
  ];
  const shipped = shippedCollection().entries.flatMap(({ record }) => (record.kind === 'scheme' ? [record] : []));

  it('is read back the same, for every shipped scheme and for figures with signs, points and brackets', () => {
    for (const { id, savings } of [...shipped, sampleScheme('own', { savings: own })]) {
      const { record } = schemeOf({ savings: metricCell(savings) || undefined });
      expect((record as Scheme | undefined)?.savings, id).toEqual(savings);
    }
  });
});

describe('a row of standards.csv', () => {
  const STANDARD = { id: 'std-1', number: 'GB 21900-2008', title_zh: '电镀污染物排放标准', title_en: 'Emission standard for plating' };
  const rest = { issuer: '环境保护部', year: '2008', industry_code: 'C3360', kind: 'emission', checked: 'searched', validity: 'in-force' };

  it('becomes a standard that is its own source', () => {
    const { record, problems } = recordOfRow({ cells: { ...STANDARD, ...rest }, line: 2 }, standardOfRow, 'standards.csv');
    expect(problems).toEqual([]);
    expect(record).toMatchObject({
      kind: 'standard',
      number: 'GB 21900-2008',
      year: 2008,
      documentKind: 'emission',
      validity: { status: 'in-force' },
      sources: [{ title: 'GB 21900-2008 电镀污染物排放标准', issuer: '环境保护部' }],
    });
  });

  it('with a year that is none is refused with its line', () => {
    const { problems } = recordOfRow({ cells: { ...STANDARD, ...rest, year: '二〇〇八' }, line: 9 }, standardOfRow, 'standards.csv');
    expect(problems).toMatchObject([{ line: 9, field: 'year' }]);
  });
});
