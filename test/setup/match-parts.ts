import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { Library } from '../../corpus/library.ts';
import type { Hit } from '../../indexer/index/search-index.ts';
import type { Understood, UnderstoodPart } from '../../server/api/recommend.ts';
import { type Candidate, fuse, SIGNAL_NAMES, type SignalValues } from '../../server/match/fuse.ts';
import type { Retrieved } from '../../server/match/retrieve.ts';
import { LibraryRecords } from '../../server/records.ts';
import { bringTo } from './desk-steps.ts';

/** The values that pass from one step of matching to the next, made by hand: what is not given is empty. */

export const part = (code: string): UnderstoodPart => ({ code, name: { zh: code, en: code }, by: 'given', confidence: 1 });

export function understoodOf(fields: Partial<Understood> = {}): Understood {
  return { industries: [], problems: [], processes: [], terms: [], unwanted: [], ...fields };
}

/** Hits with these scores, best first, as an index gives them. */
export function hitsOf(scores: Record<string, number>): Hit[] {
  return Object.entries(scores)
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score);
}

export function retrievedOf(fields: Partial<Retrieved> = {}): Retrieved {
  return { keyword: [], semantic: [], mode: 'hybrid', took: { embed: 0, keyword: 0, semantic: 0 }, ...fields };
}

export const byId = (records: LibraryRecord[]): Map<string, LibraryRecord> => new Map(records.map((record) => [record.id, record]));

/** The signals of each record, for a question of which this was found and understood. */
export function signalsById(
  records: LibraryRecord[],
  understood: Partial<Understood> = {},
  retrieved: Partial<Retrieved> = {},
): Record<string, SignalValues> {
  const candidates = fuse(retrievedOf(retrieved), byId(records), understoodOf(understood));
  return Object.fromEntries(candidates.map(({ record, values }) => [record.id, values]));
}

/** A candidate whose words alone speak for it, this much. */
export function candidateOf(record: LibraryRecord, keyword: number): Candidate {
  const nothing = Object.fromEntries(SIGNAL_NAMES.map((name) => [name, 0])) as SignalValues;
  return { record, values: { ...nothing, keyword }, score: keyword, cosine: 0 };
}

/** A library in memory in which these are published. */
export function publishedRecords(...records: LibraryRecord[]): LibraryRecords {
  const library = new Library(':memory:');
  for (const record of records) bringTo(library, record);
  return new LibraryRecords(library);
}
