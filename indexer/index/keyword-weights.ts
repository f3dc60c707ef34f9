import type { KeywordFields } from './search-index.ts';

/** What every engine holds to in the keyword index, so that its scores mean the same. */

/** BM25 weights: a word in the title says more than one in the small print. */
export const COLUMN_WEIGHTS: Record<keyof KeywordFields, number> = { title: 3, names: 1, summary: 1.5, detail: 0.7 };

/** Words of a query beyond this many add work and no meaning. */
export const MAX_QUERY_WORDS = 64;
