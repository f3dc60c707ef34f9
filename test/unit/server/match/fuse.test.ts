import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { vocabulary } from '../../../../corpus/vocabulary/vocabulary.ts';
import type { UnderstoodPart } from '../../../../server/api/recommend.ts';
import { fuse, SIGNAL_NAMES, WEIGHTS, weigh } from '../../../../server/match/fuse.ts';
import { byId, hitsOf, part, retrievedOf, signalsById, understoodOf } from '../../../setup/match-parts.ts';
import { sampleCase, sampleTechnique } from '../../../setup/sample-records.ts';
import { shippedCollection } from '../../../setup/shipped-collection.ts';

const SIGNED = new Set(['budget', 'payback', 'unwanted']);

describe('the signals of any records for any question', () => {
  const records = shippedCollection().entries.map(({ record }) => record);
  const codes = (name: 'industries' | 'problems' | 'processes' | 'regions') =>
    fc.subarray([...vocabulary()[name].keys()], { maxLength: 3 }).map((some) => some.map(part));
  const question = fc.record({
    some: fc.subarray(records, { minLength: 1, maxLength: 40 }),
    scores: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 40, maxLength: 40 }),
    cosines: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
    understood: fc.record({
      industries: codes('industries'),
      problems: codes('problems'),
      processes: codes('processes'),
      region: codes('regions').map(([first]) => first),
      terms: fc.constantFrom<UnderstoodPart[]>([]),
      unwanted: fc.constantFrom<UnderstoodPart[]>([], [part('end-of-pipe')], [part('cyanide')]),
      budget: fc.constantFrom(undefined, { max: 1e6, currency: 'CNY' }, { max: 1e5, currency: 'TWD' }),
      paybackYears: fc.constantFrom(undefined, { max: 2 }),
    }),
  });
  const retrievedFor = ({ some, scores, cosines }: { some: typeof records; scores: number[]; cosines: number[] }) =>
    retrievedOf({
      keyword: hitsOf(Object.fromEntries(some.slice(0, 30).map(({ id }, i) => [id, scores[i] ?? 0]))),
      semantic: hitsOf(Object.fromEntries(some.slice(-30).map(({ id }, i) => [id, cosines[i] ?? 0]))),
    });

  it('lie between 0 and 1, or -1 and 1 where they can speak against a record', () => {
    fc.assert(
      fc.property(question, (one) => {
        for (const { values, record } of fuse(retrievedFor(one), byId(one.some), one.understood)) {
          for (const name of SIGNAL_NAMES) {
            expect(values[name], `${name} of ${record.id}`).toBeGreaterThanOrEqual(SIGNED.has(name) ? -1 : 0);
            expect(values[name], `${name} of ${record.id}`).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('are weighed to the score, and put the best first, in an order that does not hang on how the records came', () => {
    fc.assert(
      fc.property(question, (one) => {
        const candidates = fuse(retrievedFor(one), byId(one.some), one.understood);
        for (const [i, { score, values }] of candidates.entries()) {
          expect(score).toBeCloseTo(
            SIGNAL_NAMES.reduce((sum, name) => sum + WEIGHTS[name] * values[name], 0),
            9,
          );
          expect(score).toBeLessThanOrEqual(candidates[i - 1]?.score ?? Number.POSITIVE_INFINITY);
        }
        const again = fuse(retrievedFor(one), byId([...one.some].reverse()), one.understood);
        expect(again.map(({ record }) => record.id)).toEqual(candidates.map(({ record }) => record.id));
      }),
    );
  });
});

describe('words and meaning', () => {
  const records = ['a', 'b', 'c'].map((id) => sampleCase(id));

  it('are shares of the best and spread between the best and the weakest', () => {
    const signals = signalsById(records, {}, { keyword: hitsOf({ a: 8, b: 2 }), semantic: hitsOf({ a: 0.4, b: 0.6, c: 0.5 }) });
    expect(signals).toMatchObject({ a: { keyword: 1, semantic: 0 }, b: { keyword: 0.25, semantic: 1 }, c: { keyword: 0 } });
    expect(signals.c?.semantic).toBeCloseTo(0.5, 9);
  });

  it('are nothing where nothing was found', () => {
    expect(signalsById(records)).toMatchObject({ a: { keyword: 0, semantic: 0 } });
  });

  it('are whole for a record that alone was found, and the same for records equally near', () => {
    expect(signalsById(records, {}, { semantic: hitsOf({ b: 0.1 }) }).b?.semantic).toBe(1);
    const { a, b } = signalsById(records, {}, { semantic: hitsOf({ a: 0.6, b: 0.6 }) });
    expect(a?.semantic).toBe(b?.semantic);
  });

  it('fall to the id where all is the same', () => {
    const order = fuse(retrievedOf(), byId([sampleCase('b'), sampleCase('c'), sampleCase('a')]), understoodOf());
    expect(order.map(({ record }) => record.id)).toEqual(['a', 'b', 'c']);
  });
});

describe('what a record gains from its technique', () => {
  const records = [
    sampleTechnique('rinse'),
    sampleCase('near', { techniques: ['rinse'] }),
    sampleCase('far', { techniques: ['rinse'] }),
    sampleCase('other', { techniques: ['spray'] }),
    sampleCase('alone'),
  ];
  const signals = signalsById(records, {}, { keyword: hitsOf({ near: 10, other: 9, rinse: 5, alone: 4, far: 1 }) });

  it('is the words of the technique', () => {
    expect(signals).toMatchObject({ near: { technique: 0.5 }, far: { technique: 0.5 }, rinse: { technique: 0.5 } });
    expect(signals).toMatchObject({ other: { technique: 0 }, alone: { technique: 0 } });
  });

  it('is the best of its other records, never itself', () => {
    expect(signals.far?.kin).toBe(signals.rinse?.kin);
    expect(signals.far?.kin).toBeGreaterThan(signals.near?.kin ?? 1);
    expect(signals.near?.kin).toBeGreaterThan(0);
    expect(signals).toMatchObject({ other: { kin: 0 }, alone: { kin: 0 } });
  });

  it('does not change with the weights', () => {
    const found = retrievedOf({ keyword: hitsOf({ near: 10, far: 1 }) });
    const without = fuse(found, byId(records), understoodOf(), { ...WEIGHTS, keyword: 0 });
    for (const { record, values } of fuse(found, byId(records), understoodOf())) {
      expect(without.find((one) => one.record.id === record.id)?.values).toEqual(values);
    }
  });

  it('comes over the canonical technique for a form of it', () => {
    const form = sampleTechnique('cascade', { broader: 'rinse' });
    expect(
      signalsById([form, sampleCase('near', { techniques: ['rinse'] })], {}, { keyword: hitsOf({ near: 10 }) }).cascade?.kin,
    ).toBeGreaterThan(0);
  });
});

describe('what was understood', () => {
  const one = (fields: Parameters<typeof sampleCase>[1], understood: Parameters<typeof understoodOf>[0]) =>
    signalsById([sampleCase('one', fields)], understood).one;

  it('counts the share of the problems that a record is about', () => {
    expect(one({ problems: ['nickel', 'cod'] }, { problems: ['nickel', 'copper'].map(part) })?.problem).toBe(0.5);
    expect(one({ problems: ['nickel', 'cod'] }, { problems: ['nickel', 'cod'].map(part) })?.problem).toBe(1);
    expect(one({ problems: ['cod'] }, { problems: [part('nickel')] })?.problem).toBe(0);
    expect(one({ problems: ['cod'] }, {})?.problem).toBe(0);
  });

  it('counts a process step that was named', () => {
    expect(one({ processes: ['boiler'] }, { processes: ['kiln-firing', 'boiler'].map(part) })?.process).toBe(1);
    expect(one({ processes: ['boiler'] }, { processes: [part('kiln-firing')] })?.process).toBe(0);
  });

  it.each([
    ['within it', { value: 80, currency: 'CNY' }, 1],
    ['just at it', { value: 100, currency: 'CNY' }, 1],
    ['beginning within it', { value: [90, 200], currency: 'CNY' }, 1],
    ['above it', { value: 101, currency: 'CNY' }, -1],
    ['above it at the day’s rates', { value: 80, currency: 'EUR' }, -1],
    ['within it at the day’s rates', { value: 80, currency: 'JPY' }, 1],
    ['in a currency with no rate', { value: 1, currency: 'TWD' }, 0],
    ['not known', undefined, 0],
  ])('weighs an investment against a budget: %s', (_, investment, value) => {
    expect(one({ investment }, { budget: { max: 100, currency: 'CNY' } })?.budget).toBe(value);
    expect(one({ investment }, {})?.budget).toBe(0);
  });

  it.each([
    [1.5, 1],
    [2, 1],
    [[1, 4], 1],
    [2.1, -1],
    [undefined, 0],
  ])('weighs a payback of %s against two years', (paybackYears, value) => {
    expect(one({ paybackYears }, { paybackYears: { max: 2 } })?.payback).toBe(value);
    expect(one({ paybackYears }, {})?.payback).toBe(0);
  });

  it('counts the same place whole, the province less, the country little, and elsewhere nothing', () => {
    const fits = ['440600', '440100', '330100', 'US'].map((region) => one({ region }, { region: part('440600') })?.region ?? -1);
    expect(fits[0]).toBe(1);
    expect(one({ region: '440605' }, { region: part('440600') })?.region, 'a district of it').toBe(1);
    for (let i = 1; i < fits.length; i++) expect(fits[i]).toBeLessThan(fits[i - 1] ?? 0);
    expect(fits.at(-1)).toBe(0);
    expect(one({}, { region: part('440600') })?.region).toBe(0);
  });

  it('speaks against what is not wanted, and only against that', () => {
    expect(one({ measure: 'end-of-pipe' }, { unwanted: [part('end-of-pipe')] })?.unwanted).toBe(-1);
    expect(one({ measure: 'recycling' }, { unwanted: [part('end-of-pipe')] })?.unwanted).toBe(0);
  });
});

describe('weighing', () => {
  it('takes from a score just what a signal gives', () => {
    const values = Object.fromEntries(SIGNAL_NAMES.map((name, i) => [name, i / 10])) as Parameters<typeof weigh>[0];
    for (const name of SIGNAL_NAMES) {
      expect(weigh(values, WEIGHTS) - weigh(values, { ...WEIGHTS, [name]: 0 })).toBeCloseTo(WEIGHTS[name] * values[name], 9);
    }
  });
});
