import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { normalise } from '../../corpus/vocabulary/normalise.ts';
import { FACETS, type Filter } from '../../indexer/index/search-index.ts';
import { segment } from '../../indexer/text/segment.ts';
import type { SearchAnswer, SearchParameters, SearchResult } from '../api/search.ts';
import { presentCard } from '../present.ts';
import type { RecordSource } from '../records.ts';
import { fuse } from './fuse.ts';
import { type Engine, retrieve } from './retrieve.ts';
import { understand } from './understand.ts';

/** Finds records of any kind: the same signals as a recommendation, without grouping. Without words it lists what the filters let through. */

/** As many results as can be paged through. */
const MOST = 10_200;

/** As many as words find: further ones have hardly a word of the question, and to read and weigh ten thousand takes a second. */
const MOST_BY_WORDS = 2000;

/** A record found by meaning alone is a result only when it is among the nearest: everything has some cosine. */
const NEAREST_BY_MEANING = 50;

export async function search(engine: Engine, source: RecordSource, parameters: SearchParameters): Promise<SearchAnswer> {
  const began = performance.now();
  const filter = filterOf(parameters);
  const text = parameters.q.trim();
  const understood = understand({ text, lang: parameters.lang, limit: 1 });
  const retrieved = text
    ? await retrieve(engine, understood.corrected ?? text, understood, {
        filter,
        depth: MOST_BY_WORDS,
        meanwhile: (keyword) => source.many(keyword.map(({ id }) => id)),
      })
    : undefined;
  let ids: string[];
  const scores = new Map<string, number>();
  let records: Map<string, LibraryRecord>;
  if (retrieved) {
    const byWords = new Set(retrieved.keyword.map(({ id }) => id));
    retrieved.semantic = retrieved.semantic.filter(({ id }, i) => i < NEAREST_BY_MEANING || byWords.has(id));
    records = await source.many(new Set([...retrieved.keyword, ...retrieved.semantic].map(({ id }) => id)));
    const candidates = fuse(retrieved, records, understood);
    ids = candidates.map(({ record }) => record.id);
    for (const { record, score } of candidates) scores.set(record.id, score);
  } else {
    ids = await engine.index.list(filter, MOST);
    records = await source.many(ids);
    ids = ids.filter((id) => records.has(id));
  }
  sortBy(parameters, ids, records);
  const facetsBegan = performance.now();
  const facets = await engine.index.facets(retrieved ? { ids } : filter, FACETS);
  const done = performance.now();
  const page = ids.slice(parameters.offset, parameters.offset + parameters.limit);
  return {
    total: ids.length,
    results: page.flatMap((id) => {
      const record = records.get(id);
      return record ? [presentResult(record, scores.get(id) ?? 0, understood.corrected ?? text, parameters.lang)] : [];
    }),
    facets: facets as SearchAnswer['facets'],
    mode: retrieved?.mode ?? 'keyword',
    took: { ...retrieved?.took, facets: done - facetsBegan, total: performance.now() - began },
  };
}

function filterOf({
  kind,
  industry,
  problem,
  process,
  measure,
  costClass,
  region,
  evidence,
  technique,
  yearFrom,
  yearTo,
}: SearchParameters): Filter {
  return { kind, industry, problem, process, measure, costClass, region, evidence, technique, yearFrom, yearTo };
}

function sortBy({ sort, lang }: SearchParameters, ids: string[], records: Map<string, LibraryRecord>): void {
  if (sort === 'relevance') return;
  const of = (id: string) => records.get(id);
  if (sort === 'newest') ids.sort((a, b) => yearOf(of(b)) - yearOf(of(a)));
  else ids.sort((a, b) => (of(a)?.title[lang] ?? '').localeCompare(of(b)?.title[lang] ?? '', lang));
}

function yearOf(record: LibraryRecord | undefined): number {
  return record && 'year' in record ? (record.year ?? 0) : 0;
}

function presentResult(record: LibraryRecord, score: number, text: string, lang: 'zh' | 'en'): SearchResult {
  const words = new Set(segment(text).filter((word) => word.length > 1));
  const highlights = (['title', 'summary'] as const).flatMap((field) => {
    const value = record[field][lang] ?? record[field].zh;
    const marks = marksOf(value, words);
    return marks.length > 0 ? [{ field, text: value, marks }] : [];
  });
  return { ...presentCard(record), highlights, score };
}

/** Where the words stand in a text, as [start, end) pairs that do not overlap. */
function marksOf(text: string, words: Set<string>): [number, number][] {
  const normal = normalise(text);
  if (normal.length !== text.length) return [];
  const marks: [number, number][] = [];
  for (const word of words) {
    for (let at = normal.indexOf(word); at >= 0; at = normal.indexOf(word, at + word.length)) {
      const end = at + word.length;
      const inLatinWord = /^[a-z\d]/.test(word) && (/[a-z\d]/.test(normal[at - 1] ?? '') || /[a-z\d]/.test(normal[end] ?? ''));
      if (!inLatinWord) marks.push([at, end]);
    }
  }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart: [number, number][] = [];
  for (const mark of marks) {
    const last = apart.at(-1);
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else apart.push(mark);
  }
  return apart;
}
