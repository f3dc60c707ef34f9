import { beforeAll, describe, expect, it } from 'vitest';

import { Library } from '../../../corpus/library.ts';
import { syncIndex } from '../../../indexer/build.ts';
import { impactOf, rarityOf } from '../../../indexer/index/bm25.ts';
import { codeOf } from '../../../indexer/index/meilisearch/codes.ts';
import { impactOfLevel, LEVELS, levelOf, levelOfScore } from '../../../indexer/index/meilisearch/impacts.ts';
import { SqliteIndex } from '../../../indexer/index/sqlite/sqlite-index.ts';
import { type TermCounts, termCounts, termsOf } from '../../../indexer/index/terms.ts';
import { shippedCollection } from '../../setup/shipped-collection.ts';

/** What Meilisearch is given adds up to what SQLite reckons. That it gives it back so is for test/contract to show. */

describe('terms', () => {
  it('are the words reduced as the embedded engine reduces them', () => {
    expect(termsOf('Rinsing 逆流漂洗, RINSES!')).toEqual(['rins', '逆流', '漂洗', '逆流漂洗', 'rins']);
    expect(termsOf(',。 "')).toEqual([]);
  });

  it('become codes of ten letters, the same each time and different from each other', () => {
    const terms = ['漂洗', '漂', '洗', 'rins', 'r', '0', '漂洗'.repeat(200)];
    for (const term of terms) expect(codeOf(term)).toMatch(/^[a-z]{10}$/);
    expect(new Set(terms.map(codeOf)).size).toBe(terms.length);
    expect(codeOf('漂洗')).toBe(codeOf('漂洗'));
  });
});

describe('impacts', () => {
  it('are rounded to steps, the highest first, and no step is off by more than half its width', () => {
    let before = LEVELS;
    for (let count = 0.7; count < 40; count += 0.31) {
      const impact = impactOf(count, 120, 100);
      const level = levelOf(impact);
      expect(Math.abs(impactOfLevel(level) - impact)).toBeLessThanOrEqual(2.2 / LEVELS / 2 + 1e-9);
      expect(level).toBeLessThanOrEqual(before);
      before = level;
    }
  });

  it('of a step are told by the ranking score of its attribute', () => {
    for (let level = 0; level < LEVELS; level++) expect(levelOfScore((LEVELS - level) / LEVELS)).toBe(level);
  });

  it('say next to nothing for a term that half the documents have', () => {
    expect(rarityOf(1000, 500)).toBe(1e-6);
    expect(rarityOf(1000, 3)).toBeGreaterThan(rarityOf(1000, 30));
  });
});

describe('over a fifth of the real collection', () => {
  const index = SqliteIndex.open(':memory:');
  const counted: { id: string; terms: TermCounts }[] = [];

  beforeAll(async () => {
    const library = new Library(':memory:');
    const { entries, redirects } = shippedCollection();
    library.importShipped(
      entries.filter((_, i) => i % 5 === 0).map(({ record }) => record),
      redirects,
    );
    const apply = index.apply.bind(index);
    index.apply = (changes, position) => {
      for (const change of changes) if ('put' in change) counted.push({ id: change.put.id, terms: termCounts(change.put) });
      return apply(changes, position);
    };
    await syncIndex(library, index);
    library.close();
    return () => index.close();
  });

  it.each(['瓷砖窑炉烟气二氧化硫超标', '电镀漂洗水回用 镍', 'nickel rinse water recovery in plating shops', '印染 定形机 余热'])(
    'the sum over the terms of “%s” is the score of the embedded engine, up to the rounding',
    async (text) => {
      const terms = [...new Set(termsOf(text))];
      const average = counted.reduce((sum, one) => sum + one.terms.length, 0) / counted.length;
      const scores = new Map<string, number>();
      let rarest = 0;
      for (const term of terms) {
        const having = counted.filter(({ terms: { counts } }) => counts.has(term));
        const rarity = rarityOf(counted.length, having.length);
        rarest += rarity;
        for (const one of having) {
          const level = levelOf(impactOf(one.terms.counts.get(term) ?? 0, one.terms.length, average));
          scores.set(one.id, (scores.get(one.id) ?? 0) + rarity * impactOfLevel(level));
        }
      }
      const hits = await index.keyword({ text, limit: 10_000 });
      expect(hits.length).toBeGreaterThan(20);
      expect(new Set(scores.keys())).toEqual(new Set(hits.map(({ id }) => id)));
      for (const { id, score } of hits) expect(Math.abs((scores.get(id) ?? 0) - score)).toBeLessThan((rarest * 2.2) / LEVELS / 2 + 0.01);
    },
  );
});
