import { randomUUID } from 'node:crypto';

import { Meilisearch } from 'meilisearch';

import { UNPACKED } from '../../../indexer/index/meilisearch/connection.ts';
import { meilisearch } from '../../eval/meilisearch-address.ts';
import type { OpenPeer } from './peer.ts';

/** Meilisearch's own hybrid search on the texts as they are: it cuts Chinese itself. Where MEILI_URL names a server. */

const EMBEDDER = 'ours';
/** Half words, half meaning: its default. */
const SEMANTIC_RATIO = 0.5;

export const openMeilisearch: OpenPeer = async () => {
  if (!meilisearch) throw new Error('Set MEILI_URL (and MEILI_KEY) to a Meilisearch server to measure it.');
  const client = new Meilisearch({ host: meilisearch.url, apiKey: meilisearch.key, requestInit: UNPACKED });
  const uid = `cleanmatch-bench-${randomUUID().slice(0, 8)}`;
  const index = client.index(uid);
  const waiting = { timeout: 3_600_000, interval: 200 };
  return {
    async fill(documents) {
      const dimensions = documents[0]?.vectors[0]?.vector.length ?? 1;
      await client.createIndex(uid, { primaryKey: 'pk' }).waitTask(waiting);
      await index
        .updateSettings({
          searchableAttributes: ['title', 'summary', 'names', 'detail'],
          embedders: { [EMBEDDER]: { source: 'userProvided', dimensions } },
        })
        .waitTask(waiting);
      const rows = documents.map(({ document: { id, keyword }, vectors }, pk) => ({
        pk,
        record: id,
        title: [keyword.zh.title, keyword.en.title],
        names: [keyword.zh.names, keyword.en.names],
        summary: [keyword.zh.summary, keyword.en.summary],
        detail: [keyword.zh.detail, keyword.en.detail],
        _vectors: { [EMBEDDER]: { embeddings: vectors.map(({ vector }) => [...vector]), regenerate: false } },
      }));
      for (let at = 0; at < rows.length; at += 1000) await index.addDocuments(rows.slice(at, at + 1000)).waitTask(waiting);
    },
    async ask({ text, vector }, count) {
      const { hits } = await index.search<{ record: string }>(text, {
        vector: [...vector],
        hybrid: { embedder: EMBEDDER, semanticRatio: SEMANTIC_RATIO },
        matchingStrategy: 'frequency',
        attributesToRetrieve: ['record'],
        limit: count,
      });
      return hits.map(({ record }) => record);
    },
    async close() {
      await client.deleteIndex(uid).waitTask(waiting);
    },
  };
};
