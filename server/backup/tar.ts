import { closeSync, createReadStream, createWriteStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The little of the tar format (POSIX ustar) that a backup needs: whole files one after another, of any size, that any tar opens. */

export interface TarEntry {
  name: string;
  size: number;
  /** Where its content begins in the archive. */
  start: number;
}

const BLOCK = 512;

export async function writeTar(target: string, files: { name: string; path: string }[]): Promise<void> {
  async function* blocks(): AsyncIterable<Buffer> {
    for (const { name, path } of files) {
      const { size } = statSync(path);
      yield header(name, size);
      for await (const part of createReadStream(path)) yield part as Buffer;
      yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
    }
    yield Buffer.alloc(2 * BLOCK);
  }
  await pipeline(Readable.from(blocks()), createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  block.write(name, 0, 100, 'utf8');
  // Only the owner may read it: there are password hashes in it.
  block.write(octal(0o600, 8), 100, 'latin1');
  block.write(octal(0, 8), 108, 'latin1');
  block.write(octal(0, 8), 116, 'latin1');
  block.write(octal(size, 12), 124, 'latin1');
  block.write(octal(Math.floor(Date.now() / 1000), 12), 136, 'latin1');
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 7)}\0 `, 148, 'latin1');
  return block;
}

/** What is in an archive. Undefined where it is none, or is cut off. */
export function listTar(path: string): TarEntry[] | undefined {
  const file = openSync(path, 'r');
  try {
    const { size: length } = fstatSync(file);
    const entries: TarEntry[] = [];
    const block = Buffer.alloc(BLOCK);
    for (let at = 0; ; ) {
      if (readSync(file, block, 0, BLOCK, at) < BLOCK) return undefined;
      if (block.every((byte) => byte === 0)) return entries;
      const size = Number.parseInt(block.toString('latin1', 124, 135), 8);
      if (block.toString('latin1', 257, 262) !== 'ustar' || !Number.isSafeInteger(size) || at + BLOCK + size > length) return undefined;
      entries.push({ name: block.toString('utf8', 0, 100).replace(/\0.*$/s, ''), size, start: at + BLOCK });
      at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    }
  } finally {
    closeSync(file);
  }
}

/** Copies one entry's content into a new file. */
export async function takeOut(archive: string, { size, start }: TarEntry, target: string): Promise<void> {
  const content = size === 0 ? Readable.from([]) : createReadStream(archive, { start, end: start + size - 1 });
  await pipeline(content, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
}
