import { z } from 'zod';

import { Value } from './figures.ts';
import { accountFields, baseFields, Id, Validity } from './record.ts';
import { Text } from './text.ts';

/** One value of an indicator that a program can compare with; `is` says what the value is, so that it is not taken for another. */
export const BenchmarkValue = z.strictObject({
  indicator: Text,
  /** Code of vocabulary/metrics.csv. */
  metric: z.string().optional(),
  unit: z.string().min(1),
  direction: z.enum(['lower-is-better', 'higher-is-better']),
  is: z.enum(['level-1', 'level-2', 'level-3', 'limit', 'access', 'advanced', 'average', 'best-seen']),
  value: Value,
  scope: Text.optional(),
});
export type BenchmarkValue = z.infer<typeof BenchmarkValue>;

/** A norm, limit or level. The metrics are the source's figures; `values` are those of them a program can use. */
export const Benchmark = z.strictObject({
  kind: z.literal('benchmark'),
  ...baseFields,
  ...accountFields,
  standard: Id.optional(),
  validity: Validity.default({ status: 'unknown' }),
  values: z.array(BenchmarkValue).default([]),
  /** Why no value of it can be compared by a program. */
  notUsableBecause: Text.optional(),
  techniques: z.array(Id).default([]),
});
export type Benchmark = z.infer<typeof Benchmark>;
