import { describe, expect, it } from 'vitest';

import type { LibraryRecord } from '../../../../corpus/kinds/kinds.ts';
import { ratesDay } from '../../../../corpus/vocabulary/rates.ts';
import { against, reasonsFor } from '../../../../server/match/explain.ts';
import { part, understoodOf } from '../../../setup/match-parts.ts';
import { sampleCase, sampleTechnique } from '../../../setup/sample-records.ts';

const THIS_YEAR = 2026;
const named = (code: string, zh: string, en: string) => ({ ...part(code), name: { zh, en } });
const tiles = { industries: [named('C3071', '建筑陶瓷', 'building ceramics')] };
const cny = (value: number | [number, number], currency = 'CNY') => ({ value, currency });

/** Three plants: two of tiles, one of them proven, and one that plates and cost more. */
const plants = [
  sampleCase('tile-a', {
    industries: ['C3071'],
    problems: ['so2'],
    processes: ['kiln-firing'],
    paybackYears: 0.5,
    investment: cny(50),
    evidence: 'measured',
    year: 2020,
  }),
  sampleCase('tile-b', {
    industries: ['C307'],
    problems: ['so2', 'nox'],
    paybackYears: [1, 3],
    investment: cny(90, 'USD'),
    evidence: 'reported',
    year: 2005,
  }),
  sampleCase('plater', { industries: ['C336'], problems: ['nickel'], investment: cny(500), evidence: 'planned', year: 2001 }),
];
const technique = sampleTechnique('zinc', { title: { zh: '镀锌' }, aliases: undefined });
const reasons = (understood: Parameters<typeof understoodOf>[0], lang: 'zh' | 'en' = 'zh', evidence = plants) =>
  Object.fromEntries(reasonsFor(evidence, understoodOf(understood), lang).map(({ about, text, records }) => [about, { text, records }]));
const objections = (understood: Parameters<typeof understoodOf>[0], lang: 'zh' | 'en' = 'zh', evidence: LibraryRecord[] = plants) =>
  Object.fromEntries(
    against(technique, evidence, understoodOf(understood), lang, THIS_YEAR).map(({ about, text, records }) => [about, { text, records }]),
  );

describe('the reasons', () => {
  it('count the plants of the trade', () => {
    expect(reasons(tiles).industry).toEqual({ text: '3 家厂中有 2 家属于「建筑陶瓷」', records: ['tile-a', 'tile-b'] });
    expect(reasons(tiles, 'en').industry?.text).toBe('2 of 3 plants are in building ceramics');
    expect(reasons({ industries: [part('E')] }).industry).toBeUndefined();
  });

  it('do not count for a trade what fits any', () => {
    expect(reasons(tiles, 'zh', [sampleCase('any', { industries: ['*'] })]).industry).toBeUndefined();
  });

  it('count the plants of each problem and of a step', () => {
    expect(reasons({ problems: [named('so2', '二氧化硫', 'SO2')] }).problem).toEqual({
      text: '3 家厂中有 2 家针对「二氧化硫」',
      records: ['tile-a', 'tile-b'],
    });
    expect(
      reasonsFor(plants, understoodOf({ problems: [part('so2'), part('nox'), part('cod')] }), 'en').filter(
        ({ about }) => about === 'problem',
      ),
    ).toHaveLength(2);
    expect(reasons({ processes: [named('kiln-firing', '烧成', 'firing')] }, 'en').process).toEqual({
      text: '1 plant uses it at the step “firing”',
      records: ['tile-a'],
    });
  });

  it('tell the payback with its range, and how many are within what is asked', () => {
    expect(reasons({}).payback).toEqual({ text: '2 家厂的回收期为 0.5–3 年', records: ['tile-a', 'tile-b'] });
    expect(reasons({ paybackYears: { max: 0.7 } }, 'en').payback?.text).toBe(
      'payback 0.5–3 years in 2 plants, in 1 of them within your 0.7 years',
    );
    expect(reasons({}, 'en', [sampleCase('a', { paybackYears: 2 })]).payback?.text).toBe('payback 2 years in 1 plant');
  });

  it('count the plants within a budget, and say where rates were needed', () => {
    expect(reasons({ budget: { max: 100, currency: 'CNY' } }).budget).toEqual({ text: '1 家厂的投资在您的预算以内', records: ['tile-a'] });
    const { text, records } = reasons({ budget: { max: 100, currency: 'USD' } }, 'en').budget ?? {};
    expect(records).toEqual(['tile-a', 'tile-b', 'plater']);
    expect(text).toContain(ratesDay());
    expect(reasons({ budget: { max: 100, currency: 'TWD' } }).budget).toBeUndefined();
  });

  it('count what was measured or appraised', () => {
    expect(reasons({}, 'en').evidence).toEqual({ text: 'measured or appraised in 1 of 3 plants', records: ['tile-a'] });
  });

  it('say at least that plants did it', () => {
    expect(reasons({}, 'en', [sampleCase('one')]).evidence).toEqual({ text: 'done by 1 plant', records: ['one'] });
  });

  it('are none where no plant did it', () => {
    expect(
      reasonsFor([sampleTechnique('rinse', { paybackYears: 1 })], understoodOf({ ...tiles, problems: [part('nickel')] }), 'zh'),
    ).toEqual([]);
  });

  it('count a plant recorded twice once', () => {
    const twice = [sampleCase('a', { paybackYears: 1, samePlantAs: ['b'] }), sampleCase('b', { paybackYears: 1, samePlantAs: ['a'] })];
    expect(reasons({ problems: [named('nickel', '镍', 'nickel')] }, 'zh', twice).problem?.text).toBe('1 家厂中有 1 家针对「镍」');
  });
});

describe('what speaks against a technique', () => {
  it('is that no plant proves it', () => {
    expect(objections(tiles, 'zh', [sampleTechnique('rinse')])).toEqual({ evidence: { text: '库中还没有厂家案例证明它', records: [] } });
  });

  it('is that all evidence comes from other trades', () => {
    expect(objections({ industries: [named('C17', '纺织业', 'textiles')] }, 'en').industry?.text).toBe(
      'no case in textiles: the evidence comes from other trades',
    );
    expect(objections(tiles).industry).toBeUndefined();
  });

  it('is an investment above the budget, at the day’s rates where needed', () => {
    expect(objections({ budget: { max: 100, currency: 'CNY' } })).toMatchObject({ budget: { records: ['tile-b', 'plater'] } });
    expect(objections({ budget: { max: 100, currency: 'CNY' } }).budget?.text).toContain(ratesDay());
    expect(objections({ budget: { max: 1e9, currency: 'CNY' } }).budget).toBeUndefined();
    expect(objections({ budget: { max: 1, currency: 'TWD' } }).budget, 'compared with nothing').toBeUndefined();
  });

  it('is a payback longer than asked for', () => {
    expect(objections({ paybackYears: { max: 0.7 } }, 'en').payback).toEqual({
      text: 'payback longer than you asked in 1 plant',
      records: ['tile-b'],
    });
    expect(objections({}).payback).toBeUndefined();
  });

  it('is what the user does not want', () => {
    const dirty = [sampleCase('bath', { title: { zh: '氰化物镀锌' } })];
    expect(objections({ unwanted: [{ ...part('cyanide'), surface: '氰化物' }] }, 'zh', dirty).unwanted).toEqual({
      text: '涉及您不想要的「氰化物」',
      records: ['bath'],
    });
    expect(objections({ unwanted: [{ ...part('cyanide'), surface: '氰化物' }] }).unwanted).toBeUndefined();
  });

  it('is that too where the technique itself does it, though no title of a plant says so', () => {
    const evaporation = sampleTechnique('evaporation', { title: { zh: '漂洗水蒸发浓缩' } });
    const understood = understoodOf({ unwanted: [{ ...part('蒸发'), surface: '蒸发' }] });
    expect(against(evaporation, plants, understood, 'en', THIS_YEAR)).toMatchObject([
      { about: 'unwanted', text: 'it involves 蒸发, which you do not want' },
    ]);
  });

  it('is only that part of it which is done', () => {
    const dirty = [sampleCase('bath', { title: { zh: '氰化物镀锌' } })];
    const unwanted = [part('shutdown'), { ...part('cyanide'), surface: '氰化物' }, { ...part('蒸发'), surface: '蒸发' }];
    expect(objections({ unwanted }, 'zh', dirty).unwanted?.text).toBe('涉及您不想要的「氰化物」');
  });

  it('is that the newest evidence is old', () => {
    expect(objections({}).age).toBeUndefined();
    expect(objections({}, 'zh', plants.slice(1)).age?.text).toBe('最近的证据是 2005 年的，设备和价格可能已变');
    expect(objections({}, 'zh', [sampleCase('undated')]).age).toBeUndefined();
  });

  it('is that nothing was measured', () => {
    expect(objections({}).evidence).toBeUndefined();
    expect(
      objections({}, 'en', [sampleCase('a', { evidence: 'planned' }), sampleCase('b', { evidence: 'calculated' })]).evidence?.records,
    ).toEqual(['a', 'b']);
  });
});
