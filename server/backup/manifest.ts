import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

import { z } from 'zod';

/** What a backup says of itself, as backup.json in it: restoring checks every word of it. */

export const MANIFEST = 'backup.json';
export const LIBRARY = 'library.db';
export const ACCOUNTS = 'accounts.db';

export const Manifest = z.strictObject({
  format: z.literal(1),
  software: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  records: z.number().int(),
  files: z.array(z.strictObject({ name: z.enum([LIBRARY, ACCOUNTS]), size: z.number().int(), sha256: z.string() })).min(1),
});
export type Manifest = z.infer<typeof Manifest>;

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** Something that keeps a backup from being made or put back; the message says what to do. */
export class BackupRefused extends Error {}

/** 20260731T101500Z */
export const stamp = (): string => new Date().toISOString().replace(/[-:]|\.\d+/g, '');
