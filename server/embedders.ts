import type { Embedder } from '../indexer/embed/embedder.ts';
import { LocalEmbedder } from '../indexer/embed/local.ts';
import { RemoteEmbedder } from '../indexer/embed/remote.ts';
import type { Config } from './config.ts';

/** The embedder that the settings name; undefined where they want none. */
export async function makeEmbedder(settings: Config['embedder']): Promise<Embedder | undefined> {
  if (settings.kind === 'none') return undefined;
  return settings.kind === 'remote' ? new RemoteEmbedder(settings) : LocalEmbedder.load();
}
