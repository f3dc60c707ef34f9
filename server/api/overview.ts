import { z } from 'zod';

import { BenchmarkValue } from '../../corpus/kinds/benchmark.ts';
import { Id, Validity } from '../../corpus/kinds/record.ts';
import { Text } from '../../corpus/kinds/text.ts';

/** How thickly the library covers industries and problems. */
export const CoverageAnswer = z.object({
  industries: z.array(z.object({ code: z.string(), name: Text })),
  problems: z.array(z.object({ code: z.string(), name: Text, kind: z.string() })),
  cells: z.array(z.object({ industry: z.string(), problem: z.string(), techniques: z.number().int(), cases: z.number().int() })),
});
export type CoverageAnswer = z.infer<typeof CoverageAnswer>;

/** Benchmark values a program can compare a plant's figure with, each with the record it stands in. */
export const IndicatorsAnswer = z.object({
  indicators: z.array(
    BenchmarkValue.extend({
      benchmark: Id,
      title: Text,
      industries: z.array(z.string()),
      validity: Validity.shape.status,
      /** The unit to which values of this one can be converted exactly, and the factor. */
      base: z.object({ unit: z.string(), factor: z.number() }).optional(),
      techniques: z.array(z.object({ id: Id, title: Text })),
    }),
  ),
  /** Units by dimension that a figure may be entered in, with the exact factor to the base. */
  units: z.array(z.object({ unit: z.string(), base: z.string(), factor: z.number(), name: Text })),
});
export type IndicatorsAnswer = z.infer<typeof IndicatorsAnswer>;

/** The plan of 2011–2020: tables as printed, each row with its doubt where there is one. */
export const PlanAnswer = z.object({
  tables: z.record(z.string(), z.object({ rows: z.array(z.looseObject({ doubt: Text.optional() })), doubts: z.array(Text) })),
});
export type PlanAnswer = z.infer<typeof PlanAnswer>;

export const RemarkRequest = z.strictObject({
  record: Id,
  kind: z.enum(['useful', 'not-useful', 'wrong-figure']),
  /** Which figure is wrong, as it is shown. */
  figure: z.string().max(300).optional(),
  text: z.string().max(2000).optional(),
});
export type RemarkRequest = z.infer<typeof RemarkRequest>;
