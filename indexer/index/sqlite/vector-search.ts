import { existsSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';

import type Database from 'better-sqlite3';

import type { Hit } from '../search-index.ts';
import type { Allowed } from './filter.ts';
import { type GraphMark, removeGraph, VectorGraph } from './graph.ts';
import type { RowIds } from './row-ids.ts';
import { getState } from './rows.ts';
import type { Sections } from './snapshot.ts';
import { VectorTable } from './vectors.ts';

/**
 * Search by meaning over the vectors in the index's file. They are read into memory when the index is opened: a few at once,
 * many little by little, so that words are searched meanwhile. The graph of a large collection is made behind the searches.
 */

/** Passages read, or put into the graph, before other work has its turn. */
const READ_AT_ONCE = 2000;
const GRAPH_AT_ONCE = 40;

interface StoredPassage {
  row: number;
  place: number;
  key: string;
  vector: Buffer;
}

/** `place` numbers a row's passages by their keys: the same each time they are read. */
const PLACED = 'p.row, (SELECT count(*) FROM passages q WHERE q.row = p.row AND q.key < p.key) AS place, p.key';
const PASSAGES = `SELECT ${PLACED}, v.vector FROM passages p JOIN vectors v ON v.key = p.key`;

export class VectorSearch {
  readonly #db: Database.Database;
  readonly #ids: RowIds;
  readonly #graphFile: string | undefined;
  #table: VectorTable | undefined;
  #loading: Promise<void> | undefined;
  #extending: Promise<void> | undefined;
  #closed = false;
  #graphChanged = false;

  /** `path` is the index's file, or `:memory:`, which keeps no graph; `kept` what the index had in memory when it was closed. */
  constructor(db: Database.Database, path: string, ids: RowIds, kept?: Sections) {
    this.#db = db;
    this.#ids = ids;
    this.#graphFile = path === ':memory:' ? undefined : `${path}.graph`;
    this.#table = kept && VectorTable.restored(kept);
    if (this.#table) {
      this.#takeGraph();
      return;
    }
    const last = db.prepare<[], { row: number | null }>('SELECT max(row) AS row FROM passages').get()?.row ?? 0;
    const first = this.#read(0, last, READ_AT_ONCE * 10);
    if (first === undefined) this.#takeGraph();
    else
      this.#loading = this.#readOn(first, last).finally(() => {
        this.#loading = undefined;
        this.#takeGraph();
      });
  }

  /** Resolves when all vectors are in memory. */
  async loaded(): Promise<void> {
    await this.#loading;
  }

  /** Resolves when the graph knows all there is, where there is one. */
  async settled(): Promise<void> {
    await this.#loading;
    await this.#extending;
  }

  async search(vector: Float32Array, allowed: Allowed | undefined, limit: number): Promise<Hit[]> {
    await this.#loading;
    if (!this.#table || vector.length !== this.#table.dimensions) return [];
    return this.#table
      .nearest(vector, limit, allowed)
      .map(({ row, key, score }) => ({ id: this.#ids.of(row), score, passage: key }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** The table itself, for measuring the graph against a scan. */
  get table(): VectorTable | undefined {
    return this.#table;
  }

  /** Follows a change of records: rows that went, rows that came. */
  changed(stale: number[], fresh: number[]): void {
    for (const row of stale) this.#table?.remove(row);
    const passages = this.#db.prepare<[number], StoredPassage>(`${PASSAGES} WHERE p.row = ?`);
    for (const row of fresh) for (const passage of passages.all(row)) this.#add(passage);
    this.#extendGraph();
  }

  /** Takes a new vector under every record with its passage. */
  put(key: string, vector: Float32Array): void {
    const passages = this.#db.prepare<[string], Omit<StoredPassage, 'vector'>>(`SELECT ${PLACED} FROM passages p WHERE p.key = ?`);
    for (const passage of passages.all(key)) this.#addVector(passage, vector);
    this.#extendGraph();
  }

  /** Forgets all vectors: they were of another model. */
  forget(): void {
    this.#table = undefined;
    if (this.#graphFile) removeGraph(this.#graphFile);
  }

  /** Ends the work behind the searches, and keeps the graph for the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#loading;
    const graph = this.#table?.graph;
    if (graph && this.#graphFile && (this.#graphChanged || !existsSync(this.#graphFile))) graph.save(this.#graphFile, this.#mark());
  }

  /** Reads passages of rows after `after` up to `last`; where there are more than `most`, the row to go on after. */
  #read(after: number, last: number, most: number): number | undefined {
    const rows = this.#db
      .prepare<[number, number, number], StoredPassage>(`${PASSAGES} WHERE p.row > ? AND p.row <= ? ORDER BY p.row, p.key LIMIT ?`)
      .all(after, last, most);
    if (rows.length < most) {
      for (const passage of rows) this.#add(passage);
      return undefined;
    }
    // The last row may be cut in two: it is read again.
    const cut = rows.at(-1)?.row ?? last;
    for (const passage of rows) if (passage.row < cut) this.#add(passage);
    return cut - 1;
  }

  async #readOn(after: number, last: number): Promise<void> {
    let next: number | undefined = after;
    while (next !== undefined && !this.#closed) {
      await breathe();
      if (!this.#closed) next = this.#read(next, last, READ_AT_ONCE);
    }
  }

  /** What `kept` takes up; nothing while it is read, or where there is no vector. */
  sections(): Sections | undefined {
    return this.#loading ? undefined : this.#table?.sections();
  }

  #takeGraph(): void {
    const table = this.#table;
    if (!table || table.waiting === 0 || this.#closed) return;
    if (this.#graphFile) {
      const graph = new VectorGraph(table.dimensions);
      if (graph.load(this.#graphFile, this.#mark())) table.useGraph(graph);
    }
    this.#extendGraph();
  }

  #extendGraph(): void {
    if (this.#extending || this.#loading || (this.#table?.waiting ?? 0) === 0) return;
    this.#extending = this.#extendOn().finally(() => (this.#extending = undefined));
  }

  async #extendOn(): Promise<void> {
    for (let table = this.#table; table && table.waiting > 0 && !this.#closed; table = this.#table) {
      table.extendGraph(GRAPH_AT_ONCE);
      this.#graphChanged = true;
      await breathe();
    }
  }

  #mark(): GraphMark {
    return { generation: getState(this.#db, 'generation') ?? '', model: getState(this.#db, 'model') ?? '' };
  }

  #add({ vector, ...passage }: StoredPassage): void {
    this.#addVector(passage, new Float32Array(new Uint8Array(vector).buffer));
  }

  #addVector({ row, place, key }: Omit<StoredPassage, 'vector'>, vector: Float32Array): void {
    this.#table ??= new VectorTable(vector.length);
    if (!this.#table.has(row, key)) this.#table.add(row, place, key, vector);
  }
}
