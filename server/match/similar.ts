import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { RecordSource } from '../records.ts';
import { fuse } from './fuse.ts';
import { type Engine, retrieve } from './retrieve.ts';

/** Records that tell of something like this one: its title is asked as a question, its codes are what is understood. */
export async function similarTo(engine: Engine, source: RecordSource, record: LibraryRecord, limit = 6): Promise<LibraryRecord[]> {
  const part = (code: string) => ({ code, name: { zh: code }, by: 'given' as const, confidence: 1 });
  const understood = {
    industries: record.industries.filter((code) => code !== '*').map(part),
    problems: record.problems.map(part),
    processes: record.processes.map(part),
    terms: [],
    unwanted: [],
  };
  const retrieved = await retrieve(engine, record.title.zh, understood, { depth: 60 });
  const records = await source.many(new Set([...retrieved.keyword, ...retrieved.semantic].map(({ id }) => id)));
  return fuse(retrieved, records, understood)
    .map((candidate) => candidate.record)
    .filter(({ id, kind }) => id !== record.id && kind !== 'standard')
    .slice(0, limit);
}
