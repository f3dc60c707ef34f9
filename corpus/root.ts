import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, found upwards from this file: the same from source and from dist. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The collection that comes with the software. */
export const shippedFolder = join(projectRoot, 'corpus', 'shipped');

function findRoot(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'cleanmatch') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The folder of CleanMatch was not found: no package.json named cleanmatch above this file.');
  return findRoot(parent);
}
