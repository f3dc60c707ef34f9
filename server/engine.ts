import { FallbackIndex } from '../indexer/index/fallback-index.ts';
import { MeilisearchIndex } from '../indexer/index/meilisearch/meilisearch-index.ts';
import type { Searchable, SearchIndex } from '../indexer/index/search-index.ts';
import { SqliteIndex } from '../indexer/index/sqlite/sqlite-index.ts';
import type { Config } from './config.ts';

/** The engines as the settings name them. */
export interface Engines {
  /** Answers questions. */
  index: Searchable;
  /** Those that the library is brought into; the first is the one that was chosen. */
  filled: SearchIndex[];
}

/** `isFilled` says whether the chosen engine holds all there is. */
export function openEngines({ engine, indexFile }: Config, isFilled: () => boolean): Engines {
  if (engine.kind === 'sqlite') {
    const index = SqliteIndex.open(indexFile);
    return { index, filled: [index] };
  }
  const meilisearch = new MeilisearchIndex(engine, { index: engine.index });
  if (!engine.fallback) return { index: meilisearch, filled: [meilisearch] };
  const embedded = SqliteIndex.open(indexFile);
  return { index: new FallbackIndex(meilisearch, embedded, isFilled), filled: [meilisearch, embedded] };
}
