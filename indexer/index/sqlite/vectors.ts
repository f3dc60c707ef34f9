import type { Allowed } from './filter.ts';
import { VectorGraph } from './graph.ts';
import { InsertionOrder } from './insertion-order.ts';
import { VectorMatrix } from './matrix.ts';
import { bytesOf, type Sections } from './snapshot.ts';

/**
 * The vectors of all records in memory, and which record's passage each is of. Few are scanned, which is exact; of many a
 * graph proposes the near ones, and what the graph does not know yet is scanned beside it.
 */

export interface Near {
  row: number;
  key: string;
  score: number;
}

/** So many vectors or fewer are scanned even where there is a graph: it takes about as long as asking the graph. */
const SCAN_UP_TO = 6000;
/** Passages a record has about: so many more are asked for, since the nearest of each record counts. */
const PASSAGES_A_RECORD = 2;
/**
 * So many passages are asked of the graph for each record wanted, and this part of the records is enough: what takes time is the
 * asking, and the nearest ten are found all the same (recall@10 0.984 of 200,000 vectors, 300 wanted; 0.988 at 1 for 1).
 */
const ASKED_OF_GRAPH = 0.75;
const ENOUGH = 0.33;
/** So many slots at least are looked at or asked for: the scan orders by single floats, and many may be as near. */
const LEAST_SCANNED = 100;
/** Where so many wait for the graph, they are put into it by neighbourhood. */
const MANY_WAITING = 20_000;
/** Finding out where a vector goes takes so many times less than putting it in. */
const LOOKED_AT_FOR_ONE = 10;
/** At most so many are asked of the graph at once. */
const MOST_ASKED = 20_000;
/** Passages of a row are told apart in the graph by a number below this. */
const MOST_PASSAGES = 1024;

export class VectorTable {
  readonly #matrix: VectorMatrix;
  /** The row a slot's passage belongs to; -1 where its record is gone. */
  #rows = new Int32Array(1024);
  /** Which of its record's passages a slot is of. */
  #places = new Uint16Array(1024);
  readonly #keys: string[] = [];
  readonly #slots = new Map<number, number[]>();
  /** Slots that the graph does not know yet. */
  #tail: number[] = [];
  #graph: VectorGraph | undefined;
  /** Being found out for the slots that wait, where there are many. */
  #order: InsertionOrder | undefined;
  /** So many of those that wait stand in their order. */
  #inOrder = 0;

  constructor(dimensions: number, exactUpTo?: number, matrix = new VectorMatrix(dimensions, exactUpTo)) {
    this.#matrix = matrix;
  }

  get dimensions(): number {
    return this.#matrix.dimensions;
  }

  /** How many wait to be put into the graph; 0 where there are too few for one. */
  get waiting(): number {
    return this.#matrix.large ? this.#tail.length : 0;
  }

  get graph(): VectorGraph | undefined {
    return this.#graph;
  }

  has(row: number, key: string): boolean {
    return (this.#slots.get(row) ?? []).some((slot) => this.#keys[slot] === key);
  }

  /** Adds the vector of a passage under the row of its record; `place` numbers the passages of a row, the same each time. */
  add(row: number, place: number, key: string, vector: Float32Array): void {
    const slot = this.#matrix.count;
    if (slot === this.#rows.length) this.#grow();
    this.#matrix.push(vector);
    this.#rows[slot] = row;
    this.#places[slot] = place;
    this.#keys.push(key);
    const taken = this.#slots.get(row);
    if (taken) taken.push(slot);
    else this.#slots.set(row, [slot]);
    if (!this.#graph?.has(this.#graphKey(slot))) this.#tail.push(slot);
  }

  /** Forgets all vectors of a record: their slots keep no row and are passed over. */
  remove(row: number): void {
    for (const slot of this.#slots.get(row) ?? []) this.#rows[slot] = -1;
    this.#slots.delete(row);
  }

  /** Takes a graph made earlier of the same rows. */
  useGraph(graph: VectorGraph): void {
    this.#graph = graph;
    this.#order = undefined;
    this.#inOrder = 0;
    this.#tail = this.#tail.filter((slot) => !graph.has(this.#graphKey(slot)));
  }

  /** Puts some of those that wait into the graph, or finds out for more of them in which order they go, where many wait. */
  extendGraph(most: number): void {
    if (!this.#matrix.large) return;
    if (this.#tail.length - this.#inOrder >= MANY_WAITING) {
      this.#findOrder(most);
      return;
    }
    this.#graph ??= new VectorGraph(this.dimensions);
    this.#inOrder = Math.max(0, this.#inOrder - most);
    for (const slot of this.#tail.splice(0, most)) {
      if ((this.#rows[slot] ?? -1) >= 0) this.#graph.add(this.#graphKey(slot), this.#matrix.at(slot));
    }
  }

  #findOrder(most: number): void {
    this.#order ??= new InsertionOrder([...this.#tail], (slot) => this.#matrix.at(slot), this.dimensions);
    this.#order.look(most * LOOKED_AT_FOR_ONE);
    if (!this.#order.done) return;
    const ordered = this.#order.slots();
    this.#order = undefined;
    // More may have come to wait meanwhile.
    this.#tail = [...ordered, ...this.#tail.slice(ordered.length)];
    this.#inOrder = ordered.length;
  }

  /**
   * The best passage of each record that `allowed` lets through, nearest first; more than `limit` where the last ones tie.
   * `byScan` looks at every vector whatever there are: what the graph is measured against.
   */
  nearest(query: Float32Array, limit: number, allowed?: Allowed, { byScan = false } = {}): Near[] {
    if (!this.#matrix.large) return this.#nearestOfAll(query, limit, allowed);
    const best = new Map<number, { slot: number; score: number }>();
    const look = (slot: number) => {
      const row = this.#rows[slot] ?? -1;
      if (row < 0 || (allowed && !allowed.has(row))) return;
      const score = this.#matrix.product(slot, query);
      const known = best.get(row);
      if (known === undefined || score > known.score) best.set(row, { slot, score });
    };
    const graph = this.#graph;
    if (!graph || byScan) for (let slot = 0; slot < this.#matrix.count; slot++) look(slot);
    else if (allowed && allowed.size * PASSAGES_A_RECORD <= SCAN_UP_TO) {
      for (const row of allowed) for (const slot of this.#slots.get(row) ?? []) look(slot);
    } else {
      for (let asked = Math.ceil(Math.max(limit * ASKED_OF_GRAPH, LEAST_SCANNED) / this.#shareOf(allowed)); ; asked *= 2) {
        for (const key of graph.near(query, Math.min(asked, MOST_ASKED, graph.size))) {
          const slot = this.#slotOf(key);
          if (slot !== undefined) look(slot);
        }
        if (best.size >= limit * ENOUGH || asked >= Math.min(MOST_ASKED, graph.size)) break;
      }
      for (const slot of this.#tail) look(slot);
    }
    return this.#first(
      [...best].map(([row, { slot, score }]) => ({ row, key: this.#keys[slot] ?? '', score })),
      limit,
    );
  }

  /** Of few: all are scanned, and of so many slots as hold enough records the first of each is its best. */
  #nearestOfAll(query: Float32Array, limit: number, allowed: Allowed | undefined): Near[] {
    const first = Math.ceil((limit * PASSAGES_A_RECORD) / this.#shareOf(allowed));
    for (let most = Math.max(first, LEAST_SCANNED); limit > 0; most *= 2) {
      const best = new Map<number, Near>();
      const slots = this.#matrix.nearest(query, most);
      for (const slot of slots) {
        const row = this.#rows[slot] ?? -1;
        if (row < 0 || best.has(row) || (allowed && !allowed.has(row))) continue;
        best.set(row, { row, key: this.#keys[slot] ?? '', score: this.#matrix.product(slot, query) });
      }
      const found = this.#first([...best.values()], limit);
      const farthest = this.#matrix.product(slots.at(-1) ?? 0, query);
      if (most >= this.#matrix.count || (found.length >= limit && farthest < (found.at(-1)?.score ?? farthest))) return found;
    }
    return [];
  }

  /** What part of the records is let through. */
  #shareOf(allowed: Allowed | undefined): number {
    return allowed ? Math.max(allowed.size / Math.max(1, this.#slots.size), 0.001) : 1;
  }

  /** The best so many, and those that tie with the last of them. */
  #first(found: Near[], limit: number): Near[] {
    return found
      .sort((a, b) => b.score - a.score || a.row - b.row)
      .filter(({ score }, i, all) => i < limit || (limit > 0 && score === all[limit - 1]?.score));
  }

  /** All of it for `restored`. */
  sections(): Sections {
    const { count } = this.#matrix;
    return new Map([
      ...this.#matrix.sections(),
      ['places', bytesOf(this.#places.slice(0, count))],
      ['passage-rows', bytesOf(this.#rows.slice(0, count))],
      ['keys', bytesOf(new TextEncoder().encode(this.#keys.join('\n')))],
    ]);
  }

  /** The table of these sections; undefined where some are missing. */
  static restored(sections: Sections): VectorTable | undefined {
    const matrix = VectorMatrix.restored(sections);
    const [places, rows, keys] = ['places', 'passage-rows', 'keys'].map((name) => sections.get(name));
    if (!matrix || !places || !rows || !keys) return undefined;
    const table = new VectorTable(matrix.dimensions, undefined, matrix);
    table.#places = new Uint16Array(places.buffer);
    table.#rows = new Int32Array(rows.buffer);
    for (const key of new TextDecoder().decode(keys).split('\n')) table.#keys.push(key);
    for (const [slot, row] of table.#rows.entries()) {
      if (row < 0) continue;
      const taken = table.#slots.get(row);
      if (taken) taken.push(slot);
      else table.#slots.set(row, [slot]);
      table.#tail.push(slot);
    }
    return table;
  }

  /** A row is used once and its passages never change, so row and place name a vector for ever. */
  #graphKey(slot: number): bigint {
    return BigInt((this.#rows[slot] ?? 0) * MOST_PASSAGES + (this.#places[slot] ?? 0));
  }

  #slotOf(graphKey: bigint): number | undefined {
    const number = Number(graphKey);
    const place = number % MOST_PASSAGES;
    for (const slot of this.#slots.get(Math.floor(number / MOST_PASSAGES)) ?? []) if (this.#places[slot] === place) return slot;
    return undefined;
  }

  #grow(): void {
    const rows = new Int32Array(Math.ceil(this.#rows.length * 1.25) + 1024);
    rows.set(this.#rows);
    this.#rows = rows;
    const places = new Uint16Array(rows.length);
    places.set(this.#places);
    this.#places = places;
  }
}
