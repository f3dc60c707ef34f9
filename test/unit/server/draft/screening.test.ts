import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DEFAULT_CRITERIA } from '../../../../server/api/draft.ts';
import { rank, screenDraft, verdictOf } from '../../../../server/draft/screening.ts';
import { plainScheme, sampleDraft } from './sample-draft.ts';

const scores = (environment: number, economy: number, technology: number, implementation: number) => ({
  environment,
  economy,
  technology,
  implementation,
});

/** The worked example of the practice note, section 5. */
const EXAMPLE = sampleDraft([
  plainScheme('a', 800_000, 1, { scores: scores(9, 7, 8, 7) }),
  plainScheme('b', 800_000, 1, { scores: scores(7, 9, 9, 9) }),
  plainScheme('c', 800_000, 1, { scores: scores(8, 4, 5, 4) }),
]);

describe('the weighted sum', () => {
  it('ranks the example of the practice note', () => {
    expect(screenDraft(EXAMPLE).ranking).toEqual([
      { id: 'b', products: scores(70, 72, 63, 45), total: 250, rank: 1 },
      { id: 'a', products: scores(90, 56, 56, 35), total: 237, rank: 2 },
      { id: 'c', products: scores(80, 32, 35, 20), total: 167, rank: 3 },
    ]);
  });

  it('tells how far each weight may move', () => {
    const { ranges } = screenDraft(EXAMPLE);
    // b leads a by 13; each point of the environment’s weight takes 2 of them.
    expect(ranges.find(({ criterion }) => criterion === 'environment')).toEqual({
      criterion: 'environment',
      weight: 10,
      high: 16.5,
      highSwap: ['b', 'a'],
      firstStays: true,
    });
    expect(ranges.find(({ criterion }) => criterion === 'economy')).toMatchObject({ low: 1.5, lowSwap: ['b', 'a'] });
  });

  it('lets equal totals share a rank, and leaves out what lacks a score', () => {
    const { ranking, incomplete } = screenDraft(
      sampleDraft([
        plainScheme('a', 1, 1, { scores: scores(5, 5, 5, 5) }),
        plainScheme('b', 1, 1, { scores: scores(5, 5, 5, 5) }),
        plainScheme('c', 1, 1, { scores: scores(1, 1, 1, 1) }),
        plainScheme('d', 1, 1, { scores: { economy: 9 } }),
        plainScheme('e', 1, 1),
        plainScheme('f', 1, 1, { scores: scores(9, 9, 9, 9), firstPass: { verdict: 'not' } }),
      ]),
    );
    expect(ranking.map(({ id, rank }) => [id, rank])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ]);
    expect(incomplete).toEqual([{ id: 'd', missing: ['environment', 'technology', 'implementation'] }]);
  });

  it('within its range a weight keeps the order; beyond it the named two change places', () => {
    const score = fc.integer({ min: 1, max: 10 });
    const schemes = fc.array(fc.tuple(score, score, score, score), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(schemes, (all) => {
        const draft = sampleDraft(all.map((one, i) => plainScheme(`s${i}`, 1, 1, { scores: scores(...one) })));
        const { ranking, ranges } = screenDraft(draft);
        const totals = new Set(ranking.map(({ total }) => total));
        fc.pre(totals.size === ranking.length);
        const order = (criterion: string, weight: number) =>
          rank(
            draft.schemes,
            draft.criteria.map((one) => (one.id === criterion ? { ...one, weight } : one)),
          ).map(({ id }) => id);
        const now = ranking.map(({ id }) => id);
        for (const { criterion, low = 0, high = 1000, highSwap, lowSwap } of ranges) {
          const inside = (by: number) => low + (high - low) * by;
          expect(order(criterion, inside(0.001))).toEqual(now);
          expect(order(criterion, inside(0.999))).toEqual(now);
          if (highSwap) {
            const beyond = order(criterion, high + 1e-4);
            expect(beyond.indexOf(highSwap[1])).toBeLessThan(beyond.indexOf(highSwap[0]));
          }
          if (lowSwap && low > 1e-4) {
            const beyond = order(criterion, low - 1e-4);
            expect(beyond.indexOf(lowSwap[1])).toBeLessThan(beyond.indexOf(lowSwap[0]));
          }
        }
      }),
    );
  });

  it('has nothing to rank without schemes', () => {
    expect(screenDraft(sampleDraft([]))).toMatchObject({ ranking: [], incomplete: [] });
    expect(rank([], DEFAULT_CRITERIA)).toEqual([]);
  });
});

describe('the first pass', () => {
  it('sorts into the piles of table 4-4', () => {
    const { piles } = screenDraft(
      sampleDraft([
        plainScheme('a', 10_000, 1, { firstPass: { verdict: 'feasible' } }),
        plainScheme('b', 900_000, 1, { firstPass: { verdict: 'feasible' } }),
        plainScheme('c', 1, 1, { firstPass: { verdict: 'doubtful' } }),
        plainScheme('d', 1, 1, { firstPass: { verdict: 'not', reason: '无场地' } }),
        plainScheme('e', 1, 1),
      ]),
    );
    expect(piles).toEqual({ 'feasible-none-low': ['a'], 'feasible-medium-high': ['b'], doubtful: ['c'], not: ['d'], unscreened: ['e'] });
  });

  const yes = { technical: true, environmental: true, economic: true, implementation: true, production: true };
  it.each([
    [yes, 'feasible'],
    [{ ...yes, economic: false }, 'doubtful'],
    [{ technical: false }, 'not'],
    [{ technical: true }, undefined],
    [undefined, undefined],
  ])('%j is %s', (checks, verdict) => {
    expect(verdictOf(checks)).toBe(verdict);
  });
});
