import { z } from 'zod';

import { Kind } from '../../corpus/kinds/kinds.ts';
import { CostClass, EvidenceGrade, IndustryCode, Measure, RegionCode } from '../../corpus/kinds/record.ts';
import { LangParameter, Question, RecordCard, Took } from './parts.ts';

/** A query parameter that may be repeated. */
const repeated = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined ? undefined : Array.isArray(value) ? value : [value]), z.array(item).max(50).optional());

/** A whole number in an address; an empty one is none, not 0. */
const whole = (min: number, max: number) =>
  z.preprocess((value) => (value === '' ? Number.NaN : value), z.coerce.number().int().min(min).max(max));

const code = z.string().min(1).max(100);
const year = whole(1900, 2100).optional();

export const SearchParameters = z.object({
  q: Question.default(''),
  kind: repeated(Kind),
  industry: repeated(IndustryCode),
  problem: repeated(code),
  process: repeated(code),
  measure: repeated(Measure),
  costClass: repeated(CostClass),
  region: repeated(RegionCode),
  evidence: repeated(EvidenceGrade),
  technique: repeated(code),
  yearFrom: year,
  yearTo: year,
  sort: z.enum(['relevance', 'newest', 'title']).default('relevance'),
  lang: LangParameter.default('zh'),
  limit: whole(0, 200).default(20),
  offset: whole(0, 10_000).default(0),
});
export type SearchParameters = z.infer<typeof SearchParameters>;

export const SearchResult = RecordCard.extend({
  /** Parts of the text around the question's words; the words themselves are between [start, end) of the excerpt. */
  highlights: z.array(z.object({ field: z.string(), text: z.string(), marks: z.array(z.tuple([z.number(), z.number()])) })),
  score: z.number(),
});
export type SearchResult = z.infer<typeof SearchResult>;

export const SearchAnswer = z.object({
  /** Results there are to page through: at most 2,000 of words. */
  total: z.number().int(),
  results: z.array(SearchResult),
  /** Counts per value over all results, by facet. */
  facets: z.record(z.string(), z.record(z.string(), z.number().int())),
  /** `keyword` while no embeddings can be used. */
  mode: z.enum(['hybrid', 'keyword']),
  took: Took,
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
