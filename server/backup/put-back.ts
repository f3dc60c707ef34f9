import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { LIBRARY_VERSION } from '../../corpus/migrations.ts';
import type { Config } from '../config.ts';
import { lockFolder } from '../folder-lock.ts';
import { ACCOUNTS, BackupRefused, LIBRARY, MANIFEST, Manifest, sha256Of, stamp } from './manifest.ts';
import { listTar, type TarEntry, takeOut } from './tar.ts';

/**
 * Puts a backup back: checks all of it first, refuses while a server uses the folder, keeps what it replaces beside it. Accounts are
 * put back where there are none, or when asked for: an old file of accounts would bring old passwords back.
 */

export interface PutBack {
  manifest: Manifest;
  /** Files that were replaced, by the names they have now. */
  kept: string[];
  accounts: 'put back' | 'left as they are' | 'not in the backup';
}

type Folder = Pick<Config, 'dataFolder' | 'libraryFile' | 'accountsFile' | 'indexFile'>;

export async function putBack(config: Folder, backup: string, withAccounts: boolean): Promise<PutBack> {
  if (!existsSync(backup)) throw new BackupRefused(`There is no file ${backup}.`);
  const entries = listTar(backup);
  if (!entries) throw new BackupRefused(`${backup} is no backup of CleanMatch, or is cut off: nothing was changed.`);
  mkdirSync(config.dataFolder, { recursive: true });
  const workshop = mkdtempSync(join(config.dataFolder, 'restore-'));
  try {
    const manifest = await checked(backup, entries, workshop);
    const lock = lockFolder(config.dataFolder);
    if (!lock) throw new BackupRefused(`A server uses ${config.dataFolder}: stop it first. Nothing was changed.`);
    try {
      return { manifest, ...exchangeFiles(config, workshop, manifest, withAccounts) };
    } finally {
      lock.release();
    }
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function exchangeFiles(config: Folder, workshop: string, manifest: Manifest, withAccounts: boolean): Pick<PutBack, 'kept' | 'accounts'> {
  const inUse = [config.libraryFile, config.accountsFile].find(isInUse);
  if (inUse) throw new BackupRefused(`${inUse} is open in another program: end that first. Nothing was changed.`);
  // The index follows the library by its numbers, and they go back: it is made anew.
  for (const ending of ['', '-wal', '-shm']) rmSync(`${config.indexFile}${ending}`, { force: true });
  const kept = [replace(config.libraryFile, join(workshop, LIBRARY))];
  const has = manifest.files.some(({ name }) => name === ACCOUNTS);
  const wanted = has && (withAccounts || !existsSync(config.accountsFile));
  if (wanted) kept.push(replace(config.accountsFile, join(workshop, ACCOUNTS)));
  const accounts = wanted ? 'put back' : has ? 'left as they are' : 'not in the backup';
  return { kept: kept.filter((name) => name !== undefined), accounts };
}

/** Takes the files out beside where they belong, and looks whether they are what the backup says. */
async function checked(backup: string, entries: TarEntry[], workshop: string): Promise<Manifest> {
  const refuse = (why: string) => new BackupRefused(`${backup} cannot be put back: ${why}. Nothing was changed.`);
  const entry = (name: string): TarEntry => {
    const found = entries.find((one) => one.name === name);
    if (!found) throw refuse(`${name} is not in it`);
    return found;
  };
  await takeOut(backup, entry(MANIFEST), join(workshop, MANIFEST));
  const parsed = Manifest.safeParse(jsonOf(readFileSync(join(workshop, MANIFEST), 'utf8')));
  if (!parsed.success) throw refuse(`${MANIFEST} is not as this version writes it`);
  for (const { name, size, sha256 } of parsed.data.files) {
    const path = join(workshop, name);
    await takeOut(backup, entry(name), path);
    if (entry(name).size !== size || (await sha256Of(path)) !== sha256) throw refuse(`${name} was changed after the backup was made`);
    const db = new Database(path);
    try {
      if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw refuse(`${name} is damaged`);
      const version = Number(db.pragma('user_version', { simple: true }));
      if (name === LIBRARY && version > LIBRARY_VERSION)
        throw refuse(`it was made by a newer CleanMatch (${parsed.data.software}): update first`);
    } finally {
      db.close();
    }
  }
  if (!parsed.data.files.some(({ name }) => name === LIBRARY)) throw refuse('there is no library in it');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Leaving write-ahead logging needs the file for oneself: it fails while anyone else has it open. */
function isInUse(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const db = new Database(path, { timeout: 500 });
    try {
      return db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete';
    } finally {
      db.close();
    }
  } catch (error) {
    // A damaged file is open nowhere: no server starts with it.
    return (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ?? false;
  }
}

/** At no moment is there no file: the old one gets a second name, then the new one takes its place. */
function replace(path: string, fresh: string): string | undefined {
  let beside: string | undefined;
  if (existsSync(path)) {
    beside = `${path}.before-restore-${stamp()}`;
    try {
      linkSync(path, beside);
    } catch {
      copyFileSync(path, beside);
    }
  }
  // Logs of the old file, left where it was damaged, would be taken for the new one's.
  for (const ending of ['-wal', '-shm'])
    if (existsSync(`${path}${ending}`)) renameSync(`${path}${ending}`, `${beside ?? path}.old${ending}`);
  renameSync(fresh, path);
  return beside;
}
