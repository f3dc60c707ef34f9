import type { Library } from '../corpus/library.ts';
import { embedRecords, fillVectors, syncIndex } from '../indexer/build.ts';
import type { VectorCache } from '../indexer/embed/cache.ts';
import type { Embedder } from '../indexer/embed/embedder.ts';
import { EngineUnavailable, type SearchIndex } from '../indexer/index/search-index.ts';
import type { Config } from './config.ts';
import { makeEmbedder } from './embedders.ts';
import type { ServiceNotes } from './serving.ts';

/**
 * Brings the library into the engines. One that is away is tried again until it is there: the library is the truth, and what
 * was saved in it meanwhile is brought over then.
 */

/** How often an engine outside this process is looked at: it may have lost what it had. */
const LOOK_EVERY_MS = 10_000;
/** First wait before an engine that is away is tried again; it doubles up to LOOK_EVERY_MS. */
const TRY_AGAIN_MS = 500;

export interface FillingParts {
  library: Library;
  /** The engine that was chosen first, then one that stands in for it. */
  engines: SearchIndex[];
  cache: VectorCache;
  embedder: Config['embedder'];
  notes: ServiceNotes;
}

export class Filling {
  readonly #parts: FillingParts;
  readonly #stopping = new AbortController();
  /** Engines that hold all there is. */
  readonly #upToDate = new Set<SearchIndex>();
  /** Words and vectors each follow in turn, but not one on the other: a changed record is found while the first vectors are made. */
  readonly #turns = { words: Promise.resolve(), vectors: Promise.resolve() };
  #serving: Embedder | undefined;
  #again: NodeJS.Timeout | undefined;
  #failures = 0;

  constructor(parts: FillingParts) {
    this.#parts = parts;
  }

  /** Whether the engine that was chosen holds all there is. */
  get firstIsFilled(): boolean {
    const [first] = this.#parts.engines;
    return first !== undefined && this.#upToDate.has(first);
  }

  get anyIsFilled(): boolean {
    return this.#upToDate.size > 0;
  }

  /** Brings the keyword indexes up to the library, one call after the other. An engine that is away is no failure. */
  async words(): Promise<void> {
    return this.#inTurn('words', () => this.#words());
  }

  /** Says which model questions come from: vectors of another one are forgotten. */
  async useModel(model: string): Promise<void> {
    await this.#inTurn('vectors', async () => {
      for (const index of [...this.#upToDate]) await this.#unlessAway(index, () => index.useModel(model));
    });
  }

  /** Makes the vectors that are missing. */
  async vectors(serving: Embedder): Promise<void> {
    await this.#inTurn('vectors', () => this.#vectors(serving));
    this.#serving = serving;
  }

  /** Makes the vectors of these records, before others that may be waiting. */
  async vectorsOfRecords(ids: string[], serving: Embedder): Promise<void> {
    const { library, cache } = this.#parts;
    for (const index of [...this.#upToDate]) await this.#unlessAway(index, () => embedRecords(library, index, serving, cache, ids));
  }

  /** Ends what is under way at the next place where it may end, and waits for it. */
  async close(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#again);
    // An engine outside waits between tries: closing it ends that.
    for (const index of this.#parts.engines) if (index.fillsWhole) await index.close();
    await Promise.all(Object.values(this.#turns));
    for (const index of this.#parts.engines) await index.close();
  }

  async #inTurn(what: 'words' | 'vectors', work: () => Promise<void>): Promise<void> {
    const mine = this.#turns[what].then(() => (this.#stopping.signal.aborted ? undefined : work()));
    this.#turns[what] = mine.catch(() => undefined);
    return mine;
  }

  async #words(): Promise<void> {
    const { library, engines, notes } = this.#parts;
    let failed = false;
    for (const index of engines) {
      failed =
        !(await this.#unlessAway(index, async () => void (await syncIndex(library, index, notes.progress, this.#stopping.signal)))) ||
        failed;
    }
    if (!failed) this.#failures = 0;
    if (engines.some(({ fillsWhole }) => fillsWhole)) this.#lookAgain();
  }

  async #vectors(serving: Embedder): Promise<void> {
    // One that is not up to date is away: its vectors come after its words.
    for (const index of [...this.#upToDate]) await this.#unlessAway(index, () => this.#vectorsOf(index, serving));
  }

  async #vectorsOf(index: SearchIndex, serving: Embedder): Promise<void> {
    await index.useModel(serving.id);
    if ((await index.passagesWithoutVector(1)).length === 0) return;
    const { cache, embedder, notes } = this.#parts;
    // A second thread embeds passages, so that questions do not wait in the same queue.
    const batch = (embedder.kind === 'local' && (await makeEmbedder(embedder))) || serving;
    const stop = () => void batch.close();
    if (this.#stopping.signal.aborted) stop();
    this.#stopping.signal.addEventListener('abort', stop);
    try {
      await fillVectors(index, batch, cache, notes.progress, this.#stopping.signal);
    } catch (error) {
      if (!this.#stopping.signal.aborted) throw error;
    } finally {
      this.#stopping.signal.removeEventListener('abort', stop);
      if (batch !== serving) await batch.close();
    }
  }

  /** Whether the work was done; an engine that is away is noted and looked at again. */
  async #unlessAway(index: SearchIndex, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.#upToDate.add(index);
      return true;
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      this.#upToDate.delete(index);
      if (this.#failures++ === 0) this.#parts.notes.warn(`${error.message} It is tried again until it answers.`);
      return false;
    }
  }

  #lookAgain(): void {
    clearTimeout(this.#again);
    if (this.#stopping.signal.aborted) return;
    const wait = this.#failures === 0 ? LOOK_EVERY_MS : Math.min(TRY_AGAIN_MS * 2 ** (this.#failures - 1), LOOK_EVERY_MS);
    this.#again = setTimeout(() => {
      void this.#catchUp();
    }, wait).unref();
  }

  /** What an engine outside has missed: records, then vectors. */
  async #catchUp(): Promise<void> {
    try {
      await this.words();
      if (this.#serving) await this.vectors(this.#serving);
    } catch (error) {
      if (this.#failures++ === 0) this.#parts.notes.warn(`The index could not follow the library: ${(error as Error).message}`);
      this.#lookAgain();
    }
  }
}
