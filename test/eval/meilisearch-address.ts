import type { Address } from '../../indexer/index/meilisearch/connection.ts';

/** The Meilisearch server that MEILI_URL (and MEILI_KEY) names, for what measures or tests a real one; undefined where there is none. */
export const meilisearch: Address | undefined = process.env.MEILI_URL
  ? { url: process.env.MEILI_URL, key: process.env.MEILI_KEY || undefined }
  : undefined;
