import type { Settings } from 'meilisearch';

import { FACETS } from '../search-index.ts';
import { LEVEL_ATTRIBUTES } from './impacts.ts';

/** Any change here, or in what stands in the documents, takes a new number: an index of another number is built anew. */
export const INDEX_FORMAT = 1;

/** Attribute that names every document to the server. */
export const PRIMARY_KEY = 'pk';

/** Hits of one search at most: as many records as can be paged through, and a list of all. */
export const MOST_HITS = 200_000;

/** What the server does of itself with words is switched off: terms come as codes (terms.ts) and are matched whole. */
export const SETTINGS: Settings = {
  searchableAttributes: LEVEL_ATTRIBUTES,
  // Ranking by attribute is ranking by impact; `sort` behind it puts equal ones into the order of their ids.
  rankingRules: ['attributeRank', 'sort'],
  filterableAttributes: [...FACETS, 'type', 'record', 'year', 'key', 'embedded', 'mergedIds', 'linkedIds'],
  sortableAttributes: ['record'],
  displayedAttributes: ['*'],
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  facetSearch: false,
  // Codes are of no language: saying so spares the server from guessing one.
  localizedAttributes: [{ attributePatterns: ['w*'], locales: ['eng'] }],
  stopWords: [],
  synonyms: {},
  // More values of a facet than any vocabulary has.
  faceting: { maxValuesPerFacet: 20_000 },
  pagination: { maxTotalHits: MOST_HITS },
  searchCutoffMs: 900,
};

/** Vectors of one length; the model they come from stands with each passage. */
export function embedderName(dimensions: number): string {
  return `v${dimensions}`;
}
