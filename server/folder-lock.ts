import { join } from 'node:path';

import Database from 'better-sqlite3';

export interface FolderLock {
  release(): void;
}

/**
 * One server a data folder: two would each keep an index in memory that the other changes on the disk. The lock is SQLite's own on
 * a file of its own, so that the system gives it back whatever way the process ends. Undefined where another server holds it.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const db = new Database(join(folder, 'server.lock'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
    return { release: () => db.close() };
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
