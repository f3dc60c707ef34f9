import type { Sketch } from '../../indexer/likeness.ts';

/**
 * Finds records whose texts, sources or numbers may be the same without comparing all with all: MinHash over shingles, in bands
 * (Broder 1997). 16 bands of 2 find 99 in 100 pairs that share half of their shingles, and 4 in 5 that share three tenths.
 */

const BANDS = 16;
const ROWS = 2;
/** A bucket of more is made of words that stand everywhere. */
const MOST_IN_BUCKET = 200;

export class SketchTable {
  readonly #sketches = new Map<string, { sketch: Sketch; keys: string[] }>();
  readonly #buckets = new Map<string, Set<string>>();

  get size(): number {
    return this.#sketches.size;
  }

  get(id: string): Sketch | undefined {
    return this.#sketches.get(id)?.sketch;
  }

  add(sketch: Sketch): void {
    this.remove(sketch.id);
    const keys = keysOf(sketch);
    this.#sketches.set(sketch.id, { sketch, keys });
    for (const key of keys) {
      const bucket = this.#buckets.get(key);
      if (bucket) bucket.add(sketch.id);
      else this.#buckets.set(key, new Set([sketch.id]));
    }
  }

  remove(id: string): void {
    for (const key of this.#sketches.get(id)?.keys ?? []) this.#buckets.get(key)?.delete(id);
    this.#sketches.delete(id);
  }

  /** Those of its kind that share a source, a number or a band of shingles with it. */
  near(sketch: Sketch): Sketch[] {
    const found = new Set<string>();
    for (const key of keysOf(sketch)) {
      const bucket = this.#buckets.get(key);
      if (bucket && bucket.size <= MOST_IN_BUCKET) for (const id of bucket) found.add(id);
    }
    found.delete(sketch.id);
    return [...found].flatMap((id) => this.get(id) ?? []);
  }
}

function keysOf({ kind, zh, en, sources, number }: Sketch): string[] {
  return [
    ...[...sources].map((source) => `${kind} source ${source}`),
    ...(number ? [`${kind} number ${number}`] : []),
    ...bandsOf(zh).map((band) => `${kind} zh ${band}`),
    ...bandsOf(en).map((band) => `${kind} en ${band}`),
  ];
}

/** Odd multipliers and offsets of the permutations, from a fixed seed: the same text always has the same bands. */
const PERMUTATIONS = Array.from({ length: BANDS * ROWS }, (_, i) => ({
  times: (Math.imul(i + 1, 0x9e3779b1) | 1) >>> 0,
  plus: Math.imul(i + 7, 0x85ebca6b) >>> 0,
}));

function bandsOf(shingles: ReadonlySet<string>): string[] {
  if (shingles.size < 20) return [];
  const least = new Uint32Array(PERMUTATIONS.length).fill(0xffffffff);
  for (const shingle of shingles) {
    const hash = hashOf(shingle);
    for (const [i, { times, plus }] of PERMUTATIONS.entries()) {
      const value = scramble(Math.imul(hash, times) + plus);
      if (value < (least[i] ?? 0)) least[i] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => `${band} ${[...least.subarray(band * ROWS, (band + 1) * ROWS)].join(' ')}`);
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function scramble(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
