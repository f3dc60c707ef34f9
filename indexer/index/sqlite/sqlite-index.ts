import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

import type Database from 'better-sqlite3';

import { noteClosed } from '../../../corpus/clean-close.ts';
import type {
  FacetCounts,
  FacetName,
  Filter,
  Hit,
  IndexChange,
  IndexDocument,
  IndexStats,
  KeywordQuery,
  Passage,
  Position,
  SearchIndex,
  SemanticQuery,
} from '../search-index.ts';
import { building, createFile, openFile, openSound, removeFiles } from './files.ts';
import { AllowedRows, conditionOf } from './filter.ts';
import { KeywordSearch } from './keyword.ts';
import type { DocumentTerms } from './postings.ts';
import { RowIds } from './row-ids.ts';
import { getState, insertDocument, setPosition, setState } from './rows.ts';
import { removeSnapshot, type Sections, writeSnapshot } from './snapshot.ts';
import { VectorSearch } from './vector-search.ts';

/**
 * The embedded engine: one SQLite file. The file is derived from the library and may be deleted at any time. A rebuild
 * writes a second file and renames it over the first, so that a kill leaves the one or the other.
 */

export class SqliteIndex implements SearchIndex {
  readonly #path: string;
  #db: Database.Database;
  #rows: AllowedRows;
  #words: KeywordSearch;
  #vectors: VectorSearch;

  private constructor(path: string, db: Database.Database, kept?: Sections) {
    this.#path = path;
    this.#db = db;
    this.#rows = new AllowedRows(db);
    const ids = new RowIds(db);
    this.#words = new KeywordSearch(db, ids, kept);
    this.#vectors = new VectorSearch(db, path, ids, kept);
  }

  /** Opens the index, or makes an empty one where there is none, it is damaged, or it is of another format. */
  static open(path: string): SqliteIndex {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    removeFiles(building(path));
    const sound = existsSync(path) ? openSound(path) : undefined;
    if (sound) return new SqliteIndex(path, sound.db, sound.kept);
    removeFiles(path);
    return new SqliteIndex(path, createFile(path));
  }

  async apply(changes: IndexChange[], position: Position): Promise<void> {
    const stale: { row: number; terms: DocumentTerms }[] = [];
    const fresh: number[] = [];
    this.#db.transaction(() => {
      for (const change of changes) {
        const removed = this.#remove('put' in change ? change.put.id : change.remove);
        if (removed !== undefined) stale.push(removed);
        if ('put' in change) fresh.push(insertDocument(this.#db, change.put));
      }
      setPosition(this.#db, position);
    })();
    this.#rows.forget();
    for (const { row, terms } of stale) this.#words.removed(row, terms);
    for (const row of fresh) this.#words.added(row);
    this.#vectors.changed(
      stale.map(({ row }) => row),
      fresh,
    );
  }

  async rebuild(documents: Iterable<IndexDocument>, position: Position): Promise<void> {
    const path = building(this.#path);
    removeFiles(path);
    const db = createFile(path);
    db.transaction(() => {
      for (const document of documents) insertDocument(db, document);
      const copy = db.prepare('INSERT INTO vectors (key, vector) VALUES (?, ?)');
      const needed = db.prepare('SELECT 1 FROM passages WHERE key = ?');
      for (const row of this.#db.prepare<[], { key: string; vector: Buffer }>('SELECT key, vector FROM vectors').iterate()) {
        if (needed.get(row.key)) copy.run(row.key, row.vector);
      }
      setState(db, 'model', getState(this.#db, 'model'));
      setPosition(db, position);
    })();
    await this.#vectors.close();
    if (this.#path === ':memory:') {
      this.#db.close();
      this.#use(db);
      return;
    }
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    this.#db.close();
    removeFiles(this.#path, ['-wal', '-shm']);
    renameSync(path, this.#path);
    removeFiles(path);
    this.#use(openFile(this.#path));
  }

  async position(): Promise<Position | undefined> {
    const value = getState(this.#db, 'position');
    return value === undefined ? undefined : (JSON.parse(value) as Position);
  }

  async useModel(model: string): Promise<void> {
    if (getState(this.#db, 'model') === model) return;
    this.#db.transaction(() => {
      this.#db.exec('DELETE FROM vectors');
      setState(this.#db, 'model', model);
    })();
    this.#vectors.forget();
  }

  async passagesWithoutVector(limit: number): Promise<Passage[]> {
    return this.#db
      .prepare<[number], Passage>(
        `SELECT p.key, p.lang, p.text FROM (
           SELECT key, min(row) AS row FROM passages q WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.key = q.key) GROUP BY key LIMIT ?
         ) missing JOIN passages p ON p.row = missing.row AND p.key = missing.key`,
      )
      .all(limit);
  }

  async putVectors(vectors: { key: string; vector: Float32Array }[]): Promise<void> {
    const known = this.#db.prepare('SELECT 1 FROM vectors WHERE key = ?');
    const insertVector = this.#db.prepare('INSERT INTO vectors (key, vector) VALUES (?, ?)');
    this.#db.transaction(() => {
      for (const { key, vector } of vectors) {
        if (known.get(key)) continue;
        insertVector.run(key, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
        this.#vectors.put(key, vector);
      }
    })();
  }

  async keyword(query: KeywordQuery): Promise<Hit[]> {
    return this.#words.hits(query, this.#rows.of(query.filter));
  }

  async semantic({ vector, filter, limit }: SemanticQuery): Promise<Hit[]> {
    return this.#vectors.search(vector, this.#rows.of(filter), limit);
  }

  /** Resolves when searching by meaning is as fast as it gets: the graph of many vectors is made behind the searches. */
  async settled(): Promise<void> {
    await this.#vectors.settled();
  }

  async list(filter: Filter, limit: number): Promise<string[]> {
    const condition = conditionOf(filter);
    return this.#db
      .prepare<unknown[], { id: string }>(`SELECT d.id FROM documents d ${condition ? `WHERE ${condition.sql}` : ''} ORDER BY d.id LIMIT ?`)
      .all(...(condition?.parameters ?? []), limit)
      .map(({ id }) => id);
  }

  async facets(filter: Filter, names: readonly FacetName[]): Promise<FacetCounts> {
    const condition = conditionOf(filter);
    const counts: FacetCounts = Object.fromEntries(names.map((name) => [name, {}]));
    const rows = this.#db
      .prepare<unknown[], { name: FacetName; value: string; n: number }>(
        `SELECT f.name, f.value, count(*) AS n FROM facets f JOIN documents d ON d.row = f.row
         WHERE f.name IN (SELECT value FROM json_each(?)) ${condition ? `AND ${condition.sql}` : ''} GROUP BY f.name, f.value`,
      )
      .all(JSON.stringify(names), ...(condition?.parameters ?? []));
    for (const { name, value, n } of rows) {
      const counted = counts[name];
      if (counted) counted[value] = n;
    }
    return counts;
  }

  async stats(): Promise<IndexStats> {
    const count = (sql: string) => this.#db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
    return {
      engine: 'sqlite',
      records: count('SELECT count(*) AS n FROM documents'),
      passages: count('SELECT count(DISTINCT key) AS n FROM passages'),
      vectors: count('SELECT count(*) AS n FROM vectors v WHERE EXISTS (SELECT 1 FROM passages p WHERE p.key = v.key)'),
      generation: getState(this.#db, 'generation') ?? '',
    };
  }

  async close(): Promise<void> {
    await this.#vectors.close();
    const kept = this.#sections();
    this.#db.close();
    noteClosed(this.#path);
    if (kept) writeSnapshot(this.#path, kept);
    else removeSnapshot(this.#path);
  }

  /** What the next start can take up. */
  #sections(): Sections | undefined {
    if (this.#path === ':memory:') return undefined;
    const vectors = this.#vectors.sections();
    const words = vectors && this.#words.sections();
    return vectors && words && new Map([...vectors, ...words]);
  }

  #use(db: Database.Database): void {
    this.#db = db;
    this.#rows = new AllowedRows(db);
    const ids = new RowIds(db);
    this.#words = new KeywordSearch(db, ids);
    this.#vectors = new VectorSearch(db, this.#path, ids);
  }

  /** Takes a record out of every table; its row and terms, where it was there. */
  #remove(id: string): { row: number; terms: DocumentTerms } | undefined {
    const row = this.#db.prepare<[string], { row: number }>('SELECT row FROM documents WHERE id = ?').get(id)?.row;
    if (row === undefined) return undefined;
    const terms = this.#words.termsOf(row);
    for (const sql of [
      'DELETE FROM words WHERE row = ?',
      'DELETE FROM facets WHERE row = ?',
      'DELETE FROM passages WHERE row = ?',
      'DELETE FROM documents WHERE row = ?',
    ]) {
      this.#db.prepare(sql).run(row);
    }
    return { row, terms };
  }
}
