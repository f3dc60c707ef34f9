import { same } from './difference.ts';
import type { Head } from './heads.ts';
import type { Metric } from './kinds/figures.ts';
import { LibraryRecord } from './kinds/kinds.ts';
import type { Source } from './kinds/record.ts';
import type { Words } from './read/choices.ts';

/**
 * Two records of one thing become one. The text of `into` stands; sources of both are kept, and of `from` what `into` does
 * not say: fields it lacks, codes, links, figures of another name, unit or basis, and English where its Chinese has none. Pure.
 */

export class CannotMerge extends Error {
  readonly words: Words;
  constructor(zh: string, en: string) {
    super(en);
    this.words = { zh, en };
  }
}

export interface Merged {
  record: LibraryRecord;
  /** Both texts were published, so that merging them says nothing that nobody has reviewed. */
  publishedAtOnce: boolean;
}

/** The same with the states they are in. Readers never lose a record by it. */
export function mergeHeads(into: Head, from: Head): Merged {
  if (from.published) {
    const { id } = from.record;
    throw new CannotMerge(
      `${id} 有一份正在修改的稿子:请先发布或放弃`,
      `${id} has a text worked on beside it: publish or discard that first`,
    );
  }
  if (from.state === 'retired' || into.state === 'retired')
    throw new CannotMerge('其中一条已撤下,请先恢复', 'one of them is retired: restore it first');
  if (from.standing === 'published' && into.standing !== 'published')
    throw new CannotMerge(
      '读者看得到要并走的一条,看不到留下的一条:请反过来合并',
      'readers see the one that would go and not the one that stays: merge the other way round',
    );
  const publishedAtOnce = from.state === 'published' && into.state === 'published';
  return { record: mergeRecords(into.record, from.record), publishedAtOnce };
}

type Fields = Record<string, unknown>;

/** Fields that say which record it is and how far it is proven: never taken over. */
const OWN = new Set(['id', 'kind', 'title', 'summary', 'evidence', 'evidenceBasis', 'broader', 'body', 'abstractEn']);

export function mergeRecords(into: LibraryRecord, from: LibraryRecord): LibraryRecord {
  if (into.id === from.id) throw new CannotMerge('记录不能并入它自己', 'a record cannot be merged into itself');
  if (into.kind !== from.kind) throw new CannotMerge('两条记录类别不同,不能合并', `a ${from.kind} cannot be merged into a ${into.kind}`);
  const merged: Fields = { ...into };
  for (const [field, value] of Object.entries(from)) {
    if (!OWN.has(field)) merged[field] = mergeField(field, (into as Fields)[field], value);
  }
  const named = new Set([into.id, from.id]);
  for (const field of ['techniques', 'samePlantAs']) {
    const ids = merged[field];
    if (Array.isArray(ids)) merged[field] = ids.filter((id: string) => !named.has(id));
  }
  return LibraryRecord.parse(merged);
}

function mergeField(field: string, into: unknown, from: unknown): unknown {
  if (into === undefined) return from;
  if (field === 'sources') return union(into as Source[], from as Source[], isSameSource);
  if (field === 'metrics' || field === 'savings') return union(into as Metric[], from as Metric[], isSameFigure);
  if (field === 'industries') return withoutAny(union(into as string[], from as string[], same));
  if (Array.isArray(into) && Array.isArray(from)) return union(into, from, same);
  if (isText(into) && isText(from) && into.en === undefined && into.zh === from.zh) return from;
  if (field === 'aliases') return mergeNames(into as Names, from as Names);
  return into;
}

function union<T>(into: T[], from: T[], isSame: (a: T, b: T) => boolean): T[] {
  return [...into, ...from.filter((item) => !into.some((present) => isSame(present, item)))];
}

/** `*` beside an industry says nothing more. */
function withoutAny(codes: string[]): string[] {
  return codes.some((code) => code !== '*') ? codes.filter((code) => code !== '*') : codes;
}

function isSameSource(a: Source, b: Source): boolean {
  return a.url !== undefined && b.url !== undefined ? a.url === b.url : a.title === b.title && a.year === b.year;
}

/** The same figure told twice is one; where the two differ in value, `into` has the say and `from` stays in the history. */
function isSameFigure(a: Metric, b: Metric): boolean {
  const samePlace = a.unit === b.unit && a.basis?.zh === b.basis?.zh;
  return samePlace && (a.code !== undefined && b.code !== undefined ? a.code === b.code : a.name.zh === b.name.zh);
}

function isText(value: unknown): value is { zh: string; en?: string } {
  return typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string';
}

interface Names {
  zh: string[];
  en: string[];
}

function mergeNames(into: Names, from: Names): Names {
  return { zh: union(into.zh, from.zh, same), en: union(into.en, from.en, same) };
}
