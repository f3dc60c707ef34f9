import { z } from 'zod';

import type {
  FacetCounts,
  FacetName,
  Filter,
  Hit,
  IndexChange,
  IndexDocument,
  IndexStats,
  KeywordQuery,
  Passage,
  Position,
  SearchIndex,
  SemanticQuery,
} from '../search-index.ts';
import { ask, askCounts, askFacets } from './asking.ts';
import { type Address, Connection, type Patience } from './connection.ts';
import { positionOf, type State, stateDocument, vectorFields } from './documents.ts';
import { saysNoSuchVectors } from './failures.ts';
import { filterTexts, quoted } from './filter.ts';
import { KeptRecords } from './kept.ts';
import { type Answer, type Asked, askList, askMeaning, askWords } from './questions.ts';
import { Shelf } from './shelf.ts';
import { writeAll, writeChanges } from './writing.ts';

/**
 * Meilisearch as the engine: for several servers over one index. Words are ranked as the embedded engine ranks them
 * (impacts.ts says how), vectors are given (`userProvided`), and a question is one multi-search. The index is derived: it can be
 * deleted and comes back. One process writes at a time.
 */

export const DEFAULT_INDEX = 'cleanmatch';

const Passages = z.object({ hits: z.array(z.object({ key: z.string(), lang: z.enum(['zh', 'en']), text: z.string() })) });

export class MeilisearchIndex implements SearchIndex {
  /** One task a batch costs the server more than the batch: whole and in large ones. */
  readonly fillsWhole = true;
  readonly keepsRecords = true;
  readonly batch = 256;
  readonly #server: Connection;
  readonly #shelf: Shelf;
  /** Records for servers without a library. */
  readonly kept: KeptRecords;
  /** The state last read or written; what it says of vectors serves questions. */
  #state: State | undefined;
  /** Length of vectors that the server is known to take. */
  #takes: number | undefined;
  /** The model that questions come from; vectors of another one say nothing to it. */
  #model: string | undefined;

  /** Opens no connection: a server that is away is found so by the first call. */
  constructor(address: Address, { index = DEFAULT_INDEX, patience }: { index?: string; patience?: Partial<Patience> } = {}) {
    this.#server = new Connection(address, patience);
    this.#shelf = new Shelf(this.#server, index);
    this.kept = new KeptRecords(this.#server, index);
  }

  async apply(changes: IndexChange[], position: Position): Promise<void> {
    const next = { ...(await this.#standing()), ...position };
    await writeChanges(this.#shelf, changes, next);
    this.#state = undefined;
  }

  async rebuild(documents: Iterable<IndexDocument>, position: Position): Promise<void> {
    const standing = await this.#standing();
    const building = new Shelf(this.#server, `${this.#shelf.uid}-building`);
    try {
      const made = await building.create(standing);
      await writeAll(building, this.#shelf, documents, made, position);
      await this.#shelf.swapWith(building, made.generation);
    } catch (error) {
      await building.remove().catch(() => undefined);
      throw error;
    }
    this.#state = undefined;
    await building.remove();
  }

  /** Asked first by whoever fills the index: a server that is away is found so at once. */
  async position(): Promise<Position | undefined> {
    this.#state = await this.#shelf.state('ask');
    return this.#state && positionOf(this.#state);
  }

  /** Position for a server that only reads, within the time of a question; and what it learns of vectors by the way. */
  async look(model: string | undefined): Promise<Position | undefined> {
    this.#model = model;
    this.#state = await this.#shelf.state('ask');
    return this.#state && positionOf(this.#state);
  }

  async useModel(model: string): Promise<void> {
    this.#model = model;
    const state = await this.#standing();
    // Each passage says of which model its vector is: those of another one are not asked for, and are overwritten.
    if (state.model !== model) await this.#write({ ...state, model });
  }

  async passagesWithoutVector(limit: number): Promise<Passage[]> {
    const { model } = await this.#standing();
    const filter = `type = passage AND NOT embedded IN ${quoted([model])}`;
    const { hits } = await this.#server.work(
      (client) =>
        client.index(this.#shelf.uid).search('', { filter, distinct: 'key', attributesToRetrieve: ['key', 'lang', 'text'], limit }),
      Passages,
    );
    return hits;
  }

  async putVectors(vectors: { key: string; vector: Float32Array }[]): Promise<void> {
    const dimensions = vectors[0]?.vector.length;
    if (dimensions === undefined) return;
    const state = await this.#standing();
    if (this.#takes !== dimensions && !(state.dimensions === dimensions && (await this.#shelf.takesVectorsOf(dimensions)))) {
      this.#state = { ...state, dimensions };
      await this.#shelf.takeVectorsOf(this.#state);
    }
    this.#takes = dimensions;
    const byKey = new Map(vectors.map(({ key, vector }) => [key, [...vector]]));
    const passages = await this.#shelf.passages([...byKey.keys()], {});
    await this.#shelf.putMany(
      passages.flatMap(({ pk, key }) => {
        const vector = byKey.get(key);
        return vector ? [{ pk, ...vectorFields(vector, state.model) }] : [];
      }),
    );
  }

  async keyword(query: KeywordQuery): Promise<Hit[]> {
    return (await ask(this.#server, [askWords(this.#shelf.uid, query)]))[0] ?? [];
  }

  async semantic(query: SemanticQuery): Promise<Hit[]> {
    return (await this.#askWithVectors([], query)).at(-1) ?? [];
  }

  async both(words: KeywordQuery, meaning: SemanticQuery): Promise<{ keyword: Hit[]; semantic: Hit[] }> {
    const [keyword = [], semantic = []] = await this.#askWithVectors([askWords(this.#shelf.uid, words)], meaning);
    return { keyword, semantic };
  }

  async list(filter: Filter, limit: number): Promise<string[]> {
    if (limit <= 0) return [];
    const asked = { searches: askList(this.#shelf.uid, filter, limit), hits: (answers: Answer[]) => answers.flatMap(ranked) };
    const found = ((await ask(this.#server, [asked]))[0] ?? []).map(({ id }) => id);
    return found.sort().slice(0, limit);
  }

  async facets(filter: Filter, names: readonly FacetName[]): Promise<FacetCounts> {
    const given = await askFacets(this.#server, this.#shelf.uid, filterTexts(filter), names);
    return Object.fromEntries(names.map((name) => [name, given[name] ?? {}]));
  }

  async stats(): Promise<IndexStats> {
    const state = await this.#shelf.state('ask');
    if (!state) return { engine: 'meilisearch', records: 0, passages: 0, vectors: 0, generation: '' };
    const [records = 0, passages = 0, vectors = 0] = await askCounts(this.#server, this.#shelf.uid, [
      { filter: 'type = record' },
      { filter: 'type = passage', distinct: 'key' },
      { filter: `type = passage AND embedded IN ${quoted([state.model])}`, distinct: 'key' },
    ]);
    return { engine: 'meilisearch', records, passages, vectors, generation: state.generation };
  }

  async close(): Promise<void> {
    this.#server.close();
  }

  /** The state of the index, which is made where there is none. */
  async #standing(): Promise<State> {
    this.#state ??= await this.#shelf.state();
    if (!this.#state) {
      this.#state = await this.#shelf.create();
      this.#takes = undefined;
    }
    return this.#state;
  }

  async #write(state: State): Promise<void> {
    await this.#shelf.put([stateDocument(state)]);
    this.#state = state;
  }

  /** Questions of words and one of vectors in one round trip; where the server knows no such vectors, without them. */
  async #askWithVectors(words: Asked[], query: SemanticQuery): Promise<Hit[][]> {
    this.#state ??= await this.#shelf.state('ask');
    const { model = '', dimensions } = this.#state ?? {};
    const fits = dimensions === query.vector.length && (this.#model === undefined || this.#model === model);
    const meaning = fits ? [askMeaning(this.#shelf.uid, query, model)] : [];
    try {
      return [...(await ask(this.#server, [...words, ...meaning])), ...(meaning.length > 0 ? [] : [[]])];
    } catch (error) {
      if (!saysNoSuchVectors(error)) throw error;
      this.#state = undefined;
      return [...(await ask(this.#server, words)), []];
    }
  }
}

function ranked(answer: Answer | undefined): Hit[] {
  return (answer?.hits ?? []).map(({ record }) => ({ id: record, score: 0 }));
}
