import { randomUUID } from 'node:crypto';

import { afterAll, describe, expect, it } from 'vitest';

import { MeilisearchIndex } from '../../indexer/index/meilisearch/meilisearch-index.ts';
import { HOW_TO_RUN, meilisearch, removeIndexes } from '../setup/meilisearch-server.ts';
import { direction } from '../setup/sample-documents.ts';
import { describeSearchIndex } from './search-index.contract.ts';

/** The same contract as SQLite's, against a real server. */

if (meilisearch) {
  const server = meilisearch;
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  let made = 0;
  describeSearchIndex('meilisearch', async () => {
    // How fast it answers is no part of the contract.
    const index = new MeilisearchIndex(server, { index: `${prefix}-${made++}`, patience: { questionMs: 30_000 } });
    // The server has no index before the first write.
    await index.useModel('none');
    return index;
  });
  it('an index that was never written to has an answer to everything', async () => {
    const index = new MeilisearchIndex(server, { index: `${prefix}-${made++}`, patience: { questionMs: 30_000 } });
    expect(await index.position()).toBeUndefined();
    expect(await index.stats()).toMatchObject({ records: 0, passages: 0, vectors: 0 });
    expect(await index.keyword({ text: '漂洗', limit: 10 })).toEqual([]);
    expect(await index.semantic({ vector: direction(0), limit: 10 })).toEqual([]);
    expect(await index.list({}, 10)).toEqual([]);
    expect(await index.facets({}, ['kind'])).toEqual({ kind: {} });
    await index.close();
  });
  afterAll(() => removeIndexes(server, prefix));
} else {
  describe('meilisearch', () => {
    it.skip(HOW_TO_RUN, () => {});
  });
}
