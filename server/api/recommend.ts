import { z } from 'zod';

import { Currency } from '../../corpus/kinds/figures.ts';
import { IndustryCode, RegionCode } from '../../corpus/kinds/record.ts';
import { Text } from '../../corpus/kinds/text.ts';
import { LangParameter, Question, RecordCard, RecordName, Took } from './parts.ts';

const code = z.string().min(1).max(100);

export const RecommendRequest = z
  .strictObject({
    text: Question.optional(),
    industry: IndustryCode.optional(),
    problems: z.array(code).max(37).optional(),
    processes: z.array(code).max(20).optional(),
    /** The most that may be invested. */
    budget: z.strictObject({ max: z.number().positive().max(1e12), currency: Currency.default('CNY') }).optional(),
    paybackYears: z.number().positive().max(100).optional(),
    region: RegionCode.optional(),
    /** Parts of the text the user says were misunderstood, as `industry:C3071` or `problem:so2`. */
    ignore: z.array(z.string().max(120)).max(50).optional(),
    lang: LangParameter.default('zh'),
    limit: z.number().int().min(1).max(50).default(10),
  })
  .refine((request) => request.text?.trim() || request.industry || request.problems?.length || request.processes?.length, {
    path: ['text'],
    message: 'a question, an industry, a problem or a process is expected',
  });
export type RecommendRequest = z.infer<typeof RecommendRequest>;

/** One thing that was understood. `start` and `end` are where in the text it was found; absent for what was given outright. */
export const UnderstoodPart = z.object({
  code: z.string(),
  name: Text,
  surface: z.string().optional(),
  start: z.number().int().optional(),
  end: z.number().int().optional(),
  /** `given` by the request, `named` in the text, `spelling` with a typing error mended, `implied` by a process, or `meaning`: nearest by embedding. */
  by: z.enum(['given', 'named', 'spelling', 'implied', 'meaning']),
  confidence: z.number().min(0).max(1),
});
export type UnderstoodPart = z.infer<typeof UnderstoodPart>;

const found = { surface: z.string().optional(), start: z.number().int().optional(), end: z.number().int().optional() };

export const Understood = z.object({
  industries: z.array(UnderstoodPart),
  problems: z.array(UnderstoodPart),
  processes: z.array(UnderstoodPart),
  terms: z.array(UnderstoodPart),
  budget: z.object({ max: z.number(), currency: z.string(), ...found }).optional(),
  paybackYears: z.object({ max: z.number(), ...found }).optional(),
  region: UnderstoodPart.optional(),
  yearFrom: z.object({ year: z.number().int(), ...found }).optional(),
  /** Size of the plant in the user's words: it is shown, not ranked by. */
  size: z.object({ surface: z.string(), start: z.number().int(), end: z.number().int() }).optional(),
  /** Things the user does not want: vocabulary words, or `end-of-pipe`, `shutdown`. */
  unwanted: z.array(UnderstoodPart),
  /** The text with its typing errors mended, where there were any: this is what was searched for. */
  corrected: z.string().optional(),
});
export type Understood = z.infer<typeof Understood>;

/** How much of a score a signal gives: without it the score would be lower by this share. */
export const SignalShare = z.object({ signal: z.string(), share: z.number(), label: z.string() });

/** A true sentence made from the evidence, in the language asked for. */
export const Reason = z.object({ about: z.string(), text: z.string(), records: z.array(z.string()).default([]) });
export type Reason = z.infer<typeof Reason>;

/** Over cited evidence only: same metric, unit, basis and currency. */
export const FigureRange = z.object({
  key: z.string(),
  name: Text,
  unit: z.string(),
  basis: Text.optional(),
  min: z.number(),
  median: z.number(),
  max: z.number(),
  /** Number of records, one plant counted once. */
  n: z.number().int(),
  points: z.array(z.object({ id: z.string(), low: z.number(), high: z.number() })),
});
export type FigureRange = z.infer<typeof FigureRange>;

export const Evidence = RecordCard.extend({
  score: z.number(),
  industryNames: z.array(Text),
  /** Another record of the same plant and measure stands above and is counted for both. */
  samePlantAs: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Recommendation = z.object({
  technique: RecordCard,
  score: z.number(),
  /** 0 to 1: calibrated over questions whose right answers are known. */
  fit: z.number().min(0).max(1),
  shares: z.array(SignalShare),
  reasons: z.array(Reason),
  /** What speaks against it. */
  against: z.array(Reason),
  evidence: z.array(Evidence),
  /** Plants by evidence grade, each plant once. */
  /** Of the evidence; `more` are records of the technique beyond it, which no figure here counts. */
  plants: z.object({ total: z.number().int(), byGrade: z.record(z.string(), z.number().int()), more: z.number().int() }),
  figures: z.array(FigureRange),
  limits: Text.optional(),
  policies: z.array(RecordName),
  benchmarks: z.array(RecordName),
});
export type Recommendation = z.infer<typeof Recommendation>;

export const GuidePassage = z.object({ id: z.string(), title: Text, section: z.string(), excerpt: z.string(), score: z.number() });

export const RecommendAnswer = z.object({
  match: z.enum(['good', 'weak', 'none']),
  understood: Understood,
  recommendations: z.array(Recommendation),
  guides: z.array(GuidePassage),
  policies: z.array(RecordCard),
  benchmarks: z.array(RecordCard),
  mode: z.enum(['hybrid', 'keyword']),
  took: Took,
});
export type RecommendAnswer = z.infer<typeof RecommendAnswer>;
