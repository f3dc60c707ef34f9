import { impactOf, MOST_IMPACT } from '../bm25.ts';

/**
 * The best documents of a question's posting lists, exactly, without walking what cannot change them. Lists are taken by how
 * much they can give at most, rare terms first; as soon as those still to come could not lift a document nobody has seen among
 * the best, they are only asked about the documents already seen, of which fewer are left each time (Turtle and Flood,
 * “Query evaluation: strategies and optimizations”, 1995: MaxScore, a term at a time).
 *
 * A posting is one number of 32 bits: the document's slot above, the term's count in it, in tenths, below.
 */

/** A term's count in a document as it is stored: tenths, since columns weigh 3, 1.5, 1 and 0.7. */
export const TENTHS = 10;
/** So many bits for the count: 102 occurrences, beyond which BM25 gives less than a hundredth more. */
export const COUNT_BITS = 10;
export const MOST_COUNT = (1 << COUNT_BITS) - 1;

/** Sums of floats in another order differ by less than this part of them: what is so near the limit still counts as a tie. */
const ROUNDING = 1e-9;

export interface AskedList {
  /** In the order of their slots. */
  postings: Uint32Array;
  /** How many of `postings` are in use. */
  count: number;
  /** What the term's impact is multiplied with. */
  worth: number;
}

export interface Documents {
  /** Terms in a slot's document; 0 where it is gone. */
  lengths: ArrayLike<number>;
  averageLength: number;
  /** By slot, 1 where it is let through; undefined where all are. */
  passing: Uint8Array | undefined;
}

/** Scores being added up, by slot: room that every question uses anew. */
export class BestDocuments {
  #scores = new Float64Array(0);
  #seen = new Int32Array(0);
  #ordered = new Float64Array(0);

  /** Slots with their scores, in no order: the best `limit`, and those that tie with the last of them. */
  of(lists: AskedList[], documents: Documents, limit: number): { slot: number; score: number }[] {
    if (limit <= 0) return [];
    this.#makeRoom(documents.lengths.length);
    const byWorth = lists.toSorted((a, b) => b.worth - a.worth);
    /** The most that a list and those after it can give to one document. */
    const rest = byWorth.map(() => 0);
    for (let i = byWorth.length - 1; i >= 0; i--) rest[i] = (rest[i + 1] ?? 0) + (byWorth[i]?.worth ?? 0) * MOST_IMPACT;
    let seen = 0;
    let least = 0;
    for (const [i, list] of byWorth.entries()) {
      const most = rest[i] ?? 0;
      // Whoever is seen has at most what the lists before this one give: with less than what is to come, nothing can be left out.
      if (seen >= limit && (rest[0] ?? 0) - most > most) least = this.#limitOf(seen, limit, least);
      if (most >= least) seen = this.#walk(list, documents, seen);
      else {
        seen = this.#leaveOut(seen, least - most);
        if (seen * Math.log2(list.count + 1) < list.count) this.#lookUp(list, documents, seen);
        else this.#walkKnown(list, documents);
      }
    }
    if (seen > limit) seen = this.#leaveOut(seen, this.#limitOf(seen, limit, least));
    const found = Array.from(this.#seen.subarray(0, seen), (slot) => ({ slot, score: this.#scores[slot] ?? 0 }));
    for (let i = 0; i < seen; i++) this.#scores[this.#seen[i] ?? 0] = 0;
    return found;
  }

  /** Adds a list's impacts to all its documents that are let through; gives how many are seen now. */
  #walk({ postings, count, worth }: AskedList, { lengths, averageLength, passing }: Documents, before: number): number {
    const scores = this.#scores;
    let seen = before;
    for (let i = 0; i < count; i++) {
      const posting = postings[i] ?? 0;
      const slot = posting >>> COUNT_BITS;
      const length = lengths[slot] ?? 0;
      if (length === 0 || (passing && passing[slot] !== 1)) continue;
      const score = scores[slot] ?? 0;
      if (score === 0) this.#seen[seen++] = slot;
      scores[slot] = score + worth * impactOf((posting & MOST_COUNT) / TENTHS, length, averageLength);
    }
    return seen;
  }

  /** Adds a list's impacts to those of its documents that are seen already. */
  #walkKnown({ postings, count, worth }: AskedList, { lengths, averageLength }: Documents): void {
    const scores = this.#scores;
    for (let i = 0; i < count; i++) {
      const posting = postings[i] ?? 0;
      const slot = posting >>> COUNT_BITS;
      const score = scores[slot] ?? 0;
      if (score !== 0) scores[slot] = score + worth * impactOf((posting & MOST_COUNT) / TENTHS, lengths[slot] ?? 0, averageLength);
    }
  }

  /** The same for few documents and a long list: each is searched for in it. */
  #lookUp({ postings, count, worth }: AskedList, { lengths, averageLength }: Documents, seen: number): void {
    for (let i = 0; i < seen; i++) {
      const slot = this.#seen[i] ?? 0;
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((postings[middle] ?? 0) >>> COUNT_BITS < slot) low = middle + 1;
        else high = middle;
      }
      const posting = postings[low] ?? 0;
      if (low >= count || posting >>> COUNT_BITS !== slot) continue;
      const impact = impactOf((posting & MOST_COUNT) / TENTHS, lengths[slot] ?? 0, averageLength);
      this.#scores[slot] = (this.#scores[slot] ?? 0) + worth * impact;
    }
  }

  /** Forgets the documents that have less than `least`; gives how many are left. */
  #leaveOut(seen: number, least: number): number {
    let left = 0;
    for (let i = 0; i < seen; i++) {
      const slot = this.#seen[i] ?? 0;
      if ((this.#scores[slot] ?? 0) < least * (1 - ROUNDING)) this.#scores[slot] = 0;
      else this.#seen[left++] = slot;
    }
    return left;
  }

  /** The score of the last that is among the best so many, of which it is known that they have at least `before`. */
  #limitOf(seen: number, limit: number, before: number): number {
    let count = 0;
    for (let i = 0; i < seen; i++) {
      const score = this.#scores[this.#seen[i] ?? 0] ?? 0;
      if (score >= before) this.#ordered[count++] = score;
    }
    return nthLargest(this.#ordered, count, limit);
  }

  #makeRoom(slots: number): void {
    if (this.#scores.length >= slots) return;
    const room = Math.ceil(slots * 1.25);
    this.#scores = new Float64Array(room);
    this.#seen = new Int32Array(room);
    this.#ordered = new Float64Array(room);
  }
}

/** The nth largest of the first `count` values, which are put into another order by it (Hoare's quickselect). */
function nthLargest(values: Float64Array, count: number, nth: number): number {
  const wanted = nth - 1;
  let from = 0;
  let to = count - 1;
  while (from < to) {
    const pivot = values[(from + to) >>> 1] ?? 0;
    let left = from;
    let right = to;
    while (left <= right) {
      while ((values[left] ?? 0) > pivot) left++;
      while ((values[right] ?? 0) < pivot) right--;
      if (left > right) break;
      const value = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = value;
    }
    if (wanted <= right) to = right;
    else if (wanted >= left) from = left;
    else break;
  }
  return values[wanted] ?? 0;
}
