import type Database from 'better-sqlite3';

import { segment } from '../../text/segment.ts';
import { COLUMN_WEIGHTS, MAX_QUERY_WORDS } from '../keyword-weights.ts';
import type { Hit, KeywordQuery } from '../search-index.ts';
import { conditionOf } from './filter.ts';

/** Keyword search: BM25 of the user's words, and of the words the vocabulary adds at a lower weight. */

/** In the order of the columns. */
const BM25_WEIGHTS = (['title', 'names', 'summary', 'detail'] as const).map((column) => COLUMN_WEIGHTS[column]).join(', ');

export function keywordHits(db: Database.Database, { text, expansions = [], expansionWeight = 0, filter, limit }: KeywordQuery): Hit[] {
  const own = [...new Set(segment(text))].slice(0, MAX_QUERY_WORDS);
  const scores = new Map<string, number>();
  // Both lists whole: the head of a sum is not the sum of heads.
  const expanded = expansionWeight > 0 && expansions.length > 0;
  for (const hit of match(db, own, filter, expanded ? -1 : limit)) scores.set(hit.id, hit.score);
  if (expanded) {
    const known = new Set(own);
    const added = [...new Set(expansions.flatMap(segment))].filter((word) => !known.has(word)).slice(0, MAX_QUERY_WORDS);
    for (const hit of match(db, added, filter, -1)) {
      scores.set(hit.id, (scores.get(hit.id) ?? 0) + hit.score * expansionWeight);
    }
  }
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

function match(db: Database.Database, words: string[], filter: KeywordQuery['filter'], limit: number): Hit[] {
  if (words.length === 0) return [];
  const condition = conditionOf(filter);
  // Words are letters and digits only (segment.ts); the quotes keep AND, OR and NEAR plain words.
  const query = words.map((word) => `"${word}"`).join(' OR ');
  return db
    .prepare<unknown[], Hit>(
      `SELECT d.id, -bm25(keyword, ${BM25_WEIGHTS}) AS score
       FROM keyword JOIN documents d ON d.row = keyword.rowid
       WHERE keyword MATCH ? ${condition ? `AND ${condition.sql}` : ''} ORDER BY score DESC, d.id LIMIT ?`,
    )
    .all(query, ...(condition?.parameters ?? []), limit);
}
