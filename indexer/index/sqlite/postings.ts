import { rarityOf } from '../bm25.ts';
import { BestDocuments, COUNT_BITS, MOST_COUNT, TENTHS } from './best-documents.ts';
import type { Allowed } from './filter.ts';
import { bytesOf, type Sections } from './snapshot.ts';

/**
 * Which documents have a term, and how much: the whole keyword index in memory, so that a question is a walk along arrays.
 */

const MOST_TENTHS = 65_535;
const MOST_SLOTS = 2 ** (32 - COUNT_BITS);

/** Stands in a snapshot for the row of a place whose document went. */
const GONE = -1;

/** Below this part of places in use the index is put together anew at the next start. */
const LEAST_ALIVE = 0.8;

export interface DocumentTerms {
  /** Number of each term and its weighted count in tenths, in turn. */
  terms: Uint32Array;
  length: number;
}

export interface Scored {
  row: number;
  score: number;
}

class TermList {
  postings: Uint32Array;
  count: number;
  /** Documents that have the term and are still there. */
  alive: number;

  constructor(postings = new Uint32Array(4), count = 0, alive = 0) {
    this.postings = postings;
    this.count = count;
    this.alive = alive;
  }

  push(slot: number, tenths: number): void {
    if (this.count === this.postings.length) {
      const grown = new Uint32Array(Math.ceil(this.count * 1.25) + 4);
      grown.set(this.postings);
      this.postings = grown;
    }
    this.postings[this.count] = slot * (1 << COUNT_BITS) + Math.min(tenths, MOST_COUNT);
    this.count++;
    this.alive++;
  }
}

export class Postings {
  readonly #lists: (TermList | undefined)[] = [];
  readonly #slotOf = new Map<number, number>();
  readonly #rows: number[] = [];
  /** Terms in a slot's document; 0 where it is gone. */
  readonly #lengths: number[] = [];
  #totalLength = 0;
  readonly #best = new BestDocuments();
  /** Which slots a filter lets through, as long as somebody has it. */
  readonly #passing = new WeakMap<Allowed, Uint8Array>();

  get documents(): number {
    return this.#slotOf.size;
  }

  add(row: number, { terms, length }: DocumentTerms): void {
    const slot = this.#rows.length;
    if (slot >= MOST_SLOTS) throw new RangeError(`The embedded index holds ${MOST_SLOTS} documents: serve more from Meilisearch.`);
    this.#rows.push(row);
    this.#lengths.push(length);
    this.#slotOf.set(row, slot);
    this.#totalLength += length;
    for (let i = 0; i < terms.length; i += 2) {
      const term = terms[i] ?? 0;
      let list = this.#lists[term];
      if (!list) {
        list = new TermList();
        this.#lists[term] = list;
      }
      list.push(slot, terms[i + 1] ?? 0);
    }
  }

  /** Takes a document out: its place stays empty. `terms` are those it was added with. */
  remove(row: number, { terms, length }: DocumentTerms): void {
    const slot = this.#slotOf.get(row);
    if (slot === undefined) return;
    this.#slotOf.delete(row);
    this.#lengths[slot] = 0;
    this.#totalLength -= length;
    for (let i = 0; i < terms.length; i += 2) {
      const list = this.#lists[terms[i] ?? 0];
      if (list) list.alive--;
    }
  }

  /**
   * BM25 of the documents that have any of the terms, each term counted at its weight: the best of those let through, in no
   * order, and more than `limit` where the last ones tie.
   */
  best(asked: { term: number; weight: number }[], allowed: Allowed | undefined, limit: number): Scored[] {
    const lists = asked.flatMap(({ term, weight }) => {
      const list = this.#lists[term];
      if (!list || list.alive === 0) return [];
      return [{ postings: list.postings, count: list.count, worth: weight * rarityOf(this.documents, list.alive) }];
    });
    const averageLength = this.#totalLength / Math.max(1, this.documents);
    const passing = allowed && this.#slotsOf(allowed);
    return this.#best
      .of(lists, { lengths: this.#lengths, averageLength, passing }, limit)
      .map(({ slot, score }) => ({ row: this.#rows[slot] ?? 0, score }));
  }

  /** All of it for `restored`; nothing where many documents have gone since, so that their places are given up. */
  sections(): Sections | undefined {
    if (this.documents < this.#rows.length * LEAST_ALIVE) return undefined;
    const counts = Uint32Array.from(this.#lists, (list) => list?.count ?? 0);
    const postings = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
    let at = 0;
    for (const list of this.#lists) {
      if (!list) continue;
      postings.set(list.postings.subarray(0, list.count), at);
      at += list.count;
    }
    return new Map([
      ['rows', bytesOf(Float64Array.from(this.#rows, (row, slot) => (this.#slotOf.get(row) === slot ? row : GONE)))],
      ['lengths', bytesOf(Uint32Array.from(this.#lengths))],
      ['counts', bytesOf(counts)],
      ['alive', bytesOf(Uint32Array.from(this.#lists, (list) => list?.alive ?? 0))],
      ['postings', bytesOf(postings)],
    ]);
  }

  /** The postings of these sections; undefined where some are missing. */
  static restored(sections: Sections): Postings | undefined {
    const [rows, lengths, counts, alive, all] = ['rows', 'lengths', 'counts', 'alive', 'postings'].map((name) => sections.get(name));
    if (!rows || !lengths || !counts || !alive || !all) return undefined;
    const restored = new Postings();
    const lengthOf = new Uint32Array(lengths.buffer);
    for (const [slot, row] of new Float64Array(rows.buffer).entries()) {
      const length = lengthOf[slot] ?? 0;
      restored.#rows.push(row);
      restored.#lengths.push(length);
      restored.#totalLength += length;
      if (row !== GONE) restored.#slotOf.set(row, slot);
    }
    const postings = new Uint32Array(all.buffer);
    const aliveOf = new Uint32Array(alive.buffer);
    let at = 0;
    for (const [term, count] of new Uint32Array(counts.buffer).entries()) {
      restored.#lists.push(count > 0 ? new TermList(postings.subarray(at, at + count), count, aliveOf[term] ?? 0) : undefined);
      at += count;
    }
    return restored;
  }

  #slotsOf(allowed: Allowed): Uint8Array {
    const known = this.#passing.get(allowed);
    if (known) return known;
    const passing = new Uint8Array(this.#rows.length);
    for (const row of allowed) {
      const slot = this.#slotOf.get(row);
      if (slot !== undefined) passing[slot] = 1;
    }
    this.#passing.set(allowed, passing);
    return passing;
  }
}

/** A weighted count as it is stored. */
export const tenthsOf = (count: number): number => Math.min(MOST_TENTHS, Math.round(count * TENTHS));
