import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { annuityFactor, flowsOf, type Inputs, indicators, irrOf, npvOf, sensitivity } from '../../../../server/draft/economics.ts';

const EXAMPLE: Inputs = { investment: 60, benefit: 26.8, life: 10, discountRate: 0.08, taxRate: 0.25 };

describe('the worked example of the practice note, section 7', () => {
  const found = indicators(EXAMPLE);

  it.each([
    ['depreciation', 6, 10],
    ['taxable', 20.8, 10],
    ['tax', 5.2, 10],
    ['netProfit', 15.6, 10],
    ['cashFlow', 21.6, 10],
    ['payback', 2.78, 2],
    ['simplePayback', 2.24, 2],
    ['npv', 84.94, 2],
    ['npvr', 1.416, 3],
    ['irr', 0.3408, 4],
  ] as const)('%s is %d', (key, value, digits) => {
    expect(found[key]).toBeCloseTo(value, digits);
  });

  it('has the annuity factors and rests of the note', () => {
    expect(annuityFactor(0.08, 10)).toBeCloseTo(6.7101, 4);
    expect(annuityFactor(0.34, 10)).toBeCloseTo(2.7836, 4);
    expect(annuityFactor(0.35, 10)).toBeCloseTo(2.715, 4);
    expect(21.6 * annuityFactor(0.34, 10) - 60).toBeCloseTo(0.126, 3);
    expect(21.6 * annuityFactor(0.35, 10) - 60).toBeCloseTo(-1.355, 3);
    expect(found.notes).toEqual([]);
  });

  it('has its sensitivity', () => {
    const bar = sensitivity(EXAMPLE).find(({ factor }) => factor === 'benefit');
    expect(bar?.low.npv).toBeCloseTo(57.96, 2);
    expect(bar?.low.payback).toBeCloseTo(3.41, 2);
    expect(bar?.high.npv).toBeCloseTo(111.91, 2);
    expect(bar?.high.payback).toBeCloseTo(2.34, 2);
  });
});

describe('an independent computation', () => {
  interface Case {
    name: string;
    given: Inputs;
    expected: Record<'depreciation' | 'cashFlow' | 'npv' | 'payback' | 'simplePayback' | 'npvr' | 'irr', number | null>;
  }
  const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'independent.json'), 'utf8')) as { cases: Case[] };

  it('has at least thirty cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
  });

  it.each(cases)('gives the same for: $name', ({ given, expected }) => {
    const found = indicators(given);
    for (const [key, value] of Object.entries(expected)) {
      const ours = found[key as keyof Case['expected']];
      if (value === null) expect(ours, key).toBeUndefined();
      else expect(Math.abs((ours ?? Number.NaN) - value) / Math.max(1, Math.abs(value)), `${key}: ${ours} and ${value}`).toBeLessThan(1e-8);
    }
  });
});

describe('cases that have no answer say so', () => {
  it.each<[string, Partial<Inputs>, string[]]>([
    ['no investment', { investment: 0 }, ['no-investment']],
    ['subsidies above the investment', { investment: -5 }, ['no-investment']],
    ['no benefit', { benefit: 0 }, ['benefit-not-positive', 'cash-flow-not-positive', 'loss']],
    ['a negative benefit', { benefit: -5 }, ['benefit-not-positive', 'cash-flow-not-positive', 'loss']],
    ['a payback beyond the life', { benefit: 4 }, ['loss', 'not-recovered']],
    ['a discount rate of 0', { discountRate: 0 }, ['zero-rate']],
    ['a discount rate of 300 %', { discountRate: 3 }, ['high-rate']],
  ])('%s', (_, change, notes) => {
    const found = indicators({ ...EXAMPLE, ...change });
    expect(found.notes).toEqual(notes);
    for (const value of Object.values(found)) if (typeof value === 'number') expect(value).not.toBeNaN();
    expect(found.irr === undefined).toBe(found.investment <= 0 || found.cashFlow <= 0);
  });

  it('IRR of flows without outlay, without return, and with several', () => {
    expect(irrOf([0, 5, 5])).toEqual({ why: 'no-outlay' });
    expect(irrOf([-5, -1])).toEqual({ why: 'no-return' });
    expect(irrOf([])).toEqual({ why: 'no-outlay' });
    // 10 % and 20 % both give 0.
    expect(irrOf([-100, 230, -132])).toEqual({ why: 'several' });
    expect(irrOf([-100, 150, -1]).irr).toBeCloseTo(0.4933, 4);
  });
});

const inputs = fc.record({
  investment: fc.double({ min: 1, max: 1e9, noNaN: true }),
  benefit: fc.double({ min: -1e8, max: 1e9, noNaN: true }),
  life: fc.integer({ min: 1, max: 50 }),
  discountRate: fc.double({ min: 0, max: 3, noNaN: true }),
  taxRate: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('properties', () => {
  it('NPV at IRR is 0', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const found = indicators(given);
        fc.pre(found.irr !== undefined && found.irr > -0.9);
        const scale = given.investment + found.cashFlow * annuityFactor(found.irr ?? 0, given.life);
        expect(Math.abs(npvOf(flowsOf(found, given.life), found.irr ?? 0)) / scale).toBeLessThan(1e-9);
      }),
    );
  });

  it('the closed form of NPV is the sum over the years, and both IRRs are one', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const found = indicators(given);
        const flows = flowsOf(found, given.life);
        const scale = given.investment + Math.abs(found.cashFlow) * given.life;
        expect(Math.abs(npvOf(flows, given.discountRate) - found.npv) / scale).toBeLessThan(1e-9);
        const { irr } = irrOf(flows);
        if (found.irr === undefined) expect(irr).toBeUndefined();
        else expect(Math.abs((irr ?? Number.NaN) - found.irr) / (1 + Math.abs(found.irr))).toBeLessThan(1e-9);
      }),
    );
  });

  it('IRR is above the discount rate exactly where NPV is positive, and payback within the life where IRR is positive', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const { irr, npv, payback } = indicators(given);
        fc.pre(irr !== undefined && Math.abs(npv) > 1e-6 * given.investment);
        expect((irr ?? 0) > given.discountRate).toBe(npv > 0);
        if (Math.abs(irr ?? 0) > 1e-9) expect((payback ?? Number.POSITIVE_INFINITY) < given.life).toBe((irr ?? 0) > 0);
      }),
    );
  });

  it('more benefit never makes NPV less, and more investment never makes it more', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 1, max: 1e7, noNaN: true }), (given, more) => {
        const { npv } = indicators(given);
        const slack = 1e-6 * (given.investment + Math.abs(given.benefit) + more);
        expect(indicators({ ...given, benefit: given.benefit + more }).npv).toBeGreaterThanOrEqual(npv - slack);
        expect(indicators({ ...given, investment: given.investment + more }).npv).toBeLessThanOrEqual(npv + slack);
      }),
    );
  });

  it('sensitivity bars are longest first, and all prices together move as the benefit does', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const bars = sensitivity(given, { power: given.benefit * 0.3, water: given.benefit * 0.7, gas: 0 });
        expect(bars.map(({ factor }) => factor)).not.toContain('price:gas');
        for (const [i, { swing }] of bars.entries()) expect(swing).toBeLessThanOrEqual(bars[i - 1]?.swing ?? Number.POSITIVE_INFINITY);
        const all = sensitivity(given, { all: given.benefit });
        const [benefit, price] = ['benefit', 'price:all'].map((name) => all.find(({ factor }) => factor === name));
        if (benefit && price) expect(price.low.npv).toBeCloseTo(benefit.low.npv, -Math.ceil(Math.log10(1 + Math.abs(benefit.low.npv))) + 9);
      }),
    );
  });
});
