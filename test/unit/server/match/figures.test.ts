import { describe, expect, it } from 'vitest';

import { figureRanges } from '../../../../server/match/figures.ts';
import { sampleCase, sampleScheme } from '../../../setup/sample-records.ts';

const metric = (code: string | undefined, value: number | [number, number], unit: string, basis?: string) => ({
  name: { zh: '节电' },
  code,
  value,
  unit,
  ...(basis ? { basis: { zh: basis } } : {}),
});
const saving = (id: string, value: number | [number, number], unit = 'kWh/a', basis?: string) =>
  sampleCase(id, { metrics: [metric('electricity-saved', value, unit, basis)] });
const cny = (value: number | [number, number], currency = 'CNY') => ({ value, currency });

describe('a range', () => {
  it('has the least, the median and the most, with the records it is made of', () => {
    expect(
      figureRanges([sampleCase('a', { paybackYears: 3 }), sampleCase('b', { paybackYears: 1 }), sampleCase('c', { paybackYears: 1.4 })]),
    ).toMatchObject([
      { key: 'payback', unit: 'a', min: 1, median: 1.4, max: 3, n: 3, points: [{ id: 'a', low: 3, high: 3 }, { id: 'b' }, { id: 'c' }] },
    ]);
  });

  it('has as median of an even number the middle of the two in the middle', () => {
    expect(figureRanges([1, 2, 4, 100].map((paybackYears, i) => sampleCase(`c${i}`, { paybackYears })))[0]?.median).toBe(3);
  });

  it('takes from a range in the source its ends, and for the median its middle', () => {
    expect(figureRanges([sampleCase('a', { paybackYears: [1, 5] }), sampleCase('b', { paybackYears: 2 })])).toMatchObject([
      {
        min: 1,
        median: 2.5,
        max: 5,
        points: [
          { low: 1, high: 5 },
          { low: 2, high: 2 },
        ],
      },
    ]);
  });

  it('is told of money and payback for one record too, of a metric only for several', () => {
    const one = sampleCase('a', {
      paybackYears: 2,
      investment: cny(10),
      annualSaving: cny(5),
      metrics: [metric('electricity-saved', 1, 'kWh/a')],
    });
    expect(figureRanges([one]).map(({ key, unit }) => [key, unit])).toEqual([
      ['payback', 'a'],
      ['investment:CNY', 'CNY'],
      ['saving:CNY', 'CNY/a'],
    ]);
    expect(figureRanges([])).toEqual([]);
  });
});

describe('one range holds only', () => {
  it('one currency: nothing is converted', () => {
    const ranges = figureRanges([
      sampleCase('a', { investment: cny(10) }),
      sampleCase('b', { investment: cny(20, 'USD') }),
      sampleCase('c', { investment: cny(30) }),
    ]);
    expect(ranges).toMatchObject([
      { key: 'investment:CNY', unit: 'CNY', min: 10, max: 30, n: 2 },
      { key: 'investment:USD', unit: 'USD', min: 20, max: 20, n: 1 },
    ]);
  });

  it('one basis', () => {
    expect(figureRanges([saving('a', 1, 'kWh/a', '改造前后'), saving('b', 2, 'kWh/a', '设备厂数据'), saving('c', 3)])).toEqual([]);
    expect(figureRanges([saving('a', 1, 'kWh/a', '改造前后'), saving('b', 2, 'kWh/a', '改造前后')])).toMatchObject([
      { n: 2, basis: { zh: '改造前后' } },
    ]);
  });

  it('one unit, or units between which an exact factor lies', () => {
    expect(figureRanges([saving('a', 2, '万kWh/年'), saving('b', 30_000, 'kWh/a')])).toMatchObject([
      { unit: 'kWh/a', min: 20_000, max: 30_000, n: 2 },
    ]);
    expect(figureRanges([saving('a', 2, '%'), saving('b', 30_000, 'kWh/a')])).toEqual([]);
    expect(figureRanges([saving('a', 2, 'kWh/月'), saving('b', 30_000, 'kWh/a')])).toEqual([]);
  });

  it('one metric', () => {
    expect(figureRanges([saving('a', 1), sampleCase('b', { metrics: [metric('electricity-use-after', 2, 'kWh/a')] })])).toEqual([]);
  });

  it('metrics that have a code and a unit that is known', () => {
    const uncoded = (id: string) => sampleCase(id, { metrics: [metric(undefined, 1, 'kWh/a'), metric('electricity-saved', 1, 'furlong')] });
    expect(figureRanges([uncoded('a'), uncoded('b')])).toEqual([]);
  });
});

describe('a plant', () => {
  it('recorded twice counts once, by what came first', () => {
    const twice = [sampleCase('a', { paybackYears: 1, samePlantAs: ['b'] }), sampleCase('b', { paybackYears: 9, samePlantAs: ['a'] })];
    expect(figureRanges(twice)).toMatchObject([{ n: 1, max: 1 }]);
    expect(figureRanges([...twice].reverse())).toMatchObject([{ n: 1, max: 9 }]);
  });

  it('recorded three times counts once, though only neighbours name each other', () => {
    const chain = [
      sampleCase('a', { paybackYears: 1, samePlantAs: ['b'] }),
      sampleCase('b', { paybackYears: 2, samePlantAs: ['a', 'c'] }),
      sampleCase('c', { paybackYears: 3, samePlantAs: ['b'] }),
    ];
    expect(figureRanges(chain)).toMatchObject([{ n: 1 }]);
  });

  it('recorded twice counts once, though only one record names the other', () => {
    expect(figureRanges([sampleCase('a', { paybackYears: 1, samePlantAs: ['b'] }), sampleCase('b', { paybackYears: 9 })])).toMatchObject([
      { n: 1 },
    ]);
  });

  it('counts once though it gives a metric twice', () => {
    const twice = sampleCase('a', { metrics: [metric('electricity-saved', 1, 'kWh/a'), metric('electricity-saved', 7, 'kWh/a')] });
    expect(figureRanges([twice, saving('b', 2)])).toMatchObject([{ n: 2, points: [{ id: 'a', low: 1 }, { id: 'b' }] }]);
  });
});

describe('a scheme', () => {
  it('tells what it costs and saves', () => {
    expect(figureRanges([sampleScheme('s', { investment: cny(8), yearlyBenefit: cny(4), paybackYears: 2 })]).map(({ key }) => key)).toEqual(
      ['payback', 'investment:CNY', 'saving:CNY'],
    );
  });
});
