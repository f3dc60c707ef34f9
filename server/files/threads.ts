import { Worker } from 'node:worker_threads';

import type { Words } from '../../corpus/read/choices.ts';
import { HttpProblem } from '../errors.ts';

/**
 * Files are made and read in a thread of their own, one after another: a large one takes seconds, in which the server must
 * answer others, and a hostile one can take down no more than its thread.
 */

export interface ThreadLimits {
  timeoutMs: number;
  memoryMb: number;
  /** What to do instead, for the answer that refuses: `part the file`. */
  expected: Words;
}

const MOST_WAITING = 10;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** What the thread's program tells, given `data`. `program` is compiled code: from source (tests) as well as from dist. */
export function inThread(program: string, data: unknown, limits: ThreadLimits): Promise<unknown> {
  if (waiting >= MOST_WAITING)
    throw new HttpProblem('unavailable', {
      zh: '正在处理别的文件,请一分钟后再试。',
      en: 'Other files are being worked on: try again in a minute.',
    });
  waiting++;
  const done = last.then(() => run(program, data, limits)).finally(() => waiting--);
  last = done.catch(() => undefined);
  return done;
}

function run(program: string, data: unknown, { timeoutMs, memoryMb, expected }: ThreadLimits): Promise<unknown> {
  const worker = new Worker(program, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => refuse({ zh: '太费时间', en: 'it takes too long' }), timeoutMs);
    const refuse = (why: Words) => {
      clearTimeout(timer);
      void worker.terminate();
      const text = { zh: `处理不了这个文件:${why.zh}。`, en: `The file cannot be worked on: ${why.en}.` };
      reject(new HttpProblem('too-large', text, [{ field: 'body', text: expected }]));
    };
    worker.once('message', (made: unknown) => {
      clearTimeout(timer);
      resolve(made);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse({ zh: '太占内存', en: 'it needs too much memory' });
      clearTimeout(timer);
      reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread ended'));
    });
  });
}
