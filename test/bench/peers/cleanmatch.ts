import { join } from 'node:path';

import { SqliteIndex } from '../../../indexer/index/sqlite/sqlite-index.ts';
import { WEIGHTS } from '../../../server/match/fuse.ts';
import type { OpenPeer } from './peer.ts';

/** Our embedded engine with the two text signals at the weights of the match (fuse.ts); nothing of what a question says is understood. */
const DEPTH = 300;

export const openCleanMatch: OpenPeer = async (folder) => {
  const index = SqliteIndex.open(join(folder, 'index.db'));
  return {
    async fill(documents) {
      await index.rebuild(
        documents.map(({ document }) => document),
        { library: 'bench', sequence: 1 },
      );
      const vectors = documents.flatMap((one) => one.vectors);
      for (let at = 0; at < vectors.length; at += 1000) await index.putVectors(vectors.slice(at, at + 1000));
      await index.settled();
    },
    async ask({ text, vector }, count) {
      const [keyword, semantic] = await Promise.all([index.keyword({ text, limit: DEPTH }), index.semantic({ vector, limit: DEPTH })]);
      const scores = new Map<string, number>();
      const most = keyword[0]?.score || 1;
      for (const { id, score } of keyword) scores.set(id, (WEIGHTS.keyword * score) / most);
      const high = semantic[0]?.score ?? 0;
      const range = high - (semantic.at(-1)?.score ?? 0) || 1;
      for (const { id, score } of semantic) scores.set(id, (scores.get(id) ?? 0) + WEIGHTS.semantic * (1 - (high - score) / range));
      return [...scores]
        .sort((a, b) => b[1] - a[1])
        .slice(0, count)
        .map(([id]) => id);
    },
    close: () => index.close(),
  };
};
