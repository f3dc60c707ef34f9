import { join, resolve } from 'node:path';

import { Command, Option } from 'commander';

import { Library } from '../corpus/library.ts';
import { readCollection } from '../corpus/read/collection.ts';
import { projectRoot, shippedFolder } from '../corpus/root.ts';
import { fillVectors, rebuildIndex, syncIndex } from './build.ts';
import { VectorCache } from './embed/cache.ts';
import { LocalEmbedder } from './embed/local.ts';
import { SqliteIndex } from './index/sqlite/sqlite-index.ts';
import { progressBar } from './progress.ts';

/** npm run index: brings the index up to the library without serving. The server must not run on the same folder meanwhile. */

const program = new Command('index')
  .description('Brings the index up to the library')
  .addOption(new Option('--data <folder>', 'data folder').env('CLEANMATCH_DATA').default('./data'))
  .option('--rebuild', 'build the whole index anew and swap it in')
  .action(async ({ data, rebuild }: { data: string; rebuild?: boolean }) => {
    const folder = resolve(projectRoot, data);
    const library = new Library(join(folder, 'library.db'));
    const { entries, redirects } = readCollection(shippedFolder);
    library.importShipped(
      entries.map(({ record }) => record),
      redirects,
    );
    const index = SqliteIndex.open(join(folder, 'index.db'));
    const cache = new VectorCache(join(folder, 'vectors.db'));
    const bar = progressBar();
    if (rebuild) await rebuildIndex(library, index, bar);
    else await syncIndex(library, index, bar);
    const embedder = await LocalEmbedder.load();
    await fillVectors(index, embedder, cache, bar);
    await embedder.close();
    process.stdout.write(`${JSON.stringify(await index.stats())}\n`);
    await index.close();
    cache.close();
    library.close();
  });

await program.parseAsync();
