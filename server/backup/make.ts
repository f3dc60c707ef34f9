import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

import type { Config } from '../config.ts';
import { ACCOUNTS, BackupRefused, LIBRARY, MANIFEST, type Manifest, sha256Of } from './manifest.ts';
import { writeTar } from './tar.ts';

/**
 * Copies library and accounts with SQLite's online backup, which gives each as it stood at one moment, while a server goes on
 * reading and writing. The index is not in it: it is derived and comes back by itself.
 */
export async function makeBackup(
  config: Pick<Config, 'libraryFile' | 'accountsFile'>,
  target: string,
  software: string,
): Promise<Manifest> {
  if (!existsSync(config.libraryFile))
    throw new BackupRefused(`There is no library at ${config.libraryFile}: set CLEANMATCH_DATA to its folder.`);
  if (existsSync(target)) throw new BackupRefused(`${target} is there already: name another file.`);
  mkdirSync(dirname(target), { recursive: true });
  const workshop = mkdtempSync(`${target}.partial-`);
  try {
    const records = await copyOf(config.libraryFile, join(workshop, LIBRARY));
    const names: Manifest['files'][number]['name'][] = [LIBRARY];
    if (existsSync(config.accountsFile)) {
      await copyOf(config.accountsFile, join(workshop, ACCOUNTS));
      names.push(ACCOUNTS);
    }
    const files: Manifest['files'] = [];
    for (const name of names) files.push({ name, size: statSync(join(workshop, name)).size, sha256: await sha256Of(join(workshop, name)) });
    const manifest: Manifest = { format: 1, software, madeAt: new Date().toISOString(), records, files };
    writeFileSync(join(workshop, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
    const half = join(workshop, 'whole.tar');
    await writeTar(
      half,
      [MANIFEST, ...names].map((name) => ({ name, path: join(workshop, name) })),
    );
    // The name is there only when all of it is.
    renameSync(half, target);
    return manifest;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** All pages in one step: in several, each write of the server would make the copy begin anew. Gives the number of records. */
const ALL_PAGES = 0x7fffffff;

async function copyOf(file: string, target: string): Promise<number> {
  const source = new Database(file, { fileMustExist: true, timeout: 30_000 });
  try {
    await source.backup(target, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new Database(target);
  try {
    // One file, without a write-ahead log beside it.
    copy.pragma('journal_mode = DELETE');
    const check = copy.pragma('integrity_check(1)', { simple: true });
    if (check !== 'ok') throw new BackupRefused(`${file} is damaged (${check}): this backup was not kept. Restore an earlier one.`);
    const hasRecords = copy.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'records'`).get() !== undefined;
    return hasRecords ? (copy.prepare<[], { n: number }>('SELECT count(*) AS n FROM records').get()?.n ?? 0) : 0;
  } finally {
    copy.close();
  }
}
