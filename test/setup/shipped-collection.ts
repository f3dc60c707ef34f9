import { type Collection, readCollection } from '../../corpus/read/collection.ts';
import { projectRoot, shippedFolder } from '../../corpus/root.ts';

let read: Collection | undefined;

/** The collection that ships, read once in a test file. */
export function shippedCollection(): Collection {
  read ??= readCollection(shippedFolder, projectRoot);
  return read;
}
