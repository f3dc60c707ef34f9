import { VectorCache } from '../indexer/embed/cache.ts';
import type { Embedder } from '../indexer/embed/embedder.ts';
import { MeilisearchIndex } from '../indexer/index/meilisearch/meilisearch-index.ts';
import { EngineUnavailable } from '../indexer/index/search-index.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { HealthAnswer } from './api/record.ts';
import type { Config } from './config.ts';
import { makeEmbedder } from './embedders.ts';
import { HttpProblem } from './errors.ts';
import { Landmarks } from './match/landmarks.ts';
import { MeilisearchRecords } from './meilisearch-records.ts';
import { addressAt } from './pass-on.ts';
import type { ServiceNotes, Serving } from './serving.ts';

/** How long the writer has to take a question in, in milliseconds. */
const TELLING_MS = 5000;

/**
 * One of several servers: it holds no library. Records, search and recommendations come from Meilisearch, which the writer
 * fills; signing in, the desk and remarks are passed on to the writer (pass-on.ts). It can be started and ended at any time.
 */
export class Reader implements Serving {
  readonly index: MeilisearchIndex;
  readonly records: MeilisearchRecords;
  readonly writer: URL;
  readonly #config: Config;
  readonly #notes: ServiceNotes;
  readonly #cache: VectorCache;
  #embedder: Embedder | undefined;
  #landmarks: Landmarks | undefined;
  #status: HealthAnswer['status'] = 'filling';
  #detail: string | undefined;
  #starting: Promise<void> = Promise.resolve();
  #telling: Promise<void> | undefined;
  #closed = false;

  constructor(config: Config, notes: ServiceNotes) {
    if (!config.writer || config.engine.kind !== 'meilisearch') throw new Error('a reader needs a writer and Meilisearch');
    this.#config = config;
    this.#notes = notes;
    this.writer = config.writer;
    this.index = new MeilisearchIndex(config.engine, { index: config.engine.index });
    this.records = new MeilisearchRecords(this.index, () => this.#embedder?.id);
    // Derived, and in memory only: a reader keeps no file.
    this.#cache = new VectorCache(':memory:');
  }

  /** Loads the embedder; questions are answered meanwhile, by keyword. */
  async begin(): Promise<void> {
    this.#starting = this.#start().catch((error: unknown) => this.#keywordOnly((error as Error).message));
  }

  async settled(): Promise<void> {
    await this.#starting;
  }

  embedder(): Embedder | undefined {
    return this.#embedder;
  }

  landmarks(): Landmarks | undefined {
    return this.#landmarks;
  }

  /**
   * A reader keeps nothing: it asks the writer the same, which notes for the editors what it cannot answer well either. One at a
   * time, and nobody waits for it; a question that comes meanwhile is let go.
   */
  keepUnanswered(text: string, lang: string): void {
    if (!this.#config.keepQuestions || this.#telling || this.#closed) return;
    this.#telling = fetch(addressAt(this.writer, '/api/recommend'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, lang, limit: 1 }),
      signal: AbortSignal.timeout(TELLING_MS),
    })
      .then((response) => response.body?.cancel())
      .catch((error: unknown) => this.#notes.warn(`An unanswered question could not be told to the writer: ${(error as Error).message}`))
      .finally(() => {
        this.#telling = undefined;
      });
  }

  accounts(): Promise<Accounts> {
    throw new HttpProblem('unavailable', { zh: '账号在可写的那台服务上。', en: 'Accounts are with the writing server.' });
  }

  /** Whether the writer has put the collection where this server finds it. */
  async searchable(): Promise<boolean> {
    try {
      return (await this.index.look(this.#embedder?.id)) !== undefined;
    } catch (error) {
      if (error instanceof EngineUnavailable) return false;
      throw error;
    }
  }

  async health(version: string): Promise<HealthAnswer> {
    const { records, passages, vectors, engine, generation } = await this.index.stats();
    return {
      status: this.#status,
      detail: this.#detail,
      version,
      index: { records, passages, vectors, engine, generation },
      embedder: this.#embedder?.id,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#embedder?.close();
    await this.#starting;
    await this.#telling;
    await this.index.close();
    this.#cache.close();
  }

  async #start(): Promise<void> {
    this.#embedder = await makeEmbedder(this.#config.embedder);
    if (!this.#embedder) {
      this.#keywordOnly('CLEANMATCH_EMBEDDER is none.');
      return;
    }
    if (this.#closed) return this.#embedder.close();
    this.#landmarks = await Landmarks.make(this.#embedder, this.#cache);
    this.#status = 'ready';
  }

  #keywordOnly(why: string): void {
    if (this.#closed) return;
    this.#embedder = undefined;
    this.#status = 'keyword-only';
    this.#detail = `${why} Searching by keyword only.`;
    this.#notes.warn(this.#detail);
  }
}
