import { type LibraryRecord, linksOf } from '../corpus/kinds/kinds.ts';
import type { Change, Library } from '../corpus/library.ts';
import type { VectorCache } from './embed/cache.ts';
import type { Embedder } from './embed/embedder.ts';
import type { IndexChange, IndexDocument, KeptRecord, SearchIndex } from './index/search-index.ts';
import { documentOf, type TechniqueNames } from './passages.ts';

/**
 * Library → index. Incremental: the index remembers how far into the library's sequence it has come, and moves that mark
 * in the same transaction as the records, so that a kill at any moment costs at most the batch under way.
 */

export interface Progress {
  /** What is being done. */
  stage: 'keyword' | 'vectors';
  done: number;
  total: number;
}

export type OnProgress = (progress: Progress) => void;

/** Records a transaction: few enough that the first are soon findable. */
const KEYWORD_BATCH = 50;
const VECTOR_BATCH = 16;
/** Passages without a vector are looked for so many at a time: looking goes through all passages. */
const VECTOR_PAGE = 512;

/** Brings the keyword index up to the library. Gives the number of records worked on. */
export async function syncIndex(
  library: Library,
  index: SearchIndex,
  onProgress: OnProgress = () => {},
  signal?: AbortSignal,
): Promise<number> {
  const position = await index.position();
  if (position ? position.library !== library.identity : index.fillsWhole) {
    await rebuildIndex(library, index, onProgress);
    return library.count().published;
  }
  const toDocument = documentsFrom(library, index);
  const size = Math.max(KEYWORD_BATCH, index.batch ?? 0);
  // What is saved while batches are written waits for the next time: the mark must not pass it.
  const upTo = library.sequence;
  const changes = library.changesSince(position?.sequence ?? 0);
  const affected = position ? withDependents(changes, library, position.sequence) : changes;
  for (let at = 0; at < affected.length && !signal?.aborted; at += size) {
    const batch = affected.slice(at, at + size);
    const sequence = at + size < affected.length ? (batch.at(-1)?.sequence ?? 0) : upTo;
    await index.apply(
      batch.map(({ id, record }): IndexChange => (record ? { put: toDocument(record) } : { remove: id })),
      { library: library.identity, sequence },
    );
    onProgress({ stage: 'keyword', done: Math.min(at + size, affected.length), total: affected.length });
    await new Promise(setImmediate);
  }
  return affected.length;
}

/** Builds the whole index beside the old one and swaps it in. */
export async function rebuildIndex(library: Library, index: SearchIndex, onProgress: OnProgress = () => {}): Promise<void> {
  const toDocument = documentsFrom(library, index);
  const sequence = library.sequence;
  const records = library.published();
  function* documents() {
    for (const [i, record] of records.entries()) {
      yield toDocument(record);
      if ((i + 1) % KEYWORD_BATCH === 0 || i + 1 === records.length) onProgress({ stage: 'keyword', done: i + 1, total: records.length });
    }
  }
  await index.rebuild(documents(), { library: library.identity, sequence });
}

/** Embeds every passage that has no vector yet. Stops between batches when `signal` is aborted. */
export async function fillVectors(
  index: SearchIndex,
  embedder: Embedder,
  cache: VectorCache,
  onProgress: OnProgress = () => {},
  signal?: AbortSignal,
): Promise<number> {
  await index.useModel(embedder.id);
  const { passages, vectors } = await index.stats();
  let done = vectors;
  const size = Math.max(VECTOR_BATCH, index.batch ?? 0);
  for (let page = await index.passagesWithoutVector(VECTOR_PAGE); page.length > 0; page = await index.passagesWithoutVector(VECTOR_PAGE)) {
    for (let at = 0; at < page.length; at += size) {
      const batch = page.slice(at, at + size);
      const made = await cache.embedPassages(
        embedder,
        batch.map(({ text }) => text),
      );
      if (signal?.aborted) return done - vectors;
      await index.putVectors(batch.flatMap(({ key }, i) => (made[i] ? [{ key, vector: made[i] }] : [])));
      done += batch.length;
      onProgress({ stage: 'vectors', done, total: passages });
    }
  }
  return done - vectors;
}

/** Embeds the passages of these records, so that what was just published is found by meaning before all others are embedded. */
export async function embedRecords(
  library: Library,
  index: SearchIndex,
  embedder: Embedder,
  cache: VectorCache,
  ids: string[],
): Promise<void> {
  const toDocument = documentsFrom(library, index);
  const passages = ids.flatMap((id) => {
    const stored = library.get(id);
    return stored?.state === 'published' ? toDocument(stored.record).passages : [];
  });
  const vectors = await cache.embedPassages(
    embedder,
    passages.map(({ text }) => text),
  );
  await index.putVectors(passages.flatMap(({ key }, i) => (vectors[i] ? [{ key, vector: vectors[i] }] : [])));
}

/** How a record becomes what this index is given. */
function documentsFrom(library: Library, index: SearchIndex): (record: LibraryRecord) => IndexDocument {
  const techniqueNames = techniqueNamesFrom(library);
  const merged = new Map<string, string[]>();
  for (const { from } of index.keepsRecords ? library.redirects() : []) {
    const to = library.resolve(from);
    merged.set(to, [...(merged.get(to) ?? []), from]);
  }
  const keptOf = (record: LibraryRecord): KeptRecord => {
    const { revision, changedAt } = library.get(record.id) ?? { revision: 1, changedAt: '' };
    return { json: JSON.stringify(record), revision, changedAt, mergedIds: merged.get(record.id) ?? [], links: linksOf(record) };
  };
  return (record) => ({
    ...documentOf(withLinksResolved(record, library), techniqueNames),
    kept: index.keepsRecords ? keptOf(record) : undefined,
  });
}

/**
 * A technique's names stand in the keyword columns of its cases: when they change, or it was retired or merged, the cases are
 * indexed again. They come first and leave the mark where it is, so that a kill among them loses none.
 */
function withDependents(changes: Change[], library: Library, mark: number): Change[] {
  const techniques = new Set(changes.filter(({ record }) => !record || record.kind === 'technique').map(({ id }) => id));
  if (techniques.size === 0) return changes;
  const listed = new Set(changes.map(({ id }) => id));
  const dependents = new Map<string, Change>();
  const depends = (id: string) => {
    if (listed.has(id) || dependents.has(id)) return;
    const stored = library.get(id);
    if (stored?.state === 'published') dependents.set(id, { sequence: mark, id, record: stored.record });
  };
  // What another record was merged into answers to that one's id too.
  for (const { id, record } of changes) if (!record) depends(library.resolve(id));
  for (const technique of techniques) {
    for (const { id, field } of library.linksTo(technique)) if (field === 'techniques' || field === 'broader') depends(id);
  }
  return [...dependents.values(), ...changes];
}

/** The record with the ids of merged techniques replaced by those that stand for them now: the index knows no redirects. */
function withLinksResolved(record: LibraryRecord, library: Library): LibraryRecord {
  if (record.kind === 'technique') return record.broader ? { ...record, broader: library.resolve(record.broader) } : record;
  return 'techniques' in record ? { ...record, techniques: [...new Set(record.techniques.map((id) => library.resolve(id)))] } : record;
}

function techniqueNamesFrom(library: Library): TechniqueNames {
  const known = new Map<string, ReturnType<TechniqueNames>>();
  return (id) => {
    if (!known.has(id)) {
      const stored = library.get(id);
      const record = stored?.state === 'published' ? stored.record : undefined;
      known.set(id, record?.kind === 'technique' ? { title: record.title, aliases: record.aliases } : undefined);
    }
    return known.get(id);
  };
}
