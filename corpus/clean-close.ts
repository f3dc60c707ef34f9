import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Checking a database file reads all of it, which takes seconds when it is large. A file that was closed in order and not
 * touched since needs no check: its size and time of change are noted beside it when it is closed.
 */

const noteOf = (path: string) => `${path}.closed`;

/** Size and time of change: another one tells that the file was touched. */
export const fileState = (path: string): string => {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
};

/** Notes that the file has just been closed in order. */
export function noteClosed(path: string): void {
  if (path !== ':memory:') writeFileSync(noteOf(path), fileState(path));
}

/** Whether the file is as it was when it was last closed in order. The note is taken away: a crash leaves none. */
export function takeClosed(path: string): boolean {
  try {
    const noted = readFileSync(noteOf(path), 'utf8');
    rmSync(noteOf(path), { force: true });
    return noted === fileState(path);
  } catch {
    return false;
  }
}
