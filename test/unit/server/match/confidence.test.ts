import { describe, expect, it } from 'vitest';

import { chanceOfField, fitOf, matchOf } from '../../../../server/match/confidence.ts';
import { candidateOf, hitsOf, part, retrievedOf, understoodOf } from '../../../setup/match-parts.ts';
import { sampleCase, sampleTechnique } from '../../../setup/sample-records.ts';

const words = hitsOf({ a: 20, b: 10 });

describe('by words alone', () => {
  const match = (keyword: typeof words, understood = {}) => {
    const retrieved = retrievedOf({ keyword, mode: 'keyword' });
    return matchOf(chanceOfField(retrieved, understoodOf(understood), undefined), retrieved, understoodOf(understood));
  };

  it('nothing fits where no word is found', () => {
    expect(match([])).toBe('none');
    expect(match([], { problems: [part('nickel')] })).toBe('none');
  });

  it('the match is good where a problem or a process was understood', () => {
    expect(match(words, { problems: [part('nickel')] })).toBe('good');
    expect(match(words, { processes: [part('boiler')] })).toBe('good');
  });

  it('the match is weak where only words speak', () => {
    expect(match(words)).toBe('weak');
    expect(match(words, { industries: [part('C336')] })).toBe('weak');
  });

  it('is judged too while the question has a vector but no passage has', () => {
    expect(
      chanceOfField(retrievedOf({ keyword: words, mode: 'keyword', vector: Float32Array.of(1, 0) }), understoodOf(), undefined),
    ).toBeUndefined();
  });
});

describe('the chance that a question is of the field', () => {
  const vector = Float32Array.of(1, 0);
  const chance = (nearest: number, keyword = words, understood = {}) =>
    chanceOfField(
      retrievedOf({ keyword, semantic: hitsOf({ a: nearest, b: nearest - 0.1 }), vector }),
      understoodOf(understood),
      undefined,
    ) ?? Number.NaN;

  it('lies between 0 and 1', () => {
    for (const nearest of [-1, 0, 0.5, 1]) {
      expect(chance(nearest)).toBeGreaterThan(0);
      expect(chance(nearest)).toBeLessThan(1);
    }
  });

  it('grows with nearness, with words found and with words understood', () => {
    expect(chance(0.6)).toBeGreaterThan(chance(0.3));
    expect(chance(0.3)).toBeGreaterThan(chance(0.3, []));
    expect(chance(0.3, words, { terms: [part('逆流漂洗')] })).toBeGreaterThan(chance(0.3));
  });

  it('makes the match none, weak or good as it grows', () => {
    const matches = [0.01, 0.7, 0.99].map((one) => matchOf(one, retrievedOf(), understoodOf()));
    expect(matches).toEqual(['none', 'weak', 'good']);
  });
});

describe('the fit of a technique', () => {
  const groupOf = (score: number, cosine: number) => ({
    technique: sampleTechnique('rinse'),
    members: [{ ...candidateOf(sampleCase('a'), score), cosine }],
    score,
  });
  const best = groupOf(3, 0.7);

  it('lies between 0 and 1, also where nothing speaks for it', () => {
    for (const one of [best, groupOf(0, 0), groupOf(1, -0.2)]) {
      expect(fitOf(one, best)).toBeGreaterThanOrEqual(0);
      expect(fitOf(one, best)).toBeLessThanOrEqual(1);
    }
    expect(fitOf(groupOf(0, 0), groupOf(0, 0))).toBeLessThan(0.1);
    expect(fitOf(best, undefined)).toBeLessThan(fitOf(best, best));
  });

  it('is less for what stands lower, and for what is less near', () => {
    expect(fitOf(groupOf(2, 0.7), best)).toBeLessThan(fitOf(best, best));
    expect(fitOf(groupOf(3, 0.3), best)).toBeLessThan(fitOf(best, best));
  });
});
