import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { numberOf } from '../../../../../server/match/understanding/numerals.ts';

describe('a number', () => {
  it.each([
    ['100', 100],
    ['1,200.5', 1200.5],
    ['1,000,000', 1_000_000],
    [' 12 ', 12],
    ['两', 2],
    ['俩', 2],
    ['半', 0.5],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['一百零五', 105],
    ['三百二十', 320],
    ['一千零一', 1001],
    ['一百万', 1_000_000],
    ['一百二十万', 1_200_000],
    ['一万两千', 12_000],
    ['三亿五千万', 350_000_000],
    ['千', 1000],
    ['half', 0.5],
    ['Twelve', 12],
    ['twenty-four', 24],
  ])('written %s is %d', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it.each([
    ['五十来', 50],
    ['三十多', 30],
    ['十几', 10],
  ])('said to be about as much is that much: %s is %d', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it.each(['', 'abc', '万元', '1.', '.5', '-1', '两岁', 'NaN', 'Infinity'])('is not what stands in “%s”', (text) => {
    expect(numberOf(text)).toBeUndefined();
  });

  it('is never found in the names of what every object has', () => {
    for (const name of ['constructor', 'valueOf', '__proto__']) expect(numberOf(name), name).toBeUndefined();
  });

  it('reads back as itself, with and without commas', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (value) => {
        expect(numberOf(String(value))).toBe(value);
        expect(numberOf(value.toLocaleString('en-US'))).toBe(value);
      }),
    );
  });

  it('reads back from the Chinese of every number up to 9999', () => {
    for (let value = 1; value < 10_000; value++) expect(numberOf(chinese(value)), chinese(value)).toBe(value);
  });

  it('is finite or none, whatever the text', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('一', '万', '百', '亿', '两', '零', ',', '.', '9'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = numberOf(pieces.join(''));
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

/** 1 to 9999 as it is written out in full: 1001 is 一千零一. */
function chinese(value: number): string {
  const digits = '零一二三四五六七八九';
  let text = '';
  let gap = false;
  for (const [unit, size] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) gap = text !== '';
    else text += `${gap ? '零' : ''}${digits[digit]}${unit}`;
    if (digit > 0) gap = false;
  }
  return text;
}
