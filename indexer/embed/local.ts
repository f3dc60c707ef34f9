import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../corpus/root.ts';
import { inTurn } from '../turns.ts';
import { type Embedder, EmbedderUnavailable } from './embedder.ts';
import type { EmbedAnswer, EmbedRequest, Loaded, WorkerSetup } from './worker.ts';

/** Threads run compiled code, whoever asks: from source (tests) as well as from dist. */
const workerFile = join(projectRoot, 'dist', 'indexer', 'embed', 'worker.js');

const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

/** A passage batch: longer ones are no faster on one thread, hold the queue up and want twice the memory. */
const BATCH = 4;

export const LOCAL_MODEL = 'multilingual-e5-small-cp';

export class LocalEmbedder implements Embedder {
  readonly id: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (vectors: Float32Array[]) => void; reject: (error: Error) => void }>();
  #next = 0;
  #failure: EmbedderUnavailable | undefined;
  #closed: Promise<void> | undefined;

  private constructor(id: string, worker: Worker) {
    this.id = id;
    this.#worker = worker;
    worker.on('message', (message: EmbedAnswer) => inTurn(() => this.#settle(message)));
    worker.on('error', (error) => this.#fail(error.message));
    worker.on('exit', () => this.#fail('its thread has ended'));
  }

  /** Loads the model; throws EmbedderUnavailable where its files are missing or damaged. */
  static async load(modelsFolder = join(projectRoot, 'models'), model = LOCAL_MODEL): Promise<LocalEmbedder> {
    requireFiles(modelsFolder, model);
    const setup: WorkerSetup = { modelsFolder, model, files: FILES };
    const worker = new Worker(workerFile, { workerData: setup, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    return new Promise((resolve, reject) => {
      const refuse = (why: string) => {
        reject(
          new EmbedderUnavailable(
            `The embedding model in ${join(modelsFolder, model)} cannot be read (${firstClause(why)}): restore its files from the release or git.`,
          ),
        );
      };
      worker.once('error', (error) => refuse(error.message));
      worker.once('message', (message: Loaded | { error: string }) => {
        if ('error' in message) refuse(message.error);
        // Other files under the same name are another model.
        else resolve(new LocalEmbedder(`local:${model}:${message.digest.slice(0, 8)}`, worker));
      });
    });
  }

  async embedQuery(text: string): Promise<Float32Array> {
    const [vector] = await this.#embed([`query: ${text}`]);
    if (!vector) throw new EmbedderUnavailable('The embedding model gave no vector.');
    return vector;
  }

  async embedPassages(texts: string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += BATCH) {
      vectors.push(...(await this.#embed(texts.slice(at, at + BATCH).map((text) => `passage: ${text}`))));
    }
    return vectors;
  }

  /** Ends when the batch under way is done: ending the thread in the middle of it would end the process. */
  close(): Promise<void> {
    this.#closed ??= this.#failure ? Promise.resolve() : this.#stop();
    return this.#closed;
  }

  async #stop(): Promise<void> {
    this.#fail('it was closed');
    this.#worker.postMessage('stop' satisfies EmbedRequest);
    await once(this.#worker, 'exit');
  }

  #embed(texts: string[]): Promise<Float32Array[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, texts } satisfies EmbedRequest);
    });
  }

  #settle(message: EmbedAnswer): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new EmbedderUnavailable(`The embedding model failed: ${message.error}`));
    else waiting?.resolve(message.vectors);
  }

  #fail(why: string): void {
    this.#failure ??= new EmbedderUnavailable(`The embedding model stopped: ${why}. Restart the server to use it again.`);
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}

/** The runtime's messages name its own sources over several lines: what it says of the file comes first. */
function firstClause(why: string): string {
  return why.split(/[\n.:]/)[0]?.trim() || 'it is damaged';
}

function requireFiles(modelsFolder: string, model: string): void {
  const missing = FILES.find((name) => !existsSync(join(modelsFolder, model, name)));
  if (missing) {
    throw new EmbedderUnavailable(
      `The embedding model is not whole: ${join(modelsFolder, model, missing)} is missing; restore it from the release or git.`,
    );
  }
}
