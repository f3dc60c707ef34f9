import { exactSearch, MetricKind } from 'usearch';

import { bytesOf, type Sections } from './snapshot.ts';

/**
 * Rows of unit vectors that give their products with a question. Up to `EXACT_UP_TO` as the floats they are; beyond that
 * one byte a number with a factor a row, which is a quarter of the memory at an error of some thousandths.
 */

/** As floats, so many vectors of 384 numbers take 31 MB. */
export const EXACT_UP_TO = 20_000;

export class VectorMatrix {
  readonly dimensions: number;
  #floats: Float32Array<ArrayBuffer> | undefined = new Float32Array(0);
  #bytes = new Int8Array(0);
  /** What one step of a byte is worth, by slot. */
  #steps = new Float32Array(0);
  #capacity = 0;
  #count = 0;
  readonly #exactUpTo: number;

  constructor(dimensions: number, exactUpTo = EXACT_UP_TO) {
    this.dimensions = dimensions;
    this.#exactUpTo = exactUpTo;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether there are so many that a scan of all takes too long. */
  get large(): boolean {
    return this.#floats === undefined;
  }

  /** Puts a vector into the next slot. */
  push(vector: Float32Array): void {
    if (this.#count === this.#exactUpTo) this.#leaveFloats();
    if (this.#count === this.#capacity) this.#grow();
    if (this.#floats) this.#floats.set(vector, this.#count * this.dimensions);
    else this.#quantize(vector, this.#count);
    this.#count++;
  }

  /** The vector of a slot, as near as it is kept. */
  at(slot: number): Float32Array {
    const offset = slot * this.dimensions;
    if (this.#floats) return this.#floats.slice(offset, offset + this.dimensions);
    const step = this.#steps[slot] ?? 0;
    return Float32Array.from(this.#bytes.subarray(offset, offset + this.dimensions), (byte) => byte * step);
  }

  /**
   * The slots nearest to the question, nearest first as single floats tell it, by a scan of all with the processor's vector
   * instructions: 4,000 in half a millisecond, where a loop took three times as long. Only of floats.
   */
  nearest(query: Float32Array, most: number): number[] {
    const floats = this.#floats;
    if (!floats || this.#count === 0) return [];
    const { keys } = exactSearch(
      floats.subarray(0, this.#count * this.dimensions),
      query,
      this.dimensions,
      Math.min(most, this.#count),
      MetricKind.IP,
      1,
    );
    return Array.from(keys, Number);
  }

  /** The product of a slot's vector with the question: the cosine, since both are unit vectors. */
  product(slot: number, query: Float32Array): number {
    const { dimensions } = this;
    const offset = slot * dimensions;
    const floats = this.#floats;
    if (floats) return sumOfProducts(floats, offset, query, dimensions);
    return sumOfProducts(this.#bytes, offset, query, dimensions) * (this.#steps[slot] ?? 0);
  }

  /** The floats, or the bytes and their steps, for `restored`. */
  sections(): Sections {
    const dimensions = bytesOf(Uint32Array.of(this.dimensions));
    const length = this.#count * this.dimensions;
    if (this.#floats)
      return new Map([
        ['dimensions', dimensions],
        ['floats', bytesOf(this.#floats.subarray(0, length))],
      ]);
    return new Map([
      ['dimensions', dimensions],
      ['bytes', bytesOf(this.#bytes.subarray(0, length))],
      ['steps', bytesOf(this.#steps.subarray(0, this.#count))],
    ]);
  }

  /** The matrix of these sections; undefined where some are missing. */
  static restored(sections: Sections): VectorMatrix | undefined {
    const [width, floats, bytes, steps] = ['dimensions', 'floats', 'bytes', 'steps'].map((name) => sections.get(name));
    const [dimensions] = width ? new Uint32Array(width.buffer) : [];
    if (!dimensions) return undefined;
    const matrix = new VectorMatrix(dimensions);
    if (floats) {
      matrix.#floats = new Float32Array(floats.buffer);
      matrix.#count = matrix.#floats.length / dimensions;
    } else if (bytes && steps) {
      matrix.#floats = undefined;
      matrix.#bytes = new Int8Array(bytes.buffer);
      matrix.#steps = new Float32Array(steps.buffer);
      matrix.#count = matrix.#steps.length;
    } else return undefined;
    matrix.#capacity = matrix.#count;
    return matrix;
  }

  #quantize(vector: Float32Array, slot: number): void {
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    const step = largest / 127 || 1;
    const offset = slot * this.dimensions;
    for (let i = 0; i < this.dimensions; i++) this.#bytes[offset + i] = Math.round((vector[i] ?? 0) / step);
    this.#steps[slot] = step;
  }

  #leaveFloats(): void {
    const floats = this.#floats;
    if (!floats) return;
    this.#floats = undefined;
    this.#capacity = 0;
    this.#grow();
    for (let slot = 0; slot < this.#count; slot++)
      this.#quantize(floats.subarray(slot * this.dimensions, (slot + 1) * this.dimensions), slot);
  }

  #grow(): void {
    // Twice as many while there are few; a quarter more of many, since what is not used is memory all the same.
    this.#capacity = Math.max(1024, Math.ceil(this.#count * (this.#floats ? 2 : 1.25)));
    const length = this.#capacity * this.dimensions;
    if (this.#floats) {
      const floats = new Float32Array(length);
      floats.set(this.#floats);
      this.#floats = floats;
      return;
    }
    const bytes = new Int8Array(length);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    const steps = new Float32Array(this.#capacity);
    steps.set(this.#steps);
    this.#steps = steps;
  }
}

function sumOfProducts(values: Float32Array | Int8Array, offset: number, query: Float32Array, dimensions: number): number {
  // Four sums side by side: no addition waits for the one before.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = dimensions - (dimensions % 4);
  for (let i = 0; i < whole; i += 4) {
    const at = offset + i;
    first += (values[at] ?? 0) * (query[i] ?? 0);
    second += (values[at + 1] ?? 0) * (query[i + 1] ?? 0);
    third += (values[at + 2] ?? 0) * (query[i + 2] ?? 0);
    fourth += (values[at + 3] ?? 0) * (query[i + 3] ?? 0);
  }
  for (let i = whole; i < dimensions; i++) first += (values[offset + i] ?? 0) * (query[i] ?? 0);
  return first + second + (third + fourth);
}
