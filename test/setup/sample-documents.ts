import type { FacetValues, IndexDocument, KeywordFields, Passage, SearchIndex } from '../../indexer/index/search-index.ts';

/** Neutral documents for an engine, made by hand: what is not given is empty. */
export interface Given {
  facets?: Partial<FacetValues>;
  zh?: Partial<KeywordFields>;
  en?: Partial<KeywordFields>;
  /** Texts of Chinese passages; a passage's key is its text. */
  passages?: string[];
}

const nothing: KeywordFields = { title: '', names: '', summary: '', detail: '' };

export function sampleDocument(id: string, given: Given = {}): IndexDocument {
  return {
    id,
    facets: {
      kind: 'case',
      industry: [],
      problem: [],
      process: [],
      measure: [],
      costClass: [],
      region: [],
      evidence: [],
      technique: [],
      ...given.facets,
    },
    keyword: { zh: { ...nothing, ...given.zh }, en: { ...nothing, ...given.en } },
    passages: (given.passages ?? []).map((text): Passage => ({ key: text, lang: 'zh', text })),
  };
}

/** Puts documents in as one change. */
export async function put(index: SearchIndex, ...documents: IndexDocument[]): Promise<void> {
  await index.apply(
    documents.map((document) => ({ put: document })),
    { library: 'test', sequence: 1 },
  );
}

export const idsOf = (hits: { id: string }[]): string[] => hits.map(({ id }) => id);

/** A unit vector in the plane, given by its angle in degrees. */
export function direction(degrees: number): Float32Array {
  const angle = (degrees / 180) * Math.PI;
  return Float32Array.from([Math.cos(angle), Math.sin(angle), 0]);
}

/** Gives each passage, by its text, the vector in that direction. */
export async function pointPassages(index: SearchIndex, angles: Record<string, number>): Promise<void> {
  await index.putVectors(Object.entries(angles).map(([key, degrees]) => ({ key, vector: direction(degrees) })));
}
