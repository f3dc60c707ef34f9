import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

import { fileState } from '../../../corpus/clean-close.ts';

/**
 * What an index keeps in memory, as one file beside its own: of 100,000 records read back in a second, where putting it together
 * from the rows takes ten. Written when the index is closed in order, and used only where its file was not touched since.
 *
 * The file: the length of a JSON header (32 bits), the header, and the sections' bytes one after the other.
 */
export type Sections = Map<string, Uint8Array<ArrayBuffer>>;

/** An array's own bytes, not copied. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer, byteOffset, byteLength);

const FORMAT = 2;

/** Linux reads no more than 2 GB at once. */
const READ_AT_ONCE = 1 << 30;

const Header = z.object({
  format: z.literal(FORMAT),
  /** The state of the index's file. */
  of: z.string(),
  sections: z.array(z.object({ name: z.string(), bytes: z.number().int().nonnegative() })),
});

const fileOf = (path: string) => `${path}.snapshot`;

/** Writes the sections beside the index that has just been closed, whole or not at all: without them it is read row by row. */
export function writeSnapshot(path: string, sections: Sections): void {
  const building = `${fileOf(path)}.building`;
  const header = Buffer.from(
    JSON.stringify({
      format: FORMAT,
      of: fileState(path),
      sections: [...sections].map(([name, { byteLength }]) => ({ name, bytes: byteLength })),
    } satisfies z.infer<typeof Header>),
  );
  try {
    const file = openSync(building, 'w');
    try {
      // writeFileSync goes on where a write takes only a part.
      writeFileSync(file, Uint32Array.of(header.length));
      writeFileSync(file, header);
      for (const bytes of sections.values()) writeFileSync(file, bytes);
    } finally {
      closeSync(file);
    }
    renameSync(building, fileOf(path));
  } catch {
    // A full disk does not keep a server from ending in order.
    removeSnapshot(path);
  }
}

/** The sections, where they are whole and of the index's file as it is now; each in memory of its own. */
export function readSnapshot(path: string): Sections | undefined {
  if (!existsSync(fileOf(path))) return undefined;
  const file = openSync(fileOf(path), 'r');
  try {
    const read = (bytes: number) => {
      const target = new Uint8Array(bytes);
      for (let at = 0; at < bytes; ) {
        const got = readSync(file, target, at, Math.min(bytes - at, READ_AT_ONCE), null);
        if (got === 0) return undefined;
        at += got;
      }
      return target;
    };
    const length = new DataView((read(4) ?? new Uint8Array(4)).buffer).getUint32(0, true);
    const header = Header.safeParse(parsed(read(Math.min(length, 1 << 20))));
    if (!header.success || header.data.of !== fileState(path)) return undefined;
    const bytes = header.data.sections.reduce((sum, section) => sum + section.bytes, 0);
    if (statSync(fileOf(path)).size !== 4 + length + bytes) return undefined;
    const sections: Sections = new Map();
    for (const { name, bytes } of header.data.sections) {
      const section = read(bytes);
      if (!section) return undefined;
      sections.set(name, section);
    }
    return sections;
  } finally {
    closeSync(file);
  }
}

function parsed(text: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(text ?? []).toString());
  } catch {
    return undefined;
  }
}

export function removeSnapshot(path: string): void {
  for (const file of [fileOf(path), `${fileOf(path)}.building`]) rmSync(file, { force: true, recursive: true });
}
