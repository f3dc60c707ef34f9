import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';
import { startServer } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Checkout {
  root: string;
  modelFolder: string;
}

/** Records of these sources come along: enough for several batches, few enough that a start is quick. */
const SOURCES = /^(met|plt)\b/;

/** A checkout that runs as this one does, with a part of the collection and, where asked for, a model of its own to damage. */
export function smallCheckout({ ownModel = false } = {}): Checkout {
  const root = temporaryFolder();
  const copy = (name: string) => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    cpSync(join(projectRoot, name), join(root, name), { recursive: true });
  };
  const link = (name: string) => symlinkSync(join(projectRoot, name), join(root, name));
  for (const name of ['package.json', 'dist/corpus', 'dist/indexer', 'dist/server', 'dist/start']) copy(name);
  for (const folder of ['cases', 'techniques']) {
    for (const name of readdirSync(join(projectRoot, 'corpus', 'shipped', folder)))
      if (SOURCES.test(name)) copy(`corpus/shipped/${folder}/${name}`);
  }
  for (const name of ['benchmarks', 'policies', 'guides', 'standards.csv', 'redirects.csv', 'rates.csv']) copy(`corpus/shipped/${name}`);
  for (const name of ['corpus/vocabulary', 'corpus/shipped/plan', 'node_modules']) link(name);
  if (ownModel) copy('models');
  else link('models');
  return { root, modelFolder: join(root, 'models', 'multilingual-e5-small-cp') };
}

/** Lets the checkout's server fill a data folder with all but vectors; each call of what it gives is a new copy of it. */
export async function filledFolders({ root }: Checkout): Promise<() => string> {
  const filled = temporaryFolder();
  const server = startServer({ CLEANMATCH_DATA: filled, CLEANMATCH_EMBEDDER: 'none' }, root);
  await server.healthWhen('keyword-only');
  server.kill('SIGTERM');
  await server.ended;
  return () => {
    const folder = temporaryFolder();
    cpSync(filled, folder, { recursive: true });
    return folder;
  };
}
