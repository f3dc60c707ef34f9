import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';

import Database from 'better-sqlite3';

import { takeClosed } from '../../../corpus/clean-close.ts';
import { createSchema, INDEX_FORMAT } from './schema.ts';
import { readSnapshot, type Sections } from './snapshot.ts';

/** The index's file: opened, checked, made anew, removed. */

export const building = (path: string) => (path === ':memory:' ? path : `${path}.building`);

/** The file as a database, with the settings every use of it wants. */
export function openFile(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('busy_timeout = 5000');
  return db;
}

/** The file as a database, and what was kept of it in memory; nothing where it is damaged or of another format. */
export function openSound(path: string): { db: Database.Database; kept: Sections | undefined } | undefined {
  const sound = takeClosed(path);
  const kept = sound ? readSnapshot(path) : undefined;
  let db: Database.Database | undefined;
  try {
    db = openFile(path);
    const format = db.pragma('user_version', { simple: true });
    const check = sound ? 'ok' : db.pragma('quick_check(1)', { simple: true });
    if (format === INDEX_FORMAT && check === 'ok') return { db, kept };
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_READONLY' || (error as { code?: string }).code === 'SQLITE_CANTOPEN') throw error;
  }
  db?.close();
  return undefined;
}

/** A new, empty index. */
export function createFile(path: string): Database.Database {
  const db = openFile(path);
  createSchema(db, randomUUID());
  return db;
}

/** Removes a database file with what SQLite keeps beside it. */
export function removeFiles(path: string, endings = ['', '-wal', '-shm']): void {
  for (const ending of endings) rmSync(`${path}${ending}`, { force: true });
}
