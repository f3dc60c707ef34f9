import { describe, expect, it } from 'vitest';

import { evaluateDraft } from '../../../../server/draft/evaluate.ts';
import { inUnit, inYuan } from '../../../../server/draft/units.ts';
import { borrowedFigure, own, plainScheme, RINSING, sampleDraft } from './sample-draft.ts';

describe('a scheme', () => {
  it('comes to the sums of the worked example from its physical savings and the profile’s prices', () => {
    const [scheme] = evaluateDraft(sampleDraft()).schemes;
    expect(scheme).toMatchObject({ costClass: 'medium-high', gaps: [], acceptable: true });
    expect(scheme?.amounts).toMatchObject({ investment: 600_000, benefitFrom: 'lines', issues: [], unconfirmed: 0 });
    expect(scheme?.amounts.benefit).toBeCloseTo(268_000, 6);
    expect(scheme?.amounts.benefitByKind).toEqual({
      materials: 108_000 - 22_000,
      energy: 72_000 - 24_000,
      'waste-disposal': 108_000 + 42_000,
      'labour-maintenance': -16_000,
    });
    expect(scheme?.indicators?.npv).toBeCloseTo(849_377.58, 2);
    expect(scheme?.bars.map(({ factor }) => factor)).toContain('price:power');
  });

  it('counts a benefit given as one sum in place of its parts, never both', () => {
    const [scheme] = evaluateDraft(sampleDraft([{ ...RINSING, yearlyBenefit: own(10, '万元/a') }])).schemes;
    expect(scheme?.amounts).toMatchObject({ benefit: 100_000, benefitFrom: 'sum', benefitByKind: {} });
    expect(scheme?.bars.map(({ factor }) => factor).sort()).toEqual(['benefit', 'investment']);
  });

  it('subtracts subsidies and writes off fixed assets only', () => {
    const investment = [
      { kind: 'equipment', amount: own(50, '万元') },
      { kind: 'working-capital', amount: own(100_000, 'CNY') },
      { kind: 'subsidy', amount: own(20, '万元') },
    ];
    const [scheme] = evaluateDraft(sampleDraft([plainScheme('a', undefined, 200_000, { investment, salvage: own(2, '万元') })])).schemes;
    expect(scheme?.indicators).toMatchObject({ investment: 400_000, depreciation: 48_000 });
  });

  it.each([
    ['a foreign currency', { yearlyBenefit: own(5, 'USD/a') }, 'yearlyBenefit', 'unit'],
    [
      'a saving without a price',
      { yearlyBenefit: undefined, savings: [{ resource: 'gas', amount: own(5, 'm3/a') }] },
      'savings[0].price',
      'no-price',
    ],
    ['water in tonnes', { yearlyBenefit: undefined, savings: [{ resource: 'water', amount: own(5, 't/a') }] }, 'savings[0].amount', 'unit'],
    [
      'a price by another unit',
      { yearlyBenefit: undefined, savings: [{ resource: 'waste', amount: own(5, 't/a'), price: own(3, 'CNY/m3') }] },
      'savings[0].price',
      'unit',
    ],
  ])('says what it cannot count: %s', (_, fields, field, code) => {
    const [scheme] = evaluateDraft(sampleDraft([plainScheme('a', 10_000, 1, fields)])).schemes;
    expect(scheme?.amounts.issues).toContainEqual(expect.objectContaining({ field, code }));
  });

  it('without figures has gaps, not zeros', () => {
    const { schemes, totals } = evaluateDraft(sampleDraft([plainScheme('a')]));
    expect(schemes[0]).toMatchObject({ gaps: ['no-investment-given', 'no-benefit-given'], bars: [], costClass: 'none-low' });
    expect(schemes[0]?.indicators).toBeUndefined();
    expect(totals).toMatchObject({ incomplete: ['a'], cashFlow: [], npv: 0 });
  });

  it('beyond the enterprise’s limit of payback is not acceptable', () => {
    expect(evaluateDraft(sampleDraft([RINSING], { paybackLimitYears: 2 })).schemes[0]?.acceptable).toBe(false);
    expect(evaluateDraft(sampleDraft([RINSING], { paybackLimitYears: 3 })).schemes[0]?.acceptable).toBe(true);
  });
});

describe('the sums over a draft', () => {
  const draft = sampleDraft([
    RINSING,
    plainScheme('done', 20_000, 30_000, { state: 'implemented', aspect: 'management' }),
    plainScheme('later', 1e6, 1e6, { state: 'shelved' }),
    plainScheme('never', 1e6, 1e6, { firstPass: { verdict: 'not' } }),
    plainScheme('pipe', 100_000, -10_000, {
      aspect: 'end-of-pipe',
      lifeYears: 5,
      pollutants: [
        { pollutant: 'wastewater', amount: borrowedFigure(500, 'm3/a') },
        { pollutant: 'cod', amount: borrowedFigure(800, 'kg/a', true) },
        { pollutant: 'nox', amount: own(1, 'm3/a') },
      ],
    }),
  ]);
  const { totals } = evaluateDraft(draft);

  it('leave out what was shelved or refused, and part what is done from what is expected', () => {
    expect(totals).toMatchObject({ proposed: 5, leftOut: { shelved: 1, refused: 1 }, unconfirmed: 1, uncounted: 1 });
    expect(totals.all).toMatchObject({ schemes: 3, investment: 720_000 });
    expect(totals.implemented).toEqual({ schemes: 1, investment: 20_000, benefit: 30_000 });
    expect(totals.others.schemes).toBe(2);
    expect(totals.byCostClass['none-low'].schemes).toBe(1);
    expect(Object.keys(totals.byAspect).sort()).toEqual(['end-of-pipe', 'management', 'technology']);
  });

  it('keep what is prevented apart from what is removed at the end', () => {
    expect(totals.pollutants).toEqual({ wastewater: { prevented: 18_000, endOfPipe: 500 }, cod: { prevented: 0, endOfPipe: 0.8 } });
    expect(totals.resources).toMatchObject({ water: 18_000, electricity: -30_000 });
    expect(totals.coalEquivalent.low).toBeCloseTo(-3.687, 6);
    expect(totals.coalEquivalent.high).toBeCloseTo(-3.687, 6);
  });

  it('add up flows year by year', () => {
    expect(totals.cashFlow).toHaveLength(11);
    expect(totals.cashFlow[0]).toEqual({ year: 0, outlay: 720_000, inflow: 0, cumulative: -720_000 });
    expect(totals.cashFlow[1]?.inflow).toBeCloseTo(216_000 + 23_000 - 10_000, 6);
    expect(totals.cashFlow[6]?.inflow).toBeCloseTo(216_000 + 23_000, 6);
    const sum = evaluateDraft(draft).schemes.filter(({ id }) => ['rinsing', 'done', 'pipe'].includes(id));
    expect(totals.npv).toBeCloseTo(
      sum.reduce((all, { indicators }) => all + (indicators?.npv ?? 0), 0),
      4,
    );
    expect(totals.irr.irr).toBeGreaterThan(0.2);
    expect(totals.bars[0]?.swing).toBeGreaterThan(0);
  });
});

describe('a sum in another currency', () => {
  const usd = (field: object) => evaluateDraft(sampleDraft([plainScheme('a', 100_000, 40_000, { ...field })])).schemes[0];

  it('is no investment of 0: what is only partly known has no indicators, and it is said why', () => {
    const investment = [
      { kind: 'equipment', amount: own(100_000, 'CNY') },
      { kind: 'equipment', amount: own(9000, 'USD') },
    ];
    const one = usd({ investment });
    expect([one?.indicators, one?.gaps]).toEqual([undefined, ['no-investment-given']]);
    expect(one?.amounts.issues).toEqual([{ field: 'investment[1].amount', code: 'unit', found: 'USD', expected: 'CNY' }]);
  });

  it('is no yearly benefit of 0', () => {
    const one = usd({ yearlyBenefit: own(9000, 'USD/a') });
    expect([one?.indicators, one?.gaps]).toEqual([undefined, ['no-benefit-given']]);
  });
});

describe('units', () => {
  it.each([
    [3, '万kWh/年', 'kWh/a', 30_000],
    [2, 'MWh/a', 'kWh/a', 2000],
    [1.2, '万m³/a', 'm3/a', 12_000],
    [500, 'kg/年', 't/a', 0.5],
    [12, '万元/t', 'CNY/t', 120_000],
    [3, '元/kg', 'CNY/t', 3000],
    [5, '人', 'person', 5],
  ])('%d %s is %s', (value, unit, wanted, expected) => {
    expect(inUnit(value, unit, wanted)).toBe(expected);
  });

  it.each([
    ['Nm3/a', 'm3/a'],
    ['t/a', 'm3/a'],
    ['kWh', 'kWh/a'],
    ['tce/a', 't/a'],
    ['', 't/a'],
    ['%', 't/a'],
  ])('%s is not %s', (unit, wanted) => {
    expect(inUnit(1, unit, wanted)).toBeUndefined();
  });

  it('money is CNY or 万元, in a sum or a year, and no other currency', () => {
    expect(['CNY', '元', '元/年', 'CNY/a'].map((unit) => inYuan(1, unit))).toEqual([1, 1, 1, 1]);
    expect(['万元', '万元/a', '万CNY/年'].map((unit) => inYuan(1, unit))).toEqual([1e4, 1e4, 1e4]);
    expect(['USD', 'TWD/a', 'CNY/t', '美元'].map((unit) => inYuan(1, unit))).toEqual([undefined, undefined, undefined, undefined]);
  });
});
