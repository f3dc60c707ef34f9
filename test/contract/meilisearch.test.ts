import { randomUUID } from 'node:crypto';

import { afterAll, describe, it } from 'vitest';

import { MeilisearchIndex } from '../../indexer/index/meilisearch/meilisearch-index.ts';
import { HOW_TO_RUN, meilisearch, removeIndexes } from '../setup/meilisearch-server.ts';
import { describeSearchIndex } from './search-index.contract.ts';

/** The same contract as SQLite's, against a real server. */

if (meilisearch) {
  const server = meilisearch;
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  let made = 0;
  describeSearchIndex('meilisearch', async () => new MeilisearchIndex(server, { index: `${prefix}-${made++}` }));
  afterAll(() => removeIndexes(server, prefix));
} else {
  describe('meilisearch', () => {
    it.skip(HOW_TO_RUN, () => {});
  });
}
