import { describe, expect, it } from 'vitest';

import { impactOf } from '../../../../indexer/index/bm25.ts';
import { type AskedList, BestDocuments, COUNT_BITS, TENTHS } from '../../../../indexer/index/sqlite/best-documents.ts';

/** Numbers between 0 and 1, the same in each run (a linear congruence). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const SLOTS = 3000;

/** Lists as a question has them: rare terms that say much, common ones that say next to nothing. */
function lists(random: () => number): AskedList[] {
  return Array.from({ length: 12 }, () => {
    const share = random() ** 3;
    const postings: number[] = [];
    for (let slot = 0; slot < SLOTS; slot++) {
      if (random() < share) postings.push(slot * 2 ** COUNT_BITS + Math.ceil(random() * 60));
    }
    return { postings: Uint32Array.from(postings), count: postings.length, worth: Math.max(1e-6, Math.log((1 - share) / share)) };
  });
}

/** Every document's score, by walking all of every list. */
function scoresOf(asked: AskedList[], lengths: number[], averageLength: number): number[] {
  const scores = lengths.map(() => 0);
  for (const { postings, worth } of asked) {
    for (const posting of postings) {
      const slot = posting >>> COUNT_BITS;
      scores[slot] = (scores[slot] ?? 0) + worth * impactOf((posting % 2 ** COUNT_BITS) / TENTHS, lengths[slot] ?? 0, averageLength);
    }
  }
  return scores;
}

describe('the best documents of posting lists', () => {
  const random = numbers(7);
  const lengths = Array.from({ length: SLOTS }, () => Math.ceil(random() * 400));
  const all = new BestDocuments();

  it.each([1, 10, 300, 5000])('are those that walking every list gives: the best %i', (limit) => {
    for (let question = 0; question < 20; question++) {
      const asked = lists(random);
      const expected = scoresOf(asked, lengths, 200)
        .filter((score) => score > 0)
        .sort((a, b) => b - a)
        .slice(0, limit);
      const found = all.of(asked, { lengths, averageLength: 200, passing: undefined }, limit).map(({ score }) => score);
      found.sort((a, b) => b - a);
      expect(found.length).toBeGreaterThanOrEqual(expected.length);
      for (const [i, score] of expected.entries()) expect(found[i]).toBeCloseTo(score, 9);
    }
  });

  it('are only such as are there and let through', () => {
    const asked = lists(random);
    const some = lengths.map((length, slot) => (slot % 3 === 0 ? 0 : length));
    const passing = Uint8Array.from(lengths, (_, slot) => (slot % 2 === 0 ? 1 : 0));
    const slots = all.of(asked, { lengths: some, averageLength: 200, passing }, 100).map(({ slot }) => slot);
    expect(slots.length).toBeGreaterThanOrEqual(100);
    expect(slots.filter((slot) => slot % 3 === 0 || slot % 2 === 1)).toEqual([]);
  });

  it('hold all that tie with the last of them, whatever the order of the lists', () => {
    const equal = [4, 9, 11].map((slot) => slot * 2 ** COUNT_BITS + 10);
    const asked = [0.5, 2, 1].map((worth) => ({ postings: Uint32Array.from(equal), count: equal.length, worth }));
    const slots = (of: AskedList[]) =>
      all
        .of(of, { lengths: lengths.map(() => 100), averageLength: 100, passing: undefined }, 1)
        .map(({ slot }) => slot)
        .sort((a, b) => a - b);
    expect(slots(asked)).toEqual([4, 9, 11]);
    expect(slots(asked.toReversed())).toEqual([4, 9, 11]);
  });

  it('are none where none are wanted or no list is asked', () => {
    const documents = { lengths, averageLength: 200, passing: undefined };
    expect(all.of(lists(random), documents, 0)).toEqual([]);
    expect(all.of([], documents, 10)).toEqual([]);
  });
});
