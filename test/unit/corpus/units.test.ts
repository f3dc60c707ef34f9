import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readCsv } from '../../../corpus/read/csv.ts';
import { projectRoot } from '../../../corpus/root.ts';
import { allMetrics, metricOf } from '../../../corpus/vocabulary/metrics.ts';
import { allUnits, comparableUnit, normalised, unitOf } from '../../../corpus/vocabulary/units.ts';
import { vocabulary } from '../../../corpus/vocabulary/vocabulary.ts';

function rowsOf(file: string): Record<string, string>[] {
  const { rows, problems } = readCsv(readFileSync(join(projectRoot, 'corpus', 'vocabulary', file), 'utf8'), file);
  expect(problems).toEqual([]);
  return rows.map(({ cells }) => cells);
}

describe('units', () => {
  it('gives every spelling a meaning in both languages, a dimension and a base', () => {
    for (const { unit } of rowsOf('units.csv')) {
      const known = unitOf(unit ?? '');
      expect(known, unit).toMatchObject({
        unit,
        meaning: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) },
        dimension: expect.stringMatching(/./),
      });
      expect(known?.factor, unit).toBeGreaterThan(0);
    }
  });

  it('measures every base in itself', () => {
    for (const { base } of allUnits()) expect(unitOf(base), base).toMatchObject({ unit: base, base, factor: 1 });
  });

  it('gives units of the same base the same dimension', () => {
    const dimensions = new Map<string, Set<string>>();
    for (const { base, dimension } of allUnits()) dimensions.set(base, (dimensions.get(base) ?? new Set()).add(dimension));
    for (const [base, found] of dimensions) expect([...found], base).toHaveLength(1);
  });

  it('lets counts of different things be counted apart', () => {
    expect(unitOf('家')).toMatchObject({ dimension: 'count:家', base: '家' });
    expect(comparableUnit('家')).not.toBe(comparableUnit('台'));
  });

  it.each([
    [138, '万kWh/年', 1380000, 'kWh/a'],
    [757, 'MWh/a', 757000, 'kWh/a'],
    [56, '万m3/年', 560000, 'm3/a'],
    [3.39, '亿m3/年', 339000000, 'm3/a'],
    [85.5, 'kL/a', 85.5, 'm3/a'],
    [4650, 'kg/年', 4.65, 't/a'],
    [208000, 'lb/a', 94.34721296, 't/a'],
    [147000, 'gal/d', 556.455532248, 'm3/d'],
    [3.6, 'GJ/a', 1000, 'kWh/a'],
    [3600, 'kJ/kg', 1000, 'kWh/t'],
    [0.2, 'kWh/kg', 200, 'kWh/t'],
    [60, 'L/kg', 60, 'm3/t'],
    [54, 'MW', 54000, 'kW'],
    [0.493, 'tce/t', 493, 'kgce/t'],
    [60, 'g/L', 60000, 'mg/L'],
    [0.6, '斤/块', 300, 'g/块'],
    [5, '美分', 0.05, 'USD'],
  ])('converts exactly: %d %s = %d %s', (value, unit, expected, base) => {
    expect(normalised(value, unit)).toEqual({ value: expected, unit: base });
  });

  it('converts ranges end by end, low first', () => {
    expect(normalised([0.4, 0.6], 'kWh/kg')).toEqual({ value: [400, 600], unit: 'kWh/t' });
    expect(normalised([300, 450], 'gal/年')).toEqual({ value: [1.1356235352, 1.7034353028], unit: 'm3/a' });
  });

  it('leaves no floating noise', () => {
    expect(normalised(0.1 + 0.2, 'g/L')?.value).toBe(300);
    expect(normalised(1.4, '万t/年')?.value).toBe(14000);
  });

  it('leaves a value in its base unit as it is printed', () => {
    expect(normalised(39809.5, 'kWh/a')).toEqual({ value: 39809.5, unit: 'kWh/a' });
    expect(normalised(-3, '%')).toEqual({ value: -3, unit: '%' });
  });

  it.each([
    ['℃', '°C'],
    ['CNY', '元'],
    ['CNY/a', '元/年'],
    ['CNY/month', 'CNY/月'],
    ['t/a', 't/年'],
    ['t/month', 't/月'],
    ['gal', 'US gal'],
    ['年', 'years'],
    ['月', 'months'],
    ['m3/a', 'm³/a'],
    ['%', '％'],
  ])('compares %s with %s, two spellings of one unit', (one, other) => {
    expect(normalised(7, one)).toBeDefined();
    expect(normalised(7, one)).toEqual(normalised(7, other));
  });

  it.each([
    ['t/月', 't/a'],
    ['kWh/月', 'kWh/a'],
    ['CNY/月', 'CNY/a'],
    ['m3/month', 'm3/a'],
    ['月', '年'],
  ])('never makes a month a year: %s stays apart from %s', (month, year) => {
    expect(comparableUnit(month)).toBeDefined();
    expect(comparableUnit(month)).not.toBe(comparableUnit(year));
    expect(unitOf(month)?.dimension).not.toBe(unitOf(year)?.dimension);
  });

  it.each([
    ['t/d', 't/a'],
    ['kWh/d', 'kWh/a'],
    ['CNY', 'USD'],
    ['$/a', 'USD/a'],
    ['TWD', 'CNY'],
    ['t', 'm3'],
    ['t/t', 'm3/t'],
    ['t/m2', 'L/m2'],
    ['m3/a', 'Nm3/a'],
    ['mg/m3', 'mg/Nm3'],
    ['mg/m3', 'mg/L'],
    ['tce/a', 't/a'],
    ['kgce/t', 'kWh/t'],
    ['kWh/t', 'kWh/t熟料'],
    ['ton/a', 't/a'],
    ['kWh', 'kWh/a'],
    ['%', 'wt%'],
  ])('keeps %s and %s apart, between which no exact factor lies', (one, other) => {
    expect(comparableUnit(one)).toBeDefined();
    expect(comparableUnit(other)).toBeDefined();
    expect(comparableUnit(one)).not.toBe(comparableUnit(other));
  });

  it('compares an unknown unit with nothing', () => {
    expect(unitOf('furlong/fortnight')).toBeUndefined();
    expect(comparableUnit('furlong/fortnight')).toBeUndefined();
    expect(normalised(1, 'furlong/fortnight')).toBeUndefined();
    expect(normalised([1, 2], '')).toBeUndefined();
  });
});

describe('metrics', () => {
  it('has each code once', () => {
    const codes = rowsOf('metrics.csv').map(({ code }) => code);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  it('has each name once, so that no two codes mean the same', () => {
    for (const lang of ['zh', 'en'] as const) {
      const names = allMetrics().map(({ name }) => name[lang]);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  it('says which way is good and which problems are moved', () => {
    expect(metricOf('electricity-saved')).toEqual({
      code: 'electricity-saved',
      name: { zh: '节电量', en: 'Electricity saved' },
      direction: 'higher-is-better',
      problems: ['electricity'],
    });
    expect(metricOf('payback')?.direction).toBe('lower-is-better');
    for (const { code, problems } of allMetrics()) {
      for (const problem of problems) expect(vocabulary().problems.has(problem), `${code}: ${problem}`).toBe(true);
    }
  });

  it('keeps a saving, its rate and the states before and after apart', () => {
    const codes = ['electricity-saved', 'electricity-saving-rate', 'electricity-use-before', 'electricity-use-after'];
    expect(new Set(codes.map((code) => metricOf(code)?.name.zh)).size).toBe(codes.length);
  });

  it('knows nothing of other codes', () => {
    expect(metricOf('happiness')).toBeUndefined();
  });
});
