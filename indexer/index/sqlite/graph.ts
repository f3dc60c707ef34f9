import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { Index, MetricKind, ScalarKind } from 'usearch';

/**
 * Near neighbours without a scan: a graph over the vectors (HNSW, usearch), for collections too large to scan. It only
 * proposes; products are computed anew from the matrix. What is not in it yet is scanned, so it may lag behind.
 */

/** Neighbours a vector keeps, and candidates looked at while adding; `npm run bench -- --records 100000` tells the recall against a scan. */
const CONNECTIVITY = 32;
const EXPANSION_ADD = 200;
/** Candidates looked at while searching, at least. */
const EXPANSION_SEARCH = 128;

/** Tells what a saved graph was made of; one of anything else is not taken. */
export interface GraphMark {
  generation: string;
  model: string;
}

interface Saved extends GraphMark {
  bytes: number;
  modified: number;
}

export class VectorGraph {
  readonly #index: Index;

  constructor(dimensions: number) {
    this.#index = new Index({
      dimensions,
      metric: MetricKind.Cos,
      quantization: ScalarKind.I8,
      connectivity: CONNECTIVITY,
      expansion_add: EXPANSION_ADD,
      expansion_search: EXPANSION_SEARCH,
      multi: false,
    });
  }

  get size(): number {
    return this.#index.size();
  }

  add(key: bigint, vector: Float32Array): void {
    this.#index.add(key, vector);
  }

  has(key: bigint): boolean {
    return this.#index.contains(key) === true;
  }

  /** The keys of about the `count` nearest, nearest first. */
  near(query: Float32Array, count: number): BigUint64Array {
    return this.#index.search(query, count, 1).keys;
  }

  /** Writes the graph beside the index, whole or not at all. */
  save(path: string, mark: GraphMark): void {
    const building = `${path}.building`;
    this.#index.save(building);
    rmSync(markFile(path), { force: true });
    renameSync(building, path);
    const { size: bytes, mtimeMs: modified } = statSync(path);
    writeFileSync(markFile(path), JSON.stringify({ ...mark, bytes, modified } satisfies Saved));
  }

  /** Takes up a saved graph, where it is of this index and model and nobody touched it. */
  load(path: string, mark: GraphMark): boolean {
    if (!existsSync(path) || !existsSync(markFile(path))) return false;
    const saved = JSON.parse(readFileSync(markFile(path), 'utf8')) as Saved;
    const { size, mtimeMs } = statSync(path);
    if (saved.generation !== mark.generation || saved.model !== mark.model || saved.bytes !== size || saved.modified !== mtimeMs)
      return false;
    this.#index.load(path);
    return true;
  }
}

const markFile = (path: string) => `${path}.json`;

export function removeGraph(path: string): void {
  for (const file of [path, `${path}.building`, markFile(path)]) rmSync(file, { force: true });
}
