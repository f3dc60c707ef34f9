import { z } from 'zod';

import { Metric, Money, Value } from './figures.ts';
import { baseFields, CostClass, Id } from './record.ts';

/** The eight aspects from which an audit draws its schemes, and end-of-pipe, which audits list apart. */
export const Aspect = z.enum([
  'inputs',
  'technology',
  'equipment',
  'process-control',
  'product',
  'waste',
  'management',
  'employees',
  'end-of-pipe',
]);
export type Aspect = z.infer<typeof Aspect>;

/** One row of an audit (方案): where, what, changed to what; every figure is the one its source gives for this measure. */
export const Scheme = z.strictObject({
  kind: z.literal('scheme'),
  ...baseFields,
  aspect: Aspect,
  costClass: CostClass.optional(),
  investment: Money.optional(),
  yearlyBenefit: Money.optional(),
  paybackYears: Value.optional(),
  savings: z.array(Metric).default([]),
  state: z.enum(['implemented', 'under-way', 'planned', 'shelved', 'unknown']).default('unknown'),
  /** The record the row is drawn from; its sources are this row's sources. */
  from: Id,
  techniques: z.array(Id).default([]),
});
export type Scheme = z.infer<typeof Scheme>;
