import { accessSync, constants, mkdirSync } from 'node:fs';

import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import { Library } from '../corpus/library.ts';
import { readCollection } from '../corpus/read/collection.ts';
import { describeProblem } from '../corpus/read/problem.ts';
import { shippedFolder } from '../corpus/root.ts';
import { fillVectors, type OnProgress, syncIndex } from '../indexer/build.ts';
import { VectorCache } from '../indexer/embed/cache.ts';
import { type Embedder, EmbedderUnavailable } from '../indexer/embed/embedder.ts';
import { LocalEmbedder } from '../indexer/embed/local.ts';
import { RemoteEmbedder } from '../indexer/embed/remote.ts';
import type { SearchIndex } from '../indexer/index/search-index.ts';
import { SqliteIndex } from '../indexer/index/sqlite/sqlite-index.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { HealthAnswer } from './api/record.ts';
import type { Config } from './config.ts';
import { HttpProblem } from './errors.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { Landmarks } from './match/landmarks.ts';
import type { Engine } from './match/retrieve.ts';
import { LibraryRecords, type RecordSource } from './records.ts';

/** The parts that serve requests, and the work that goes on behind them: importing, indexing, embedding. */

/** Something the server cannot start without; the message says what to do. */
export class StartError extends Error {}

export interface ServiceNotes {
  note(message: string): void;
  warn(message: string): void;
  progress: OnProgress;
}

export class Service implements Engine {
  readonly library: Library;
  readonly index: SearchIndex;
  readonly records: RecordSource;
  readonly #config: Config;
  readonly #cache: VectorCache;
  readonly #notes: ServiceNotes;
  readonly #stopping = new AbortController();
  #accounts: Promise<Accounts> | undefined;
  #searchable = false;
  #lock: FolderLock | undefined;
  #embedder: Embedder | undefined;
  #landmarks: Landmarks | undefined;
  #status: HealthAnswer['status'] = 'filling';
  #detail: string | undefined;
  #filling: Promise<void> = Promise.resolve();
  #syncing: Promise<unknown> = Promise.resolve();

  private constructor(config: Config, library: Library, index: SearchIndex, cache: VectorCache, notes: ServiceNotes) {
    this.#config = config;
    this.library = library;
    this.index = index;
    this.#cache = cache;
    this.#notes = notes;
    this.records = new LibraryRecords(library);
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
      const service = new Service(config, library, SqliteIndex.open(config.indexFile), new VectorCache(config.vectorCacheFile), notes);
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

  embedder(): Embedder | undefined {
    return this.#embedder;
  }

  landmarks(): Landmarks | undefined {
    return this.#landmarks;
  }

  /** Keeps a question that found no good match, where that is not switched off. */
  keepUnanswered(question: string, lang: string, match: string): void {
    if (this.#config.keepQuestions) this.library.notes.keepUnanswered(question, lang, match);
  }

  /** Brings the keyword index up to the library. Searches may run meanwhile. */
  async syncKeyword(): Promise<void> {
    this.#syncing = syncIndex(this.library, this.index, this.#notes.progress, this.#stopping.signal);
    await this.#syncing.catch((error: unknown) => {
      throw fullDisk(error, this.#config.dataFolder) ?? error;
    });
    this.#searchable = true;
  }

  /** Whether the keyword index has come up to the library since the start. */
  get searchable(): boolean {
    return this.#searchable;
  }

  /** Loads the embedder and makes missing vectors behind the scenes; without one, search goes on by keyword. */
  startEmbedding(): void {
    if (this.#stopping.signal.aborted) return;
    this.#filling = this.#startEmbedding().catch((error: unknown) => {
      if (this.#stopping.signal.aborted) return;
      const message = error instanceof EmbedderUnavailable ? error.message : `Embedding failed: ${(error as Error).message}`;
      this.#keywordOnly(`${message} Searching by keyword only.`);
    });
  }

  /** Resolves when all vectors are made, or it is known that they cannot be. */
  async settled(): Promise<void> {
    await this.#filling;
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
    this.#stopping.abort();
    await this.#embedder?.close();
    await this.#filling;
    await this.#syncing;
    await this.index.close();
    this.#cache.close();
    (await this.#accounts?.catch(() => undefined))?.close();
    this.library.close();
    this.#lock?.release();
  }

  async #startEmbedding(): Promise<void> {
    if (this.#config.embedder.kind === 'none') {
      this.#keywordOnly('CLEANMATCH_EMBEDDER is none: searching by keyword only.');
      return;
    }
    const embedder = await this.#makeEmbedder();
    if (this.#stopping.signal.aborted) return embedder.close();
    await this.index.useModel(embedder.id);
    this.#embedder = embedder;
    await this.#fill(embedder);
    if (!this.#stopping.signal.aborted) this.#landmarks = await Landmarks.make(embedder, this.#cache);
    if (!this.#stopping.signal.aborted) this.#status = 'ready';
  }

  async #fill(serving: Embedder): Promise<void> {
    if ((await this.index.passagesWithoutVector(1)).length === 0) return;
    // A second thread embeds passages, so that questions do not wait in the same queue.
    const batch = this.#config.embedder.kind === 'local' ? await this.#makeEmbedder() : serving;
    const stop = () => void batch.close();
    if (this.#stopping.signal.aborted) stop();
    this.#stopping.signal.addEventListener('abort', stop);
    try {
      await fillVectors(this.index, batch, this.#cache, this.#notes.progress, this.#stopping.signal);
    } catch (error) {
      if (!this.#stopping.signal.aborted) throw error;
    } finally {
      this.#stopping.signal.removeEventListener('abort', stop);
      if (batch !== serving) await batch.close();
    }
  }

  async #makeEmbedder(): Promise<Embedder> {
    const settings = this.#config.embedder;
    if (settings.kind === 'remote') return new RemoteEmbedder(settings);
    return LocalEmbedder.load();
  }

  #keywordOnly(why: string): void {
    void this.#embedder?.close();
    this.#embedder = undefined;
    this.#status = 'keyword-only';
    this.#detail = why;
    this.#notes.warn(why);
  }

  #importShipped(): void {
    const collection = readCollection(shippedFolder);
    for (const problem of collection.problems.slice(0, 10)) this.#notes.warn(`left out of the collection: ${describeProblem(problem)}`);
    const records: LibraryRecord[] = collection.entries.map(({ record }) => record);
    const result = this.library.importShipped(records, collection.redirects);
    if (result.added + result.changed > 0)
      this.#notes.note(`Collection taken in: ${result.added} new, ${result.changed} changed, ${result.unchanged} unchanged records.`);
    if (result.kept.length > 0)
      this.#notes.note(`${result.kept.length} records were revised here and keep that revision: ${result.kept.slice(0, 5).join(', ')}`);
  }
}

/** What cannot be written because the disk takes no more, as a sentence; undefined where it is something else. */
function fullDisk(error: unknown, folder: string): StartError | undefined {
  const { code, message } = error as { code?: string; message: string };
  if (code !== 'ENOSPC' && code !== 'EFBIG' && code !== 'SQLITE_FULL' && !code?.startsWith('SQLITE_IOERR')) return undefined;
  return new StartError(
    `The data folder ${folder} takes no more (${message}): free some space on its disk and start again. What was saved before stays.`,
  );
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new StartError(
      `The data folder ${folder} cannot be written: change its owner or permissions, or set CLEANMATCH_DATA to another folder.`,
    );
  }
}

async function openAccounts(path: string): Promise<Accounts> {
  const { Accounts } = await import('./accounts/accounts.ts');
  try {
    return await Accounts.open(path);
  } catch (error) {
    throw new HttpProblem(
      'unavailable',
      `The file of accounts ${path} cannot be opened (${(error as Error).message}): restore it from a backup, or move it away and run npm run admin. Reading goes on without it.`,
    );
  }
}

function openLibrary(path: string): Library {
  try {
    return new Library(path);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
      throw new StartError(
        `The library ${path} is damaged: restore it from a backup, or move it away to begin again with the shipped collection.`,
      );
    }
    if (code?.startsWith('SQLITE_'))
      throw new StartError(
        `The library ${path} cannot be opened (${message}): check that the file can be written and the disk is not full.`,
      );
    throw new StartError(message);
  }
}
