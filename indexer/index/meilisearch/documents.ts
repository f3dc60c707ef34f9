import { createHash } from 'node:crypto';

import { z } from 'zod';

import { FACETS, type FacetValues, type IndexDocument, type KeptRecord, type Passage, type Position } from '../search-index.ts';
import type { TermCounts } from '../terms.ts';
import { codeOf } from './codes.ts';
import { LEVEL_ATTRIBUTES, levelsOf } from './impacts.ts';
import { embedderName, PRIMARY_KEY } from './settings.ts';

/**
 * What stands in the server: a document a record, one a passage, and one that holds the index's state. Passages are documents of
 * their own because a hit by meaning must say which passage was nearest, which several vectors in one document do not tell. All
 * stand in one index, so that a record, its passages and the position are written in one task: all of it or none of it.
 */

/** Fields of a document. */
export type Stored = Record<string, unknown>;

const shortHash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Ids that Meilisearch takes as they are stay readable. */
export function recordPk(id: string): string {
  return /^[\w-]{1,400}$/.test(id) ? `r-${id}` : `h-${shortHash(id)}`;
}

export function passagePk(record: string, key: string): string {
  return `p-${shortHash(`${record}\n${key}`)}`;
}

export const STATE_PK = 'state';

export const State = z.object({
  format: z.number(),
  generation: z.string(),
  model: z.string(),
  dimensions: z.number(),
  /** Terms a record has on average: impacts are reckoned with it. */
  averageLength: z.number(),
  library: z.string().nullable(),
  sequence: z.number(),
});
export type State = z.output<typeof State>;

export function positionOf({ library, sequence }: State): Position | undefined {
  return library === null ? undefined : { library, sequence };
}

export function stateDocument(state: State): Stored {
  return { [PRIMARY_KEY]: STATE_PK, type: 'state', ...state, ...withoutVector(state.dimensions) };
}

/** Once vectors of a length are taken, every document must have one or say that it has none. */
export function withoutVector(dimensions: number): Stored {
  return dimensions > 0 ? { _vectors: { [embedderName(dimensions)]: null } } : {};
}

/** Marks a document as gone: no search sees it any more, and it is cleared away afterwards. */
export function goneDocument(pk: string): Stored {
  return { [PRIMARY_KEY]: pk, type: 'gone' };
}

/** Every field is given, so that nothing of an older revision stays. */
export function recordDocument(document: IndexDocument, terms: TermCounts, state: State): Stored {
  const levels = levelsOf(terms, state.averageLength);
  return {
    [PRIMARY_KEY]: recordPk(document.id),
    type: 'record',
    record: document.id,
    ...facetFields(document.facets),
    ...Object.fromEntries(LEVEL_ATTRIBUTES.map((name, level) => [name, levels[level]?.map(codeOf).join(' ') || null])),
    passages: [...new Set(document.passages.map(({ key }) => passagePk(document.id, key)))],
    ...keptFields(document.kept),
    ...withoutVector(state.dimensions),
  };
}

function facetFields(facets: FacetValues): Stored {
  return { ...Object.fromEntries(FACETS.map((name) => [name, facets[name]])), year: facets.year ?? null };
}

function keptFields(kept: KeptRecord | undefined): Stored {
  return {
    json: kept?.json ?? null,
    revision: kept?.revision ?? null,
    changedAt: kept?.changedAt ?? null,
    mergedIds: kept?.mergedIds ?? [],
    links: kept?.links.map(({ field, id }) => `${field} ${id}`) ?? [],
    linkedIds: [...new Set(kept?.links.map(({ id }) => id))],
  };
}

/** A passage without its vector; one that the server has already keeps the vector it has there. */
export function passageDocument({ id, facets }: IndexDocument, { key, lang, text }: Passage): Stored {
  return { [PRIMARY_KEY]: passagePk(id, key), type: 'passage', record: id, key, lang, text, ...facetFields(facets) };
}

export function vectorFields(vector: readonly number[], model: string): Stored {
  return { embedded: model, _vectors: { [embedderName(vector.length)]: { embeddings: [vector], regenerate: false } } };
}

/** What is known of passages in the server. */
export const KnownPassage = z.object({
  pk: z.string(),
  key: z.string(),
  _vectors: z.record(z.string(), z.object({ embeddings: z.array(z.array(z.number())) })).optional(),
});

/** The vector of a passage as the server gives it back. */
export function vectorOf({ _vectors }: z.output<typeof KnownPassage>): number[] | undefined {
  return Object.values(_vectors ?? {})[0]?.embeddings[0];
}
