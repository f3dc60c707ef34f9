import { createHash } from 'node:crypto';

import Database from 'better-sqlite3';
import { expect } from 'vitest';

import { Library } from '../../corpus/library.ts';
import { FACETS, type IndexDocument } from '../../indexer/index/search-index.ts';
import { termsOf } from '../../indexer/index/terms.ts';
import { documentOf } from '../../indexer/passages.ts';

/** Looks into the file of the sqlite index from outside, as it lies on the disk after its server was killed. */

interface Rows {
  documents: { row: number; id: string; year: number | null }[];
  facets: { row: number; name: string; value: string }[];
  passages: { row: number; key: string; text: string }[];
  words: number[];
  vectors: { key: string; vector: Buffer }[];
  position: { library: string; sequence: number } | undefined;
}

/** Every record is wholly in the index or not in it, and nothing lies there that belongs to none. */
export function expectWholeRecords(indexFile: string, libraryFile: string, dimensions: number): void {
  const db = new Database(indexFile);
  const library = new Library(libraryFile);
  try {
    if (Number(db.pragma('user_version', { simple: true })) === 0) {
      expect(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()).toEqual({ n: 0 });
      return;
    }
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = rowsOf(db);
    const known = new Set(rows.documents.map(({ row }) => row));
    for (const { row } of [...rows.facets, ...rows.passages]) expect(known).toContain(row);
    expect(rows.words).toEqual([...known].sort((a, b) => a - b));
    const facets = byRow(rows.facets);
    const passages = byRow(rows.passages);
    for (const { row, id } of rows.documents) {
      const record = library.get(id)?.record;
      if (!record) throw new Error(`${id} is in the index and not in the library`);
      const document = documentOf(record, () => undefined);
      expect((passages.get(row) ?? []).map(({ key }) => key).sort(), id).toEqual(
        [...new Set(document.passages.map(({ key }) => key))].sort(),
      );
      expect((facets.get(row) ?? []).map(({ name, value }) => `${name}=${value}`).sort(), id).toEqual(facetsOf(document));
      expect(hasWords(db, row, document), id).toBe(true);
    }
    for (const { vector } of rows.vectors) expect(vector.length).toBe(dimensions * 4);
    if (rows.position?.library === library.identity && rows.position.sequence === library.sequence) {
      expect(rows.documents).toHaveLength(library.count().published);
    }
  } finally {
    db.close();
    library.close();
  }
}

/** What the index holds, as one value: the same for two indexes of the same records, whatever the order they came in. */
export function contentOf(indexFile: string): string {
  const db = new Database(indexFile, { readonly: true });
  const { documents, facets, passages, vectors } = rowsOf(db);
  db.close();
  const id = new Map(documents.map((document) => [document.row, document.id]));
  const lines = [
    ...documents.map((one) => `document ${one.id} ${one.year}`),
    ...facets.map((one) => `facet ${id.get(one.row)} ${one.name} ${one.value}`),
    ...passages.map((one) => `passage ${id.get(one.row)} ${one.key} ${one.text}`),
    ...vectors.map((one) => `vector ${one.key} ${one.vector.toString('base64')}`),
  ];
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

function rowsOf(db: Database.Database): Rows {
  const all = <T>(sql: string) => db.prepare<[], T>(sql).all();
  const position = all<{ value: string }>("SELECT value FROM state WHERE name = 'position'")[0]?.value;
  return {
    documents: all('SELECT row, id, year FROM documents'),
    facets: all('SELECT row, name, value FROM facets'),
    passages: all('SELECT row, key, text FROM passages'),
    words: all<{ row: number }>('SELECT row FROM words ORDER BY row').map(({ row }) => row),
    vectors: all('SELECT key, vector FROM vectors'),
    position: position === undefined ? undefined : JSON.parse(position),
  };
}

function byRow<T extends { row: number }>(rows: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of rows) {
    const group = groups.get(one.row);
    if (group) group.push(one);
    else groups.set(one.row, [one]);
  }
  return groups;
}

function facetsOf({ facets }: IndexDocument): string[] {
  return [...new Set(FACETS.flatMap((name) => [facets[name]].flat().map((value) => `${name}=${value}`)))].sort();
}

/** The terms of the title, and the last ones of the small print, stand under the row. */
function hasWords(db: Database.Database, row: number, { keyword }: IndexDocument): boolean {
  const wanted = [
    ...termsOf(`${keyword.zh.title} ${keyword.en.title}`),
    ...termsOf(`${keyword.zh.detail} ${keyword.en.detail}`).slice(-10),
  ];
  const stored = db.prepare<[number], Buffer>('SELECT terms FROM words WHERE row = ?').pluck().get(row) ?? Buffer.alloc(0);
  const numbers = new Set(new Uint32Array(new Uint8Array(stored).buffer).filter((_, i) => i % 2 === 0));
  const number = db.prepare<[string], number>('SELECT number FROM terms WHERE term = ?').pluck();
  return wanted.every((term) => numbers.has(number.get(term) ?? -1));
}
