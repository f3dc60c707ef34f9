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
import type { ServiceNotes, Serving } from './serving.ts';

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

  /** Readers keep nothing: what finds no answer here is not noted for the editors. */
  keepUnanswered(): void {}

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
