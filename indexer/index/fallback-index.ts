import {
  EngineUnavailable,
  type FacetCounts,
  type FacetName,
  type Filter,
  type Hit,
  type IndexStats,
  type KeywordQuery,
  type Searchable,
  type SemanticQuery,
} from './search-index.ts';

/** One engine that answers, and another that stands in while the first cannot. Both are filled by whoever uses them. */
export class FallbackIndex implements Searchable {
  readonly #first: Searchable;
  readonly #second: Searchable;
  readonly #isFilled: () => boolean;

  /** `isFilled` says whether the first holds all there is: until then the second answers. */
  constructor(first: Searchable, second: Searchable, isFilled: () => boolean) {
    this.#first = first;
    this.#second = second;
    this.#isFilled = isFilled;
  }

  keyword(query: KeywordQuery): Promise<Hit[]> {
    return this.#ask((index) => index.keyword(query));
  }

  semantic(query: SemanticQuery): Promise<Hit[]> {
    return this.#ask((index) => index.semantic(query));
  }

  both(words: KeywordQuery, meaning: SemanticQuery): Promise<{ keyword: Hit[]; semantic: Hit[] }> {
    return this.#ask(async (index) =>
      index.both ? index.both(words, meaning) : { keyword: await index.keyword(words), semantic: await index.semantic(meaning) },
    );
  }

  list(filter: Filter, limit: number): Promise<string[]> {
    return this.#ask((index) => index.list(filter, limit));
  }

  facets(filter: Filter, names: readonly FacetName[]): Promise<FacetCounts> {
    return this.#ask((index) => index.facets(filter, names));
  }

  stats(): Promise<IndexStats> {
    return this.#ask((index) => index.stats());
  }

  async #ask<T>(question: (index: Searchable) => Promise<T>): Promise<T> {
    if (!this.#isFilled()) return question(this.#second);
    try {
      return await question(this.#first);
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      return question(this.#second);
    }
  }
}
