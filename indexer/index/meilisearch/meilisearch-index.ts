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
import { type Address, Connection, type Patience } from './connection.ts';
import { positionOf, type State, stateDocument, vectorFields } from './documents.ts';
import { saysMissing, saysNoSuchVectors } from './failures.ts';
import { filterText, quoted } from './filter.ts';
import { Answer, type Asked, askList, askMeaning, askWords } from './questions.ts';
import { Shelf } from './shelf.ts';
import { writeAll, writeChanges } from './writing.ts';

/**
 * Meilisearch as the engine: for several servers over one index. Words are ranked as the embedded engine ranks them
 * (impacts.ts says how), vectors are given (`userProvided`), and a question is one multi-search. The index is derived: it can be
 * deleted and comes back. One process writes at a time.
 */

export const DEFAULT_INDEX = 'cleanmatch';

const Answers = z.object({ results: z.array(Answer) });
const Count = z.object({ results: z.array(z.object({ totalHits: z.number() })) });
const Facets = z.object({ facetDistribution: z.record(z.string(), z.record(z.string(), z.number())) });
const Passages = z.object({ hits: z.array(z.object({ key: z.string(), lang: z.enum(['zh', 'en']), text: z.string() })) });

export class MeilisearchIndex implements SearchIndex {
  /** One task a batch costs the server more than the batch: whole and in large ones. */
  readonly fillsWhole = true;
  readonly keepsRecords = true;
  readonly batch = 256;
  readonly #server: Connection;
  readonly #shelf: Shelf;
  /** The state last read or written; what it says of vectors serves questions. */
  #state: State | undefined;

  /** Opens no connection: a server that is away is found so by the first call. */
  constructor(address: Address, { index = DEFAULT_INDEX, patience }: { index?: string; patience?: Partial<Patience> } = {}) {
    this.#server = new Connection(address, patience);
    this.#shelf = new Shelf(this.#server, index);
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
      await writeAll(building, this.#shelf, documents, await building.create(standing), position);
    } catch (error) {
      await building.remove().catch(() => undefined);
      throw error;
    }
    // Searches see the one or the other. Not repeated: a swap done twice is none.
    await this.#server.task((client) => client.swapIndexes([{ indexes: [this.#shelf.uid, building.uid], rename: false }]), { once: true });
    this.#state = undefined;
    await building.remove();
  }

  async position(): Promise<Position | undefined> {
    this.#state = await this.#shelf.state();
    return this.#state && positionOf(this.#state);
  }

  async useModel(model: string): Promise<void> {
    const state = await this.#standing();
    if (state.model === model) return;
    // The model first: passages are of another one then, and what a kill leaves of their vectors is not asked for.
    await this.#write({ ...state, model, dimensions: 0 });
    if (state.dimensions > 0) await this.#shelf.forgetVectorsOf(state.dimensions);
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
    if (state.dimensions !== dimensions) {
      await this.#shelf.takeVectorsOf(dimensions);
      await this.#write({ ...state, dimensions });
    }
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
    return (await this.#ask([askWords(this.#shelf.uid, query)]))[0] ?? [];
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
    const asked = { searches: [askList(this.#shelf.uid, filter, limit)], hits: ([answer]: Answer[]) => ranked(answer) };
    return ((await this.#ask([asked]))[0] ?? []).map(({ id }) => id);
  }

  async facets(filter: Filter, names: readonly FacetName[]): Promise<FacetCounts> {
    const given = names.length === 0 ? {} : await this.#facets(filterText('record', filter), names);
    return Object.fromEntries(names.map((name) => [name, given[name] ?? {}]));
  }

  async stats(): Promise<IndexStats> {
    const state = await this.#shelf.state('ask');
    if (!state) return { engine: 'meilisearch', records: 0, passages: 0, vectors: 0, generation: '' };
    const count = (filter: string, distinct?: string) => ({
      indexUid: this.#shelf.uid,
      q: '',
      filter,
      distinct,
      page: 1,
      hitsPerPage: 1,
      attributesToRetrieve: ['pk'],
    });
    const queries = [
      count('type = record'),
      count('type = passage', 'key'),
      count(`type = passage AND embedded IN ${quoted([state.model])}`, 'key'),
    ];
    const { results } = await this.#server.ask((client) => client.multiSearch({ queries }), Count);
    const [records = 0, passages = 0, vectors = 0] = results.map(({ totalHits }) => totalHits);
    return { engine: 'meilisearch', records, passages, vectors, generation: state.generation };
  }

  async close(): Promise<void> {
    this.#server.close();
  }

  /** The state of the index, which is made where there is none. */
  async #standing(): Promise<State> {
    this.#state ??= (await this.#shelf.state()) ?? (await this.#shelf.create());
    return this.#state;
  }

  async #write(state: State): Promise<void> {
    await this.#shelf.put([stateDocument(state)]);
    this.#state = state;
  }

  /** Questions of words and one of vectors in one round trip; where the server knows no such vectors, without them. */
  async #askWithVectors(words: Asked[], query: SemanticQuery): Promise<Hit[][]> {
    this.#state ??= await this.#shelf.state('ask');
    const meaning = this.#state?.dimensions === query.vector.length ? [askMeaning(this.#shelf.uid, query, this.#state.model)] : [];
    try {
      return [...(await this.#ask([...words, ...meaning])), ...(meaning.length > 0 ? [] : [[]])];
    } catch (error) {
      if (!saysNoSuchVectors(error)) throw error;
      this.#state = undefined;
      return [...(await this.#ask(words)), []];
    }
  }

  async #ask(asked: Asked[]): Promise<Hit[][]> {
    const queries = asked.flatMap(({ searches }) => searches);
    if (queries.length === 0) return asked.map(() => []);
    try {
      const { results } = await this.#server.ask((client) => client.multiSearch({ queries }), Answers);
      let at = 0;
      return asked.map(({ searches, hits }) => {
        at += searches.length;
        return hits(results.slice(at - searches.length, at));
      });
    } catch (error) {
      if (saysMissing(error, 'index_not_found')) return asked.map(() => []);
      throw error;
    }
  }

  async #facets(filter: string, names: readonly FacetName[]): Promise<Record<string, Record<string, number>>> {
    try {
      const search = { filter, facets: [...names], limit: 0 };
      return (await this.#server.ask((client) => client.index(this.#shelf.uid).search('', search), Facets)).facetDistribution;
    } catch (error) {
      if (saysMissing(error, 'index_not_found')) return {};
      throw error;
    }
  }
}

function ranked(answer: Answer | undefined): Hit[] {
  return (answer?.hits ?? []).map(({ record }) => ({ id: record, score: 0 }));
}
