import { parentPort, workerData } from 'node:worker_threads';

import { excelFile } from './excel.ts';
import { importSheet } from './import-sheet.ts';
import type { Job } from './jobs.ts';
import { wordFile } from './word.ts';

/** The thread of one job: makes a file, or reads a sheet, tells the outcome and ends. */
async function run(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'docx':
      return wordFile(job.input);
    case 'xlsx':
      return excelFile(job.input);
    case 'import':
      return importSheet(Buffer.from(job.file));
  }
}

parentPort?.postMessage(await run(workerData as Job));
