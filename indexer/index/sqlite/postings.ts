import { impactOf, rarityOf } from '../bm25.ts';

/**
 * Which documents have a term, and how much: the whole keyword index in memory, so that a question is a walk along arrays.
 * At 100,000 documents that takes a few milliseconds where FTS5 took a hundred (npm run bench -- --records 100000).
 */

/** A term's count in a document as it is stored: tenths, since columns weigh 3, 1.5, 1 and 0.7. */
const TENTHS = 10;
const MOST_TENTHS = 65_535;

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
  slots = new Uint32Array(4);
  tenths = new Uint16Array(4);
  count = 0;
  /** Documents that have the term and are still there. */
  alive = 0;

  push(slot: number, tenths: number): void {
    if (this.count === this.slots.length) this.#grow();
    this.slots[this.count] = slot;
    this.tenths[this.count] = tenths;
    this.count++;
    this.alive++;
  }

  #grow(): void {
    const capacity = Math.ceil(this.slots.length * 1.5) + 4;
    const slots = new Uint32Array(capacity);
    slots.set(this.slots);
    this.slots = slots;
    const tenths = new Uint16Array(capacity);
    tenths.set(this.tenths);
    this.tenths = tenths;
  }
}

export class Postings {
  readonly #lists: (TermList | undefined)[] = [];
  readonly #slotOf = new Map<number, number>();
  readonly #rows: number[] = [];
  /** Terms in a slot's document; 0 where it is gone. */
  readonly #lengths: number[] = [];
  #totalLength = 0;
  /** Reused by every question; all zero between two. */
  #scores = new Float64Array(0);

  get documents(): number {
    return this.#slotOf.size;
  }

  add(row: number, { terms, length }: DocumentTerms): void {
    const slot = this.#rows.length;
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
  best(asked: { term: number; weight: number }[], allowed: ReadonlySet<number> | undefined, limit: number): Scored[] {
    const touched = this.#addUp(asked);
    const scores = this.#scores;
    const passing = allowed ? touched.filter((slot) => allowed.has(this.#rows[slot] ?? -1)) : touched;
    const least =
      limit < passing.length
        ? Float64Array.from(passing, (slot) => scores[slot] ?? 0)
            .sort()
            .at(-limit)
        : 0;
    const found: Scored[] = [];
    for (const slot of limit > 0 ? passing : []) {
      const score = scores[slot] ?? 0;
      if (score >= (least ?? 0)) found.push({ row: this.#rows[slot] ?? 0, score });
    }
    for (const slot of touched) scores[slot] = 0;
    return found;
  }

  /** Sums up in `#scores`; gives the slots that got any. */
  #addUp(asked: { term: number; weight: number }[]): number[] {
    const average = this.#totalLength / Math.max(1, this.documents);
    if (this.#scores.length < this.#rows.length) this.#scores = new Float64Array(Math.ceil(this.#rows.length * 1.25));
    const scores = this.#scores;
    const touched: number[] = [];
    for (const { term, weight } of asked) {
      const list = this.#lists[term];
      if (!list || list.alive === 0) continue;
      const worth = weight * rarityOf(this.documents, list.alive);
      const { slots, tenths, count } = list;
      for (let i = 0; i < count; i++) {
        const slot = slots[i] ?? 0;
        const length = this.#lengths[slot] ?? 0;
        if (length === 0) continue;
        const before = scores[slot] ?? 0;
        if (before === 0) touched.push(slot);
        scores[slot] = before + worth * impactOf((tenths[i] ?? 0) / TENTHS, length, average);
      }
    }
    return touched;
  }
}

/** A weighted count as it is stored. */
export const tenthsOf = (count: number): number => Math.min(MOST_TENTHS, Math.round(count * TENTHS));
