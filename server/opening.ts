import { accessSync, constants, mkdirSync } from 'node:fs';

import { Library } from '../corpus/library.ts';
import type { Accounts } from './accounts/accounts.ts';
import { HttpProblem } from './errors.ts';

/** Opens what a server with a library stands on; what cannot be opened says what to do. */

/** Something the server cannot start without; the message says what to do. */
export class StartError extends Error {}

/** What cannot be written because the disk takes no more, as a sentence; undefined where it is something else. */
export function fullDisk(error: unknown, folder: string): StartError | undefined {
  const { code, message } = error as { code?: string; message: string };
  if (code !== 'ENOSPC' && code !== 'EFBIG' && code !== 'SQLITE_FULL' && !code?.startsWith('SQLITE_IOERR')) return undefined;
  return new StartError(
    `The data folder ${folder} takes no more (${message}): free some space on its disk and start again. What was saved before stays.`,
  );
}

export function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new StartError(
      `The data folder ${folder} cannot be written: change its owner or permissions, or set CLEANMATCH_DATA to another folder.`,
    );
  }
}

/** Reading goes on where the accounts cannot be opened: this is told to who signs in. */
export async function openAccounts(path: string): Promise<Accounts> {
  const { Accounts } = await import('./accounts/accounts.ts');
  try {
    return await Accounts.open(path);
  } catch (error) {
    throw new HttpProblem('unavailable', {
      zh: `账号文件 ${path} 打不开(${(error as Error).message}):请从备份恢复,或把它移走再运行 npm run admin。读者照常可以查阅。`,
      en: `The file of accounts ${path} cannot be opened (${(error as Error).message}): restore it from a backup, or move it away and run npm run admin. Reading goes on without it.`,
    });
  }
}

export function openLibrary(path: string): Library {
  try {
    return new Library(path);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
      throw new StartError(
        `The library ${path} is damaged: restore it from a backup, or move it away to begin again with the shipped collection.`,
      );
    }
    if (code?.startsWith('SQLITE_'))
      throw new StartError(
        `The library ${path} cannot be opened (${message}): check that the file can be written and the disk is not full.`,
      );
    throw new StartError(message);
  }
}
