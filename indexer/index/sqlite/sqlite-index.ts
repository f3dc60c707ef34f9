import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

import type Database from 'better-sqlite3';

import { segment } from '../../text/segment.ts';
import { COLUMN_WEIGHTS, MAX_QUERY_WORDS } from '../keyword-weights.ts';
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
import { conditionOf } from './filter.ts';
import { getState, insertDocument, setPosition, setState } from './rows.ts';
import { VectorTable } from './vectors.ts';

/**
 * The embedded engine: one SQLite file. The file is derived from the library and may be deleted at any time. A rebuild
 * writes a second file and renames it over the first, so that a kill leaves the one or the other.
 */

/** In the order of the columns. */
const BM25_WEIGHTS = (['title', 'names', 'summary', 'detail'] as const).map((column) => COLUMN_WEIGHTS[column]).join(', ');

export class SqliteIndex implements SearchIndex {
  readonly #path: string;
  #db: Database.Database;
  #vectors: VectorTable | undefined;

  private constructor(path: string, db: Database.Database) {
    this.#path = path;
    this.#db = db;
  }

  /** Opens the index, or makes an empty one where there is none, it is damaged, or it is of another format. */
  static open(path: string): SqliteIndex {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    removeFiles(building(path));
    let db = existsSync(path) ? openSound(path) : undefined;
    if (!db) {
      removeFiles(path);
      db = createFile(path);
    }
    const index = new SqliteIndex(path, db);
    index.#loadVectors();
    return index;
  }

  async apply(changes: IndexChange[], position: Position): Promise<void> {
    const stale: number[] = [];
    const fresh: number[] = [];
    this.#db.transaction(() => {
      for (const change of changes) {
        const removed = this.#remove('put' in change ? change.put.id : change.remove);
        if (removed !== undefined) stale.push(removed);
        if ('put' in change) fresh.push(insertDocument(this.#db, change.put));
      }
      setPosition(this.#db, position);
    })();
    for (const row of stale) this.#vectors?.remove(row);
    for (const row of fresh) this.#loadVectorsOf(row);
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
    if (this.#path === ':memory:') {
      this.#db.close();
      this.#db = db;
      this.#loadVectors();
      return;
    }
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    this.#db.close();
    removeFiles(this.#path, ['-wal', '-shm']);
    renameSync(path, this.#path);
    removeFiles(path);
    this.#db = openFile(this.#path);
    this.#loadVectors();
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
    this.#vectors = undefined;
  }

  async passagesWithoutVector(limit: number): Promise<Passage[]> {
    return this.#db
      .prepare<[number], Passage>(
        'SELECT key, lang, text FROM passages p WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.key = p.key) GROUP BY key LIMIT ?',
      )
      .all(limit);
  }

  async putVectors(vectors: { key: string; vector: Float32Array }[]): Promise<void> {
    const rowsOf = this.#db.prepare<[string], { row: number }>('SELECT row FROM passages WHERE key = ?');
    const known = this.#db.prepare('SELECT 1 FROM vectors WHERE key = ?');
    const insertVector = this.#db.prepare('INSERT INTO vectors (key, vector) VALUES (?, ?)');
    this.#db.transaction(() => {
      for (const { key, vector } of vectors) {
        if (known.get(key)) continue;
        insertVector.run(key, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
        this.#vectors ??= new VectorTable(vector.length);
        for (const { row } of rowsOf.all(key)) this.#vectors.add(row, key, vector);
      }
    })();
  }

  async keyword({ text, expansions = [], expansionWeight = 0, filter, limit }: KeywordQuery): Promise<Hit[]> {
    const own = [...new Set(segment(text))].slice(0, MAX_QUERY_WORDS);
    const scores = new Map<string, number>();
    // Both lists whole: the head of a sum is not the sum of heads.
    const expanded = expansionWeight > 0 && expansions.length > 0;
    for (const hit of this.#match(own, filter, expanded ? -1 : limit)) scores.set(hit.id, hit.score);
    if (expanded) {
      const known = new Set(own);
      const added = [...new Set(expansions.flatMap(segment))].filter((word) => !known.has(word)).slice(0, MAX_QUERY_WORDS);
      for (const hit of this.#match(added, filter, -1)) {
        scores.set(hit.id, (scores.get(hit.id) ?? 0) + hit.score * expansionWeight);
      }
    }
    return [...scores]
      .map(([id, score]) => ({ id, score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  async semantic({ vector, filter, limit }: SemanticQuery): Promise<Hit[]> {
    if (!this.#vectors || vector.length !== this.#vectors.dimensions) return [];
    const allowed = this.#allowedRows(filter);
    const id = this.#db.prepare<[number], { id: string }>('SELECT id FROM documents WHERE row = ?');
    return this.#vectors
      .nearest(vector, limit, allowed && ((row) => allowed.has(row)))
      .map(({ row, key, score }) => ({ id: id.get(row)?.id ?? '', score, passage: key }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
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
    this.#db.close();
  }

  #match(words: string[], filter: Filter | undefined, limit: number): Hit[] {
    if (words.length === 0) return [];
    const condition = conditionOf(filter);
    // Words are letters and digits only (segment.ts); the quotes keep AND, OR and NEAR plain words.
    const query = words.map((word) => `"${word}"`).join(' OR ');
    return this.#db
      .prepare<unknown[], Hit>(
        `SELECT d.id, -bm25(keyword, ${BM25_WEIGHTS}) AS score
         FROM keyword JOIN documents d ON d.row = keyword.rowid
         WHERE keyword MATCH ? ${condition ? `AND ${condition.sql}` : ''} ORDER BY score DESC, d.id LIMIT ?`,
      )
      .all(query, ...(condition?.parameters ?? []), limit);
  }

  #allowedRows(filter: Filter | undefined): Set<number> | undefined {
    const condition = conditionOf(filter);
    if (!condition) return undefined;
    const rows = this.#db
      .prepare<unknown[], { row: number }>(`SELECT d.row FROM documents d WHERE ${condition.sql}`)
      .all(...condition.parameters);
    return new Set(rows.map(({ row }) => row));
  }

  /** Takes a record out of every table; its row, where it had one. */
  #remove(id: string): number | undefined {
    const row = this.#db.prepare<[string], { row: number }>('SELECT row FROM documents WHERE id = ?').get(id)?.row;
    if (row === undefined) return undefined;
    for (const sql of [
      'DELETE FROM keyword WHERE rowid = ?',
      'DELETE FROM facets WHERE row = ?',
      'DELETE FROM passages WHERE row = ?',
      'DELETE FROM documents WHERE row = ?',
    ]) {
      this.#db.prepare(sql).run(row);
    }
    return row;
  }

  #loadVectors(): void {
    this.#vectors = undefined;
    const rows = this.#db
      .prepare<[], { row: number; key: string; vector: Buffer }>(
        'SELECT p.row, p.key, v.vector FROM passages p JOIN vectors v ON v.key = p.key',
      )
      .iterate();
    for (const { row, key, vector } of rows) this.#addVector(row, key, vector);
  }

  #loadVectorsOf(row: number): void {
    const rows = this.#db
      .prepare<[number], { key: string; vector: Buffer }>(
        'SELECT p.key, v.vector FROM passages p JOIN vectors v ON v.key = p.key WHERE p.row = ?',
      )
      .all(row);
    for (const { key, vector } of rows) this.#addVector(row, key, vector);
  }

  #addVector(row: number, key: string, stored: Buffer): void {
    const vector = new Float32Array(new Uint8Array(stored).buffer);
    this.#vectors ??= new VectorTable(vector.length);
    this.#vectors.add(row, key, vector);
  }
}
