import { setTimeout as wait } from 'node:timers/promises';

import { type EnqueuedTaskPromise, Meilisearch } from 'meilisearch';
import { z } from 'zod';

import { EngineUnavailable } from '../search-index.ts';
import { unavailability } from './failures.ts';

/**
 * All talk with the server. Questions that a person waits for get one short try and a quick second one; work behind the scenes
 * is patient. After a question that ran out of time others are refused at once for a moment, so that they do not pile up.
 */

export interface Address {
  url: string;
  key?: string;
}

export interface Patience {
  /** Milliseconds for one question. Two of them and the wait between stay below 2 s only if the first fails fast; a slow one is not repeated. */
  questionMs: number;
  /** Milliseconds for one request behind the scenes. */
  workMs: number;
  /** Tries of a request behind the scenes; the waits between them double from 200 ms. */
  workTries: number;
  /** Milliseconds for a task of the server, such as indexing a batch. */
  taskMs: number;
}

export const PATIENCE: Patience = { questionMs: 1000, workMs: 30_000, workTries: 4, taskMs: 600_000 };

/**
 * Answers as they are: packed ones come in pieces, each of which waits up to 40 ms for the last to be acknowledged (Nagle's rule),
 * which made 48 ms of 5.
 */
export const UNPACKED = { headers: { 'accept-encoding': 'identity' } };

const SECOND_TRY_AFTER_MS = 50;
const FIRST_WAIT_MS = 200;
/** How long no question is asked after one that ran out of time. */
const REST_MS = 1000;

const Enqueued = z.object({ taskUid: z.number() });
const TaskState = z.object({
  status: z.enum(['enqueued', 'processing', 'succeeded', 'failed', 'canceled']),
  type: z.string(),
  error: z.object({ message: z.string(), code: z.string() }).nullish(),
});

/** The server refused or failed a task, and says why. */
export class TaskFailed extends Error {
  readonly code: string;
  constructor(type: string, code: string, message: string) {
    super(`Meilisearch could not do ${type}: ${message} (${code})`);
    this.code = code;
  }
}

export class Connection {
  readonly #questions: Meilisearch;
  readonly #work: Meilisearch;
  readonly #patience: Patience;
  readonly #url: string;
  readonly #closing = new AbortController();
  #resting: { until: number; why: EngineUnavailable } | undefined;

  constructor({ url, key }: Address, patience: Partial<Patience> = {}) {
    this.#patience = { ...PATIENCE, ...patience };
    this.#url = url;
    this.#questions = new Meilisearch({ host: url, apiKey: key, timeout: this.#patience.questionMs, requestInit: UNPACKED });
    this.#work = new Meilisearch({ host: url, apiKey: key, timeout: this.#patience.workMs, requestInit: UNPACKED });
  }

  /** A question that somebody waits for. */
  async ask<T extends z.ZodType>(question: (client: Meilisearch) => Promise<unknown>, answer: T): Promise<z.output<T>> {
    if (this.#resting && Date.now() < this.#resting.until) throw this.#resting.why;
    try {
      return await this.#once(() => question(this.#questions), answer);
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      if (error.name === 'Slow') {
        this.#resting = { until: Date.now() + REST_MS, why: error };
        throw error;
      }
      await wait(SECOND_TRY_AFTER_MS);
      return this.#once(() => question(this.#questions), answer);
    }
  }

  /** A request behind the scenes, repeated with growing waits. */
  async work<T extends z.ZodType>(request: (client: Meilisearch) => Promise<unknown>, answer: T, tries?: number): Promise<z.output<T>> {
    const most = tries ?? this.#patience.workTries;
    for (let tried = 1; ; tried++) {
      try {
        return await this.#once(() => request(this.#work), answer);
      } catch (error) {
        if (!(error instanceof EngineUnavailable) || tried >= most || this.#closing.signal.aborted) throw error;
        await wait(FIRST_WAIT_MS * 2 ** (tried - 1), undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  /** Has the server do something and waits until it is done. What the server does not do throws TaskFailed with its cause. */
  async task(enqueue: (client: Meilisearch) => EnqueuedTaskPromise): Promise<void> {
    const { taskUid } = await this.work(enqueue, Enqueued);
    const began = Date.now();
    for (let pause = 5; ; pause = Math.min(pause * 2, 250)) {
      const task = await this.work((client) => client.tasks.getTask(taskUid), TaskState);
      if (task.status === 'succeeded') return;
      if (task.status === 'failed' || task.status === 'canceled') {
        throw new TaskFailed(task.type, task.error?.code ?? task.status, task.error?.message ?? 'it was cancelled');
      }
      if (Date.now() - began > this.#patience.taskMs) {
        throw new EngineUnavailable(
          `Meilisearch at ${this.#url} has not ended its task ${taskUid} (${task.type}) in ${this.#patience.taskMs / 1000} s.`,
        );
      }
      await wait(pause);
    }
  }

  /** Ends waits between tries. */
  close(): void {
    this.#closing.abort();
  }

  async #once<T extends z.ZodType>(request: () => Promise<unknown>, answer: T): Promise<z.output<T>> {
    try {
      const given = await request();
      const parsed = answer.parse(given);
      this.#resting = undefined;
      return parsed;
    } catch (error) {
      throw unavailability(error, this.#url) ?? error;
    }
  }
}
