import type { MultiSearchQuery } from 'meilisearch';
import { z } from 'zod';

import { rarityOf } from '../bm25.ts';
import { MAX_QUERY_WORDS } from '../keyword-weights.ts';
import type { Filter, Hit, KeywordQuery, SemanticQuery } from '../search-index.ts';
import { termsOf } from '../terms.ts';
import { codeOf } from './codes.ts';
import { filterText, filterTexts, quoted } from './filter.ts';
import { impactOfLevel, levelOfScore } from './impacts.ts';
import { embedderName } from './settings.ts';

/** Questions as searches of the server, and its answers as hits. Several go in one multi-search. */

/** A question's searches, and how the answers to them become hits. */
export interface Asked {
  searches: MultiSearchQuery[];
  hits(answers: Answer[]): Hit[];
}

export const Answer = z.object({
  estimatedTotalHits: z.number().optional(),
  hits: z.array(z.object({ record: z.string(), key: z.string().optional(), _rankingScore: z.number().optional() })),
});
export type Answer = z.output<typeof Answer>;

/** The best documents of a term that are looked at. Beyond them a term adds its least impact, which changes no order that matters. */
const LEAST_PER_TERM = 400;
const MOST_PER_TERM = 3000;

/** One search a term, best impact first; the user's own words whole, those of the vocabulary at their weight. */
export function askWords(indexUid: string, { text, expansions = [], expansionWeight = 0, filter, limit }: KeywordQuery): Asked {
  const own = [...new Set(termsOf(text))].slice(0, MAX_QUERY_WORDS);
  const known = new Set(own);
  const added =
    expansionWeight > 0 ? [...new Set(expansions.flatMap(termsOf))].filter((term) => !known.has(term)).slice(0, MAX_QUERY_WORDS) : [];
  const terms = [...own.map((term) => ({ term, weight: 1 })), ...added.map((term) => ({ term, weight: expansionWeight }))];
  if (terms.length === 0 || limit <= 0) return { searches: [], hits: () => [] };
  const perTerm = Math.min(MOST_PER_TERM, Math.max(LEAST_PER_TERM, limit));
  const everywhere = filterText('record', undefined);
  const within = filterText('record', filter);
  const search = (term: string, filtered: string, most: number): MultiSearchQuery => ({
    indexUid,
    q: codeOf(term),
    matchingStrategy: 'all',
    filter: filtered,
    attributesToRetrieve: ['record'],
    showRankingScore: true,
    limit: most,
  });
  const filtered = within !== everywhere;
  // A term's rarity is that in the whole library, whatever the filter.
  const searches = [
    { indexUid, q: '', filter: everywhere, limit: 0 },
    ...terms.map(({ term }) => search(term, within, perTerm)),
    ...(filtered ? terms.map(({ term }) => search(term, everywhere, 0)) : []),
  ];
  return {
    searches,
    hits: ([all, ...answers]) => {
      const documents = all?.estimatedTotalHits ?? 0;
      const scores = new Map<string, number>();
      for (const [i, { weight }] of terms.entries()) {
        const withTerm = answers[filtered ? terms.length + i : i]?.estimatedTotalHits ?? 0;
        const share = weight * rarityOf(documents, withTerm);
        for (const { record, _rankingScore } of answers[i]?.hits ?? []) {
          scores.set(record, (scores.get(record) ?? 0) + share * impactOfLevel(levelOfScore(_rankingScore ?? 0)));
        }
      }
      return best(
        [...scores].map(([id, score]) => ({ id, score })),
        limit,
      );
    },
  };
}

/** Asked for beyond the limit: which of equally near ones come first is for us to say, by their ids, and not for the server's graph. */
const TIES = 20;

/** The nearest passage of each record. */
export function askMeaning(indexUid: string, { vector, filter, limit }: SemanticQuery, model: string): Asked {
  if (limit <= 0) return { searches: [], hits: () => [] };
  return {
    searches: [
      {
        indexUid,
        vector: [...vector],
        hybrid: { embedder: embedderName(vector.length), semanticRatio: 1 },
        filter: `${filterText('passage', filter)} AND embedded IN ${quoted([model])}`,
        distinct: 'record',
        sort: ['record:asc'],
        attributesToRetrieve: ['record', 'key'],
        showRankingScore: true,
        limit: limit + TIES,
      },
    ],
    // The server's score is (1 + cosine) / 2.
    hits: ([answer]) =>
      best(
        (answer?.hits ?? []).map(({ record, key, _rankingScore }) => ({ id: record, score: 2 * (_rankingScore ?? 0) - 1, passage: key })),
        limit,
      ),
  };
}

/** The records that pass, one search for each part of the filter: the first so many of each, in the order of their ids. */
export function askList(indexUid: string, filter: Filter, limit: number): MultiSearchQuery[] {
  return filterTexts(filter).map((text) => ({
    indexUid,
    q: '',
    filter: text,
    sort: ['record:asc'],
    attributesToRetrieve: ['record'],
    limit,
  }));
}

function best(hits: Hit[], limit: number): Hit[] {
  return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
}
