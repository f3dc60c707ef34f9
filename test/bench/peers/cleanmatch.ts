import { join } from 'node:path';

import { SqliteIndex } from '../../../indexer/index/sqlite/sqlite-index.ts';
import { nearestByText } from '../../../server/match/fuse.ts';
import { DEPTH } from '../../../server/match/retrieve.ts';
import type { OpenPeer } from './peer.ts';

/** Our embedded engine with the two text signals at the weights of the match (fuse.ts); nothing of what a question says is understood. */
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
      return nearestByText({ keyword, semantic }, count);
    },
    close: () => index.close(),
  };
};
