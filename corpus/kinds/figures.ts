import { z } from 'zod';

import { Text } from './text.ts';

/**
 * Figures are kept as the source prints them: its own value, its own unit. What the source does not say is absent.
 * The comparable form of a metric is derived where it is needed (vocabulary/units.ts), never stored beside it.
 */

const finite = z.number().refine(Number.isFinite, 'a finite number is expected');

/** One number, or the [low, high] the source gives. */
export const Value = z.union([
  finite,
  z.tuple([finite, finite]).refine(([low, high]) => low <= high, 'a range is written [low, high], low first'),
]);
export type Value = z.infer<typeof Value>;

export const Metric = z.strictObject({
  name: Text,
  /** Code of vocabulary/metrics.csv, where the name means the same as that of other records. */
  code: z.string().optional(),
  value: Value,
  unit: z.string().trim().min(1, 'a figure needs its unit'),
  /** What the figure is counted over or compared with, in the source's words. */
  basis: Text.optional(),
  asPrinted: z.string().optional(),
  /** What makes the figure doubtful, where the source itself gives reason to. */
  doubt: Text.optional(),
});
export type Metric = z.infer<typeof Metric>;

/** ISO 4217 codes. Money is written in whole units of the currency, not in 万元. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'a currency code of three capitals is expected, such as CNY');

export const Money = z.strictObject({
  value: Value,
  currency: Currency,
  note: Text.optional(),
  doubt: Text.optional(),
});
export type Money = z.infer<typeof Money>;

/** [low, high] of a value, both the same for a single number. */
export function bounds(value: Value): [number, number] {
  return typeof value === 'number' ? [value, value] : value;
}
