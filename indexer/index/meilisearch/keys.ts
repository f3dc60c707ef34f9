import { Command, Option } from 'commander';
import { Meilisearch } from 'meilisearch';

import { DEFAULT_INDEX } from './meilisearch-index.ts';

/**
 * npm run meilisearch-keys: makes the two keys that CleanMatch needs, with no more rights than that, and prints them. The master
 * key makes keys and is given to no server of ours.
 */

const KEYS = [
  {
    name: 'cleanmatch-writer',
    description: 'The CleanMatch server with the library: fills the index and searches it',
    actions: [
      'search',
      'documents.add',
      'documents.get',
      'documents.delete',
      'indexes.create',
      'indexes.delete',
      'indexes.swap',
      'settings.get',
      'settings.update',
      'tasks.get',
    ],
    indexes: [`${DEFAULT_INDEX}*`],
  },
  {
    name: 'cleanmatch-reader',
    description: 'CleanMatch servers without a library: search, and read records',
    actions: ['search', 'documents.get'],
    indexes: [DEFAULT_INDEX],
  },
] as const;

await new Command('meilisearch-keys')
  .description('Makes the keys of the writing and of reading servers in Meilisearch, or shows those that are there')
  .addOption(
    new Option('--master-key <key>', 'master key of Meilisearch, better not given here').env('MEILI_MASTER_KEY').makeOptionMandatory(),
  )
  .addOption(new Option('--url <url>', 'address of Meilisearch').env('MEILI_URL').makeOptionMandatory())
  .action(async ({ masterKey, url }: { masterKey: string; url: string }) => {
    const client = new Meilisearch({ host: url, apiKey: masterKey, timeout: 10_000 });
    const { results } = await client.getKeys({ limit: 1000 });
    for (const { name, description, actions, indexes } of KEYS) {
      const there = results.find((key) => key.name === name);
      const key = there ?? (await client.createKey({ name, description, actions: [...actions], indexes: [...indexes], expiresAt: null }));
      process.stdout.write(`${name}: MEILI_KEY=${key.key}\n`);
    }
  })
  .parseAsync();
