import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';

/**
 * Archives (XLSX, DOCX, ZIP) before anything else opens them. Sizes are first taken as the archive declares them, then summed by
 * unpacking, for an archive may lie. Names in it are names only: nothing is ever written to a path that an archive names.
 */

export interface ArchiveEntry {
  name: string;
  content: Buffer;
}

export class ArchiveError extends Error {
  readonly code: 'not-an-archive' | 'too-large' | 'locked';
  constructor(code: ArchiveError['code']) {
    super(code);
    this.code = code;
  }
}

export interface ArchiveLimits {
  /** Bytes of all entries, unpacked. */
  unpacked: number;
  entries: number;
}

/** Most that a sheet of 5,000 rows, or a report without its pictures, could need. */
export const DOCUMENT_LIMITS: ArchiveLimits = { unpacked: 40_000_000, entries: 5_000 };

export function isArchive(file: Buffer): boolean {
  return file.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
}

/** Refuses an archive that unpacks to more than memory should hold; gives each entry that `wanted` names. */
export function openArchive(file: Buffer, limits = DOCUMENT_LIMITS, wanted: (name: string) => boolean = () => false): ArchiveEntry[] {
  const listed = directoryOf(file, limits);
  if (listed.reduce((sum, { declared }) => sum + declared, 0) > limits.unpacked) throw new ArchiveError('too-large');
  let left = limits.unpacked;
  const entries: ArchiveEntry[] = [];
  for (const { name, method, packed } of listed) {
    const content = method === 0 ? packed : unpack(packed, left);
    left -= content.length;
    if (left < 0) throw new ArchiveError('too-large');
    if (wanted(name)) entries.push({ name, content });
  }
  return entries;
}

interface Listed {
  name: string;
  method: number;
  declared: number;
  packed: Buffer;
}

/** APPNOTE 4.3.12: the central directory, from which every program that opens archives reads what is in them. */
function directoryOf(file: Buffer, limits: ArchiveLimits): Listed[] {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > file.length) throw new ArchiveError('not-an-archive');
  const count = file.readUInt16LE(end + 10);
  if (count > limits.entries) throw new ArchiveError('too-large');
  let at = file.readUInt32LE(end + 16);
  const listed: Listed[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw new ArchiveError('not-an-archive');
    if (file.readUInt16LE(at + 8) & 1) throw new ArchiveError('locked');
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const header = file.readUInt32LE(at + 42);
    if (header + 30 > file.length) throw new ArchiveError('not-an-archive');
    const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
    listed.push({
      name: file.toString('utf8', at + 46, nameEnd),
      method: file.readUInt16LE(at + 10),
      declared: file.readUInt32LE(at + 24),
      packed: file.subarray(start, start + file.readUInt32LE(at + 20)),
    });
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return listed;
}

function unpack(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw new ArchiveError((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-an-archive');
  }
}
