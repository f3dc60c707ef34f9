import { join } from 'node:path';

import { Library } from '../../corpus/library.ts';
import { readCollection } from '../../corpus/read/collection.ts';
import { projectRoot, shippedFolder } from '../../corpus/root.ts';
import { fillVectors, syncIndex } from '../../indexer/build.ts';
import { VectorCache } from '../../indexer/embed/cache.ts';
import { LocalEmbedder } from '../../indexer/embed/local.ts';
import { MeilisearchIndex } from '../../indexer/index/meilisearch/meilisearch-index.ts';
import type { SearchIndex } from '../../indexer/index/search-index.ts';
import { SqliteIndex } from '../../indexer/index/sqlite/sqlite-index.ts';
import { Landmarks } from '../../server/match/landmarks.ts';
import type { Engine } from '../../server/match/retrieve.ts';
import { LibraryRecords } from '../../server/records.ts';
import { meilisearch } from './meilisearch-address.ts';

/** The real collection in a real index, in memory, to be asked the questions. */
export interface Bed extends Engine {
  library: Library;
  index: SearchIndex;
  records: LibraryRecords;
  close(): Promise<void>;
}

/** Meilisearch keeps its index of this under a name of its own, beside one that may serve. */
const MEILISEARCH_INDEX = 'cleanmatch-eval';

export type EngineName = 'sqlite' | 'meilisearch';

export async function openBed(engine: EngineName = 'sqlite'): Promise<Bed> {
  const library = new Library(':memory:');
  const { entries, redirects } = readCollection(shippedFolder);
  library.importShipped(
    entries.map(({ record }) => record),
    redirects,
  );
  const index = openIndex(engine);
  await syncIndex(library, index);
  const embedder = await LocalEmbedder.load();
  const cache = new VectorCache(join(projectRoot, 'data', 'vectors.db'));
  await fillVectors(index, embedder, cache);
  const landmarks = await Landmarks.make(embedder, cache);
  cache.close();
  return {
    library,
    index,
    records: new LibraryRecords(library),
    embedder: () => embedder,
    landmarks: () => landmarks,
    async close() {
      await embedder.close();
      await index.close();
      library.close();
    },
  };
}

function openIndex(engine: EngineName): SearchIndex {
  if (engine === 'sqlite') return SqliteIndex.open(':memory:');
  if (!meilisearch) throw new Error('Set MEILI_URL (and MEILI_KEY) to a Meilisearch server to measure it.');
  // Nobody waits for an answer here, and deep rankings are asked for: patience is no part of what is measured.
  return new MeilisearchIndex(meilisearch, { index: MEILISEARCH_INDEX, patience: { questionMs: 30_000 } });
}
