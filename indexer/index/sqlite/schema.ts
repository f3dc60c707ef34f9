import type Database from 'better-sqlite3';

/** Any change here, or in what is put into the tables, takes a new number: an index of another number is built anew. */
export const INDEX_FORMAT = 5;

/**
 * `words` has a document's terms as pairs of a term's number and its weighted count in tenths, 32 bits each (postings.ts). A row's
 * number is never used again: the graph of the vectors knows passages by it. Keys of vectors stand apart from their 1.5 kB, so that
 * the missing ones are found without reading all.
 */
const SCHEMA = `
  CREATE TABLE documents (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, year INTEGER);
  CREATE TABLE facets (name TEXT NOT NULL, value TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (name, value, row)) WITHOUT ROWID;
  CREATE INDEX facets_by_row ON facets (row);
  CREATE TABLE terms (number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
  CREATE TABLE words (row INTEGER PRIMARY KEY, length INTEGER NOT NULL, terms BLOB NOT NULL);
  CREATE TABLE passages (row INTEGER NOT NULL, key TEXT NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (row, key)) WITHOUT ROWID;
  CREATE INDEX passages_by_key ON passages (key);
  CREATE TABLE vectors (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, vector BLOB NOT NULL);
  CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

export function createSchema(db: Database.Database, generation: string): void {
  db.transaction(() => {
    db.exec(SCHEMA);
    db.prepare(`INSERT INTO state (name, value) VALUES ('generation', ?)`).run(generation);
    db.pragma(`user_version = ${INDEX_FORMAT}`);
  })();
}
