import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { exchanged, ratesDay } from '../../../../corpus/vocabulary/rates.ts';

const KNOWN = ['CNY', 'HKD', 'USD', 'EUR', 'GBP', 'JPY', 'INR'];

describe('an amount in another currency', () => {
  it('is itself in its own, also where the table lacks it', () => {
    expect(exchanged(12.3, 'CNY', 'CNY')).toBe(12.3);
    expect(exchanged(12.3, 'TWD', 'TWD')).toBe(12.3);
  });

  it('is not known where the table lacks one of the two', () => {
    expect(exchanged(1, 'TWD', 'CNY')).toBeUndefined();
    expect(exchanged(1, 'CNY', 'VND')).toBeUndefined();
    expect(exchanged(1, 'XXX', 'YYY')).toBeUndefined();
  });

  it('comes back as it went, over any third currency', () => {
    const currency = fc.constantFrom(...KNOWN);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e12, noNaN: true }), currency, currency, currency, (amount, one, two, three) => {
        const there = exchanged(exchanged(amount, one, two) ?? Number.NaN, two, three) ?? Number.NaN;
        expect((exchanged(there, three, one) ?? Number.NaN) / amount).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is worth about what everybody knows', () => {
    expect(exchanged(1, 'EUR', 'CNY')).toBeGreaterThan(5);
    expect(exchanged(100, 'JPY', 'CNY')).toBeLessThan(10);
    expect(exchanged(1, 'USD', 'HKD')).toBeCloseTo(7.8, 0);
  });
});

describe('the rates', () => {
  it('are of a day that has been', () => {
    expect(ratesDay()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Date.parse(ratesDay())).toBeLessThan(Date.now());
  });
});
