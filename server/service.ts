import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import type { Library } from '../corpus/library.ts';
import { readCollection } from '../corpus/read/collection.ts';
import { describeProblem } from '../corpus/read/problem.ts';
import { shippedFolder } from '../corpus/root.ts';
import { VectorCache } from '../indexer/embed/cache.ts';
import { type Embedder, EmbedderUnavailable } from '../indexer/embed/embedder.ts';
import type { Searchable } from '../indexer/index/search-index.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Findable } from './api/desk/record.ts';
import type { HealthAnswer } from './api/record.ts';
import type { Config } from './config.ts';
import { makeEmbedder } from './embedders.ts';
import { openEngines } from './engine.ts';
import { Filling } from './filling.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { Landmarks } from './match/landmarks.ts';
import { readAhead } from './match/read-ahead.ts';
import { fullDisk, makeWritable, openAccounts, openLibrary, StartError } from './opening.ts';
import { LibraryRecords, type RecordSource } from './records.ts';
import type { ServiceNotes, Serving } from './serving.ts';
import { shippedMark } from './shipped-mark.ts';

/** The parts that serve requests, and the work that goes on behind them: importing, indexing, embedding. */

/** From this part of the passages on, searching by meaning is worth more than it misleads. */
const MOST = 0.9;

export class Service implements Serving {
  readonly library: Library;
  readonly index: Searchable;
  readonly records: RecordSource;
  readonly #config: Config;
  readonly #cache: VectorCache;
  readonly #notes: ServiceNotes;
  readonly #filling: Filling;
  #accounts: Promise<Accounts> | undefined;
  #lock: FolderLock | undefined;
  #embedder: Embedder | undefined;
  #mostHaveVectors = false;
  #landmarks: Landmarks | undefined;
  #status: HealthAnswer['status'] = 'filling';
  #detail: string | undefined;
  #embedding: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(config: Config, library: Library, cache: VectorCache, notes: ServiceNotes) {
    this.#config = config;
    this.library = library;
    const { index, filled } = openEngines(config, () => this.#filling.firstIsFilled);
    this.index = index;
    this.#filling = new Filling({ library, engines: filled, cache, embedder: config.embedder, notes });
    this.#cache = cache;
    this.#notes = notes;
    this.records = new LibraryRecords(library);
  }

  /** For threads that read the library themselves. */
  get libraryFile(): string {
    return this.#config.libraryFile;
  }

  /** Opens the library and the index, takes in the shipped collection and brings the keyword index up to it. */
  static async open(config: Config, notes: ServiceNotes): Promise<Service> {
    makeWritable(config.dataFolder);
    const lock = lockFolder(config.dataFolder);
    if (!lock)
      throw new StartError(
        `Another CleanMatch serves the data folder ${config.dataFolder}: stop it, or set CLEANMATCH_DATA to another folder.`,
      );
    try {
      const library = openLibrary(config.libraryFile);
      const service = new Service(config, library, new VectorCache(config.vectorCacheFile), notes);
      service.#lock = lock;
      service.#importShipped();
      return service;
    } catch (error) {
      lock.release();
      throw fullDisk(error, config.dataFolder) ?? error;
    }
  }

  /** Opened when first asked for: readers need no accounts, and loading better-auth takes a second. */
  accounts(): Promise<Accounts> {
    this.#accounts ??= openAccounts(this.#config.accountsFile);
    this.#accounts.catch(() => {
      this.#accounts = undefined;
    });
    return this.#accounts;
  }

  /** Undefined while most vectors are missing, too: what has one would stand above all that has none. */
  embedder(): Embedder | undefined {
    return this.#mostHaveVectors ? this.#embedder : undefined;
  }

  landmarks(): Landmarks | undefined {
    return this.#landmarks;
  }

  /** Whether the server's configuration lets questions be kept at all. */
  get questionsMayBeKept(): boolean {
    return this.#config.keepQuestions;
  }

  /** Keeps a question that found no good match, where that is not switched off. */
  keepUnanswered(question: string, lang: string, match: string): void {
    if (this.questionsMayBeKept && this.library.settings.get().keepQuestions) this.library.notes.keepUnanswered(question, lang, match);
  }

  async begin(): Promise<void> {
    await this.syncKeyword();
    // Before the model's thread takes its share of the processor: the first question is answered 0.3 s sooner.
    readAhead();
    this.startEmbedding();
  }

  /** Brings the keyword index up to the library. Searches may run meanwhile; an engine that is away follows when it is there. */
  async syncKeyword(): Promise<void> {
    await this.#filling.words().catch((error: unknown) => {
      throw fullDisk(error, this.#config.dataFolder) ?? error;
    });
  }

  /**
   * Lets readers find what was changed, before the editor is answered: the keyword index is brought up to the library and
   * these records' passages are embedded before all others. One call after another.
   */
  async takeIn(ids: string[]): Promise<Findable> {
    try {
      await this.#filling.words();
    } catch (error) {
      this.#notes.warn(`The index could not be brought up to a change: ${(error as Error).message}`);
      return 'not-yet';
    }
    if (!this.#filling.anyIsFilled) return 'not-yet';
    const embedder = this.#embedder;
    if (!embedder) return 'by-words';
    try {
      await this.#filling.vectorsOfRecords(ids, embedder);
      return 'by-words-and-meaning';
    } catch (error) {
      this.#notes.warn(`What was changed is found by words only until the next start: ${(error as Error).message}`);
      return 'by-words';
    }
  }

  /** Vectors of passages, from the cache where it has them; nothing where there is no embedder. */
  async embedPassages(texts: string[]): Promise<Float32Array[] | undefined> {
    return this.#embedder && this.#cache.embedPassages(this.#embedder, texts);
  }

  /** Whether an engine has come up to the library since the start. */
  async searchable(): Promise<boolean> {
    return this.#filling.anyIsFilled;
  }

  /** Loads the embedder and makes missing vectors behind the scenes; without one, search goes on by keyword. */
  startEmbedding(): void {
    if (this.#closed) return;
    this.#embedding = this.#startEmbedding().catch((error: unknown) => {
      if (this.#closed) return;
      const message = error instanceof EmbedderUnavailable ? error.message : `Embedding failed: ${(error as Error).message}`;
      this.#keywordOnly(`${message} Searching by keyword only.`);
    });
  }

  /** Resolves when all vectors are made, or it is known that they cannot be. */
  async settled(): Promise<void> {
    await this.#embedding;
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
    await this.#filling.close();
    await this.#embedding;
    this.#cache.close();
    (await this.#accounts?.catch(() => undefined))?.close();
    this.library.close();
    this.#lock?.release();
  }

  async #startEmbedding(): Promise<void> {
    const embedder = await makeEmbedder(this.#config.embedder);
    if (!embedder) {
      this.#keywordOnly('CLEANMATCH_EMBEDDER is none: searching by keyword only.');
      return;
    }
    if (this.#closed) return embedder.close();
    await this.#filling.useModel(embedder.id);
    this.#embedder = embedder;
    const stats = await this.index.stats().catch(() => undefined);
    this.#mostHaveVectors = stats !== undefined && stats.vectors >= MOST * stats.passages;
    await this.#filling.vectors(embedder);
    this.#mostHaveVectors = true;
    if (!this.#closed) this.#landmarks = await Landmarks.make(embedder, this.#cache);
    if (!this.#closed) this.#status = 'ready';
  }

  #keywordOnly(why: string): void {
    void this.#embedder?.close();
    this.#embedder = undefined;
    this.#status = 'keyword-only';
    this.#detail = why;
    this.#notes.warn(why);
  }

  #importShipped(): void {
    const mark = shippedMark();
    if (this.library.shippedMark === mark) return;
    const collection = readCollection(shippedFolder);
    for (const problem of collection.problems.slice(0, 10)) this.#notes.warn(`left out of the collection: ${describeProblem(problem)}`);
    const records: LibraryRecord[] = collection.entries.map(({ record }) => record);
    const result = this.library.importShipped(records, collection.redirects);
    if (result.added + result.changed > 0)
      this.#notes.note(`Collection taken in: ${result.added} new, ${result.changed} changed, ${result.unchanged} unchanged records.`);
    if (result.kept.length > 0)
      this.#notes.note(`${result.kept.length} records were revised here and keep that revision: ${result.kept.slice(0, 5).join(', ')}`);
    // What could not be read is told at every start.
    if (collection.problems.length === 0) this.library.shippedMark = mark;
  }
}
