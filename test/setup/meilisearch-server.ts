import { Meilisearch } from 'meilisearch';

import type { Address } from '../../indexer/index/meilisearch/connection.ts';

export { meilisearch } from '../eval/meilisearch-address.ts';

/** Said in the name of a test that is left out, so that a run says how to do it. */
export const HOW_TO_RUN = 'skipped: set MEILI_URL (and MEILI_KEY) to a Meilisearch server and run again';

/** Takes away the indexes of a test. */
export async function removeIndexes(address: Address, prefix: string): Promise<void> {
  const client = new Meilisearch({ host: address.url, apiKey: address.key });
  const { results } = await client.getRawIndexes({ limit: 1000 });
  for (const { uid } of results) if (uid.startsWith(prefix)) await client.deleteIndex(uid).waitTask({ timeout: 60_000 });
}
