import { join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';
import { inThread } from '../files/threads.ts';
import type { ChapterInput } from './chapter/chapter.ts';
import type { ExcelInput } from './excel.ts';
import type { ImportedSheet } from './import-sheet.ts';

/** A draft's files are made, and its sheets read, in threads (files/threads.ts). */

export type Job = { kind: 'docx'; input: ChapterInput } | { kind: 'xlsx'; input: ExcelInput } | { kind: 'import'; file: Uint8Array };

const program = join(projectRoot, 'dist', 'server', 'draft', 'worker.js');
const LIMITS = {
  timeoutMs: 180_000,
  memoryMb: 1024,
  expected: { zh: '请减少方案,或用小一些的表格', en: 'use fewer schemes or a smaller sheet' },
};

export async function makeFile(job: Exclude<Job, { kind: 'import' }>): Promise<Buffer> {
  return Buffer.from((await inThread(program, job, LIMITS)) as Uint8Array);
}

export async function readSheet(file: Buffer): Promise<ImportedSheet> {
  return (await inThread(program, { kind: 'import', file } satisfies Job, LIMITS)) as ImportedSheet;
}
