import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../corpus/root.ts';
import { HttpProblem } from '../errors.ts';
import type { ChapterInput } from './chapter/chapter.ts';
import type { ExcelInput } from './excel.ts';
import type { ImportedSheet } from './import-sheet.ts';

/**
 * Files are made and sheets are read in a thread of their own, one after another: a large draft takes seconds, in which the
 * server must answer others, and a hostile sheet can take down no more than its thread.
 */

export type Job = { kind: 'docx'; input: ChapterInput } | { kind: 'xlsx'; input: ExcelInput } | { kind: 'import'; file: Uint8Array };

/** Threads run compiled code, whoever asks: from source (tests) as well as from dist. */
const workerFile = join(projectRoot, 'dist', 'server', 'draft', 'worker.js');

const MOST_WAITING = 10;
const TIMEOUT_MS = 180_000;
const MEMORY_MB = 1024;

export async function makeFile(job: Exclude<Job, { kind: 'import' }>): Promise<Buffer> {
  return Buffer.from((await inTurn(job)) as Uint8Array);
}

export async function readSheet(file: Buffer): Promise<ImportedSheet> {
  return (await inTurn({ kind: 'import', file })) as ImportedSheet;
}

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

function inTurn(job: Job): Promise<unknown> {
  if (waiting >= MOST_WAITING) throw new HttpProblem('unavailable', 'Other files are being made: try again in a minute.');
  waiting++;
  const done = last.then(() => run(job)).finally(() => waiting--);
  last = done.catch(() => undefined);
  return done;
}

function run(job: Job): Promise<unknown> {
  const worker = new Worker(workerFile, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => refuse('it takes too long'), TIMEOUT_MS);
    const refuse = (why: string) => {
      clearTimeout(timer);
      void worker.terminate();
      reject(
        new HttpProblem('too-large', `The file cannot be made: ${why}.`, [
          { field: 'body', message: 'fewer schemes or a smaller sheet are expected' },
        ]),
      );
    };
    worker.once('message', (made: unknown) => {
      clearTimeout(timer);
      resolve(made);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse('it needs too much memory');
      clearTimeout(timer);
      reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread ended'));
    });
  });
}
