import Database from 'better-sqlite3';

import { segment } from '../text/segment.ts';
import { COLUMN_WEIGHTS } from './keyword-weights.ts';
import type { IndexDocument, KeywordFields } from './search-index.ts';

/**
 * Text → the terms every engine indexes: words cut by segment.ts, reduced as SQLite's `porter unicode61` reduces them, by asking
 * SQLite itself.
 */

/** Words that the reduction leaves as they are. */
const KEPT_WHOLE = /^(?:\p{Script=Han}+|[0-9]+)$/u;

/** Reduced forms of words already asked about. */
const KNOWN_WORDS = 200_000;

let asked: { db: Database.Database; known: Map<string, string[]> } | undefined;

function reducer(): { db: Database.Database; known: Map<string, string[]> } {
  if (!asked) {
    const db = new Database(':memory:');
    db.exec(`
      CREATE VIRTUAL TABLE text USING fts5 (word, tokenize = 'porter unicode61');
      CREATE VIRTUAL TABLE terms USING fts5vocab (text, instance);
    `);
    asked = { db, known: new Map() };
  }
  return asked;
}

/** A word as it is indexed: nearly always one term. */
export function reduced(word: string): string[] {
  if (KEPT_WHOLE.test(word)) return [word];
  const { db, known } = reducer();
  const before = known.get(word);
  if (before) return before;
  db.prepare('INSERT INTO text (rowid, word) VALUES (1, ?)').run(word);
  const terms = db
    .prepare<[], { term: string }>('SELECT term FROM terms ORDER BY offset')
    .all()
    .map(({ term }) => term);
  db.prepare('DELETE FROM text').run();
  if (known.size >= KNOWN_WORDS) known.clear();
  known.set(word, terms);
  return terms;
}

/** The terms of a text in order, with repetitions. */
export function termsOf(text: string): string[] {
  return segment(text).flatMap(reduced);
}

export interface TermCounts {
  /** How often each term stands in the document, every column counted at its weight. */
  counts: Map<string, number>;
  /** Terms in all columns, repetitions and all, unweighted: the document's length to BM25. */
  length: number;
}

export function termCounts({ keyword }: IndexDocument): TermCounts {
  const counts = new Map<string, number>();
  let length = 0;
  for (const field of Object.keys(COLUMN_WEIGHTS) as (keyof KeywordFields)[]) {
    for (const term of termsOf(`${keyword.zh[field]} ${keyword.en[field]}`)) {
      counts.set(term, (counts.get(term) ?? 0) + COLUMN_WEIGHTS[field]);
      length++;
    }
  }
  return { counts, length };
}
