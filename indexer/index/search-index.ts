import type { Kind } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';

/**
 * What an engine must do to find records. It knows neutral documents and gives back ids and scores, never records: those
 * come from the library. test/contract states the behaviour; every engine passes it.
 */

/** Weighted columns of the keyword index. */
export interface KeywordFields {
  title: string;
  /** Names and aliases of the record's industry, process, problem and technique. */
  names: string;
  summary: string;
  /** Everything else worth finding: applicability, limits, metric names, place. */
  detail: string;
}

/** A text to be embedded. Its key is a hash of its content: the same text is embedded once. */
export interface Passage {
  key: string;
  lang: Lang;
  text: string;
}

export interface FacetValues {
  kind: Kind;
  /** The record's industry codes with all that contain them. */
  industry: string[];
  problem: string[];
  process: string[];
  measure: string[];
  costClass: string[];
  /** Region codes, and for Chinese ones the city, the province and CN. */
  region: string[];
  evidence: string[];
  technique: string[];
  year?: number;
}

export const FACETS = ['kind', 'industry', 'problem', 'process', 'measure', 'costClass', 'region', 'evidence', 'technique'] as const;
export type FacetName = (typeof FACETS)[number];

export interface IndexDocument {
  id: string;
  facets: FacetValues;
  keyword: Record<Lang, KeywordFields>;
  passages: Passage[];
  /** The record itself, for an engine that keeps records for servers which have no library. */
  kept?: KeptRecord;
}

/** A published record as a server without a library needs it. */
export interface KeptRecord {
  json: string;
  revision: number;
  /** ISO 8601. */
  changedAt: string;
  /** Ids that were merged into it. */
  mergedIds: string[];
  links: { field: string; id: string }[];
}

export type IndexChange = { put: IndexDocument } | { remove: string };

/** How far into which library's sequence the index has come. */
export interface Position {
  library: string;
  sequence: number;
}

/** Values within one facet are alternatives; different facets all hold. */
export type Filter = Partial<Record<FacetName, string[]>> & { yearFrom?: number; yearTo?: number; ids?: string[] };

export interface KeywordQuery {
  /** The user's own words. */
  text: string;
  /** Synonyms and translations, counted at `expansionWeight` of the user's words. */
  expansions?: string[];
  expansionWeight?: number;
  filter?: Filter;
  limit: number;
}

export interface SemanticQuery {
  vector: Float32Array;
  filter?: Filter;
  /** At most so many; a large index gives the nearest third of them at least. */
  limit: number;
}

/** Higher is better; keyword and semantic scores are not comparable with each other. */
export interface Hit {
  id: string;
  score: number;
  /** Key of the passage that was nearest, for hits by meaning. */
  passage?: string;
}

export interface IndexStats {
  engine: string;
  records: number;
  passages: number;
  /** Passages that have their vector. */
  vectors: number;
  /** Changes whenever the index was built anew. */
  generation: string;
}

/** The engine cannot answer now: it is down, too slow, or says what no engine says. The same call may succeed later. */
export class EngineUnavailable extends Error {}

export type FacetCounts = Partial<Record<FacetName, Record<string, number>>>;

/** What answers questions. */
export interface Searchable {
  keyword(query: KeywordQuery): Promise<Hit[]>;
  semantic(query: SemanticQuery): Promise<Hit[]>;
  /** Both at once, where the engine can do that in one round trip; the same answers as one after the other. */
  both?(keyword: KeywordQuery, semantic: SemanticQuery): Promise<{ keyword: Hit[]; semantic: Hit[] }>;
  /** Ids of the records that pass the filter, in the order of their ids. */
  list(filter: Filter, limit: number): Promise<string[]>;
  /** Counts per value over the records that pass the filter. */
  facets(filter: Filter, names: readonly FacetName[]): Promise<FacetCounts>;
  stats(): Promise<IndexStats>;
}

export interface SearchIndex extends Searchable {
  /** Set where filling an empty index record by record is worse than building it whole. */
  readonly fillsWhole?: boolean;
  /** Set where the engine keeps the records themselves, for servers without a library. */
  readonly keepsRecords?: boolean;
  /** How many records or vectors it likes to take at once, where that is more than it is given otherwise. */
  readonly batch?: number;
  /** Applies all changes and moves the position, or nothing of it. */
  apply(changes: IndexChange[], position: Position): Promise<void>;
  /** Replaces everything; searches see the old index until the new one stands whole. */
  rebuild(documents: Iterable<IndexDocument>, position: Position): Promise<void>;
  position(): Promise<Position | undefined>;
  /** Names the model the vectors come from. Vectors of another model are forgotten. */
  useModel(model: string): Promise<void>;
  /** Passages that have no vector yet. */
  passagesWithoutVector(limit: number): Promise<Passage[]>;
  putVectors(vectors: { key: string; vector: Float32Array }[]): Promise<void>;
  close(): Promise<void>;
}
