import { z } from 'zod';

import type { FacetName, Hit } from '../search-index.ts';
import type { Connection } from './connection.ts';
import { saysMissing } from './failures.ts';
import { Answer, type Asked } from './questions.ts';

/** Puts questions to the server, several in one round trip. An index that is not there yet has no hits. */

const Answers = z.object({ results: z.array(Answer) });
const Counts = z.object({ results: z.array(z.object({ totalHits: z.number() })) });
const Facets = z.object({ results: z.array(z.object({ facetDistribution: z.record(z.string(), z.record(z.string(), z.number())) })) });

/** Hits of each question, in their order. */
export async function ask(server: Connection, asked: Asked[]): Promise<Hit[][]> {
  const queries = asked.flatMap(({ searches }) => searches);
  if (queries.length === 0) return asked.map(() => []);
  try {
    const { results } = await server.ask((client) => client.multiSearch({ queries }), Answers);
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

/** Counts by value of the records that pass any of the filters, no record more than one of them. */
export async function askFacets(
  server: Connection,
  uid: string,
  filters: string[],
  names: readonly FacetName[],
): Promise<Record<string, Record<string, number>>> {
  if (names.length === 0) return {};
  try {
    const queries = filters.map((filter) => ({ indexUid: uid, q: '', filter, facets: [...names], limit: 0 }));
    const { results } = await server.ask((client) => client.multiSearch({ queries }), Facets);
    const counts: Record<string, Record<string, number>> = {};
    for (const { facetDistribution } of results) {
      for (const [name, values] of Object.entries(facetDistribution)) {
        counts[name] ??= {};
        for (const [value, n] of Object.entries(values)) counts[name][value] = (counts[name][value] ?? 0) + n;
      }
    }
    return counts;
  } catch (error) {
    if (saysMissing(error, 'index_not_found')) return {};
    throw error;
  }
}

/** How many documents pass each filter, or how many values they have of an attribute. */
export async function askCounts(server: Connection, indexUid: string, counted: { filter: string; distinct?: string }[]): Promise<number[]> {
  const queries = counted.map((one) => ({ indexUid, q: '', ...one, page: 1, hitsPerPage: 1, attributesToRetrieve: ['pk'] }));
  return (await server.ask((client) => client.multiSearch({ queries }), Counts)).results.map(({ totalHits }) => totalHits);
}
