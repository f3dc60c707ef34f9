import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface ProjectCopy {
  root: string;
  modelFolder: string;
}

/** A checkout that runs as this one does, with a model of its own that a test may damage. */
export function copyOfProject(): ProjectCopy {
  const root = temporaryFolder();
  for (const name of ['package.json', 'dist/corpus', 'dist/indexer', 'dist/server', 'models']) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    cpSync(join(projectRoot, name), join(root, name), { recursive: true });
  }
  for (const name of ['corpus', 'node_modules']) symlinkSync(join(projectRoot, name), join(root, name));
  return { root, modelFolder: join(root, 'models', 'multilingual-e5-small-cp') };
}
