import type Database from 'better-sqlite3';

import { FACETS, type IndexDocument, type Position } from '../search-index.ts';
import { insertTerms } from './keyword.ts';

/** A document as rows of the index's tables, and the index's own state. */

/** Puts a document into every table; its row. */
export function insertDocument(db: Database.Database, document: IndexDocument): number {
  const row = Number(
    db
      .prepare('INSERT INTO documents (id, kind, year) VALUES (?, ?, ?)')
      .run(document.id, document.facets.kind, document.facets.year ?? null).lastInsertRowid,
  );
  insertTerms(db, row, document);
  const facet = db.prepare('INSERT OR IGNORE INTO facets (name, value, row) VALUES (?, ?, ?)');
  for (const name of FACETS) {
    for (const value of [document.facets[name]].flat()) facet.run(name, value, row);
  }
  const passage = db.prepare('INSERT OR IGNORE INTO passages (row, key, lang, text) VALUES (?, ?, ?, ?)');
  for (const { key, lang, text } of document.passages) passage.run(row, key, lang, text);
  return row;
}

export function getState(db: Database.Database, name: string): string | undefined {
  return db.prepare<[string], { value: string }>('SELECT value FROM state WHERE name = ?').get(name)?.value;
}

export function setState(db: Database.Database, name: string, value: string | undefined): void {
  if (value === undefined) return;
  db.prepare('INSERT INTO state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value);
}

export function setPosition(db: Database.Database, position: Position): void {
  setState(db, 'position', JSON.stringify(position));
}
