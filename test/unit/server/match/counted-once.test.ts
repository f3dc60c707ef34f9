import { describe, expect, it } from 'vitest';

import { sharesOf } from '../../../../server/match/explain.ts';
import { SIGNAL_NAMES, WEIGHTS, weigh } from '../../../../server/match/fuse.ts';
import { groupScore } from '../../../../server/match/group.ts';
import { onePerPlant } from '../../../../server/match/plants.ts';
import { candidateOf } from '../../../setup/match-parts.ts';
import { sampleCase, sampleTechnique } from '../../../setup/sample-records.ts';

describe('one record a plant', () => {
  const idsOf = (records: Parameters<typeof onePerPlant>[0]) => onePerPlant(records).map(({ id }) => id);
  const [a, b, c] = [['b'], ['a', 'c'], ['b']].map((samePlantAs, i) => sampleCase('abc'.charAt(i), { samePlantAs }));
  if (!a || !b || !c) throw new Error('three records');

  it('is the first of those of the same plant', () => {
    expect(idsOf([sampleCase('x'), b, a])).toEqual(['x', 'b']);
  });

  it('is the first of a chain too, and where only one names the other', () => {
    expect(idsOf([a, b, c])).toEqual(['a']);
    expect(idsOf([a, sampleCase('b')])).toEqual(['a']);
  });
});

describe('the share of a signal', () => {
  const members = [0.9, 0.5].map((fit, i) => candidateOf(sampleCase(`plant-${i}`), fit));
  for (const { values } of members) Object.assign(values, { semantic: 0.4, unwanted: -0.2 });
  const scoreUnder = (weights: typeof WEIGHTS) => groupScore(members.map((one) => ({ ...one, score: weigh(one.values, weights) })));
  const group = { technique: sampleTechnique('rinse'), members, score: scoreUnder(WEIGHTS) };

  it('is what the score loses without it, and less than nothing where it speaks against', () => {
    const shares = sharesOf(group, WEIGHTS);
    expect(shares.map(({ signal }) => signal)).toEqual(['keyword', 'semantic', 'unwanted']);
    for (const { signal, share } of shares) {
      expect(group.score - scoreUnder({ ...WEIGHTS, [signal]: 0 })).toBeCloseTo(share * group.score, 9);
      expect(share < 0).toBe(signal === 'unwanted');
    }
  });

  it('is told of no signal that gives nothing, nor where there is no score', () => {
    expect(SIGNAL_NAMES.length).toBeGreaterThan(sharesOf(group, WEIGHTS).length);
    expect(sharesOf({ ...group, score: 0 }, WEIGHTS)).toEqual([]);
  });
});
