import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { projectRoot } from '../../../corpus/root.ts';
import type { IndexDocument } from '../../../indexer/index/search-index.ts';

/** What is measured side by side: each takes the same records, terms and vectors and is asked the same questions. */

export interface PeerDocument {
  document: IndexDocument;
  /** Our terms of both languages by column, parted by spaces: without them none of the others reads Chinese. */
  columns: { title: string; names: string; summary: string; detail: string };
  /** Of the Chinese and the English passages. */
  vectors: { key: string; vector: Float32Array }[];
}

export interface PeerQuestion {
  text: string;
  terms: string[];
  vector: Float32Array;
}

export interface Peer {
  fill(documents: PeerDocument[]): Promise<void>;
  /** Ids, best first. */
  ask(question: PeerQuestion, count: number): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens one that may write into this folder. */
export type OpenPeer = (folder: string) => Promise<Peer>;

export const peersFolder = join(projectRoot, 'test', 'bench', 'peer-packages');

/** A package of the bench's own; what of it is used is declared where it is used. */
export async function peerPackage<T>(name: string): Promise<T> {
  const require = createRequire(join(peersFolder, 'package.json'));
  return (await import(pathToFileURL(require.resolve(name)).href)) as T;
}

/** The vector a peer is given that takes one a record: the mean of its passages', of length 1. */
export function meanVector(vectors: PeerDocument['vectors']): Float32Array {
  const mean = new Float32Array(vectors[0]?.vector.length ?? 0);
  for (const { vector } of vectors) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0);
  const length = Math.hypot(...mean) || 1;
  return mean.map((value) => value / length);
}
