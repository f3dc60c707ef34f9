import { join } from 'node:path';

import { Library } from '../../corpus/library.ts';
import { VectorCache } from '../../indexer/embed/cache.ts';
import { SqliteIndex } from '../../indexer/index/sqlite/sqlite-index.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface BuildSite {
  library: Library;
  index: SqliteIndex;
  cache: VectorCache;
  indexFile: string;
  cacheFile: string;
  close(): Promise<void>;
}

/** An empty library, an empty index and an empty cache, each a file of its own in a new folder. */
export function emptyBuildSite(): BuildSite {
  const folder = temporaryFolder();
  const indexFile = join(folder, 'index.db');
  const cacheFile = join(folder, 'vectors.db');
  const library = new Library(join(folder, 'library.db'));
  const index = SqliteIndex.open(indexFile);
  const cache = new VectorCache(cacheFile);
  return {
    library,
    index,
    cache,
    indexFile,
    cacheFile,
    async close() {
      await index.close();
      cache.close();
      library.close();
    },
  };
}
