import { describe, expect, it } from 'vitest';

import { at, put, same, valueFromWords, withoutHoles, withPart, wordsFromValue } from '../../../web/pages/desk/edit/values.ts';

describe('what is typed as a value', () => {
  it.each([
    ['12.5', 12.5],
    ['1,350,000', 1_350_000],
    ['１２', 12],
    ['−3', -3],
    ['10–20', [10, 20]],
    ['10-20', [10, 20]],
    ['10 ~ 20', [10, 20]],
    ['10 至 20', [10, 20]],
    ['-5 – 3', [-5, 3]],
  ])('%s is a number or a range', (words, value) => {
    expect(valueFromWords(words)).toEqual(value);
  });

  it('what is no number stays as typed, so that nothing is lost and the server can say what it expects', () => {
    expect(['约十', '10–', '1.2.3', '10–20–30'].map(valueFromWords)).toEqual(['约十', '10–', '1.2.3', '10–20–30']);
    expect(valueFromWords('  ')).toBe(undefined);
  });

  it('is written back as it is typed', () => {
    expect([12.5, [10, 20], undefined].map(wordsFromValue)).toEqual(['12.5', '10–20', '']);
  });
});

describe('a record in a form', () => {
  const record = { title: { zh: '甲' }, metrics: [{ unit: 't' }, { unit: 'kWh' }] };

  it('is changed at one path and nowhere else', () => {
    expect(put(record, 'metrics[1].unit', 'MWh')).toEqual({ title: { zh: '甲' }, metrics: [{ unit: 't' }, { unit: 'MWh' }] });
    expect(put(record, 'title.en', 'A')).toEqual({ ...record, title: { zh: '甲', en: 'A' } });
    expect(put(record, 'title', undefined)).toEqual({ metrics: record.metrics });
    expect(record.metrics[1]?.unit).toBe('kWh');
  });

  it('loses an entry of a list without a hole', () => {
    expect(withoutHoles(put(record, 'metrics[0]', undefined))).toEqual({ title: { zh: '甲' }, metrics: [{ unit: 'kWh' }] });
  });

  it('has no empty groups', () => {
    expect(withPart({ zh: '甲', en: 'A' }, 'en', '')).toEqual({ zh: '甲' });
    expect(withPart({ zh: '甲' }, 'zh', '')).toBe(undefined);
  });

  it('says the same in whatever order its parts stand', () => {
    expect(same({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(at(record, 'metrics[1].unit')).toBe('kWh');
  });
});
