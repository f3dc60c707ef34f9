/**
 * Turns texts into unit vectors. A query and the passages it is compared with are embedded differently (E5 prefixes:
 * Wang et al. 2024, arXiv 2402.05672), so there are two calls.
 */
export interface Embedder {
  /** Names model and version: vectors of different ids are not comparable. */
  readonly id: string;
  embedQuery(text: string): Promise<Float32Array>;
  embedPassages(texts: string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** The embedder cannot be used; the message says what to do. Search goes on by keyword alone. */
export class EmbedderUnavailable extends Error {}

/** Scales to length 1, so that a product of two is their cosine. */
export function unit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const x of vector) sum += x * x;
  const length = Math.sqrt(sum) || 1;
  return vector.map((x) => x / length);
}
