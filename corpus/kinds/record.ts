import { z } from 'zod';

import { Metric, Money, Value } from './figures.ts';
import { Text } from './text.ts';

/** Ids are permanent and public: they stand in addresses, citations and other records. */
export const Id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case letters and digits joined by hyphens')
  .max(100);

const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is written 2026, 2026-07 or 2026-07-31');

export const Source = z.strictObject({
  title: z.string().trim().min(1, 'a source needs its title'),
  issuer: z.string().trim().min(1).optional(),
  year: z.number().int().min(1800).max(2100).optional(),
  url: z.url({ protocol: /^https?$/, error: 'a web address beginning with http:// or https:// is expected' }).optional(),
  lang: z.enum(['zh', 'en']).optional(),
  /** When somebody last looked at it under its address. */
  retrieved: date.optional(),
});
export type Source = z.infer<typeof Source>;

/** GB/T 4754-2017 code with its section letter (C3071), or * for any industry. */
export const IndustryCode = z.string().regex(/^(\*|[A-T](\d{2,4})?)$/, 'an industry code such as C3071, C17 or * is expected');

/** GB/T 2260 six digits or CN for China, ISO 3166-1 alpha-2 for elsewhere. */
export const RegionCode = z
  .string()
  .regex(/^(\d{6}|[A-Z]{2})$/, 'a region code of six digits (GB/T 2260) or two capitals (ISO 3166) is expected');

export const Measure = z.enum([
  'material-substitution',
  'process-technology',
  'equipment',
  'process-control',
  'product-change',
  'recycling',
  'management',
  'training',
  'end-of-pipe',
]);
export type Measure = z.infer<typeof Measure>;

export const CostClass = z.enum(['none-low', 'medium-high']);
export type CostClass = z.infer<typeof CostClass>;

/** How far what a record says has been proven; ordered from weakest to strongest in GRADES. */
export const EvidenceGrade = z.enum(['planned', 'calculated', 'reported', 'measured', 'appraised']);
export type EvidenceGrade = z.infer<typeof EvidenceGrade>;
export const GRADES = EvidenceGrade.options;

/** Whether a policy, benchmark or standard still holds. Where that is not known, `unknown` says so. */
export const Validity = z.strictObject({
  status: z.enum(['in-force', 'ended', 'replaced', 'draft', 'unknown']),
  from: date.optional(),
  to: date.optional(),
  replacedBy: z.string().optional(),
  note: Text.optional(),
});
export type Validity = z.infer<typeof Validity>;

/** What every record has, whatever its kind. */
export const baseFields = {
  id: Id,
  title: Text,
  summary: Text,
  industries: z.array(IndustryCode).min(1, 'at least one industry code, or *'),
  /** The industry as the source words it, where that says more than the code. */
  industryText: Text.optional(),
  processes: z.array(z.string()).default([]),
  /** The process step as the source words it. */
  processText: Text.optional(),
  problems: z.array(z.string()).default([]),
  sources: z.array(Source).default([]),
};

/** What a published account of a measure may tell: shared by cases, techniques, benchmarks and policies. */
export const accountFields = {
  measure: Measure.optional(),
  costClass: CostClass.optional(),
  place: Text.optional(),
  region: RegionCode.optional(),
  year: z.number().int().min(1900).max(2100).optional(),
  scale: Text.optional(),
  applicability: Text.optional(),
  limits: Text.optional(),
  metrics: z.array(Metric).default([]),
  investment: Money.optional(),
  annualSaving: Money.optional(),
  /** Years, as the source states it; never computed from the two sums. */
  paybackYears: Value.optional(),
};
