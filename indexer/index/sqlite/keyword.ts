import type Database from 'better-sqlite3';

import { segment } from '../../text/segment.ts';
import { MAX_QUERY_WORDS } from '../keyword-weights.ts';
import type { Hit, IndexDocument, KeywordQuery } from '../search-index.ts';
import { reduced, termCounts } from '../terms.ts';
import type { Allowed } from './filter.ts';
import { type DocumentTerms, Postings, tenthsOf } from './postings.ts';
import type { RowIds } from './row-ids.ts';
import type { Sections } from './snapshot.ts';

/**
 * Keyword search: BM25 of the user's words, and of the words the vocabulary adds at a lower weight. A document's terms stand in
 * the file as one row and all documents' terms in memory by term.
 */

/** Puts a document's terms into the file, numbering those that are new. */
export function insertTerms(db: Database.Database, row: number, document: IndexDocument): void {
  const { counts, length } = termCounts(document);
  const find = db.prepare<[string], number>('SELECT number FROM terms WHERE term = ?').pluck();
  const add = db.prepare('INSERT INTO terms (term) VALUES (?)');
  const terms = new Uint32Array(counts.size * 2);
  let at = 0;
  for (const [term, count] of counts) {
    terms[at++] = find.get(term) ?? Number(add.run(term).lastInsertRowid);
    terms[at++] = tenthsOf(count);
  }
  db.prepare('INSERT INTO words (row, length, terms) VALUES (?, ?, ?)').run(row, length, Buffer.from(terms.buffer));
}

interface StoredTerms {
  row: number;
  length: number;
  terms: Buffer;
}

const unpacked = ({ length, terms }: StoredTerms): DocumentTerms => ({ length, terms: new Uint32Array(new Uint8Array(terms).buffer) });

export class KeywordSearch {
  readonly #db: Database.Database;
  readonly #ids: RowIds;
  readonly #numberOf: Database.Statement<[string], number>;
  readonly #postings: Postings;

  /** `kept` is what the index had in memory when it was closed. */
  constructor(db: Database.Database, ids: RowIds, kept?: Sections) {
    this.#db = db;
    this.#ids = ids;
    this.#numberOf = db.prepare<[string], number>('SELECT number FROM terms WHERE term = ?').pluck();
    const restored = kept && Postings.restored(kept);
    this.#postings = restored ?? new Postings();
    if (restored) return;
    for (const stored of db.prepare<[], StoredTerms>('SELECT row, length, terms FROM words ORDER BY row').iterate()) {
      this.#postings.add(stored.row, unpacked(stored));
    }
  }

  sections(): Sections | undefined {
    return this.#postings.sections();
  }

  /** The terms of a document that is about to go, for `removed`. */
  termsOf(row: number): DocumentTerms {
    const stored = this.#stored(row);
    return stored ? unpacked(stored) : { length: 0, terms: new Uint32Array(0) };
  }

  added(row: number): void {
    const stored = this.#stored(row);
    if (stored) this.#postings.add(row, unpacked(stored));
  }

  removed(row: number, terms: DocumentTerms): void {
    this.#postings.remove(row, terms);
  }

  hits({ text, expansions = [], expansionWeight = 0, limit }: KeywordQuery, allowed: Allowed | undefined): Hit[] {
    const own = [...new Set(segment(text))].slice(0, MAX_QUERY_WORDS);
    const known = new Set(own);
    const added = [...new Set(expansions.flatMap(segment))].filter((word) => !known.has(word)).slice(0, MAX_QUERY_WORDS);
    const asked = [...this.#numbered(own, 1), ...(expansionWeight > 0 ? this.#numbered(added, expansionWeight) : [])];
    return this.#postings
      .best(asked, allowed, limit)
      .map(({ row, score }) => ({ id: this.#ids.of(row), score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  #numbered(words: string[], weight: number): { term: number; weight: number }[] {
    return words.flatMap(reduced).flatMap((word) => {
      const term = this.#numberOf.get(word);
      return term === undefined ? [] : [{ term, weight }];
    });
  }

  #stored(row: number): StoredTerms | undefined {
    return this.#db.prepare<[number], StoredTerms>('SELECT row, length, terms FROM words WHERE row = ?').get(row);
  }
}
