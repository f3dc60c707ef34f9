import { z } from 'zod';

import { accountFields, baseFields, EvidenceGrade, Id, Measure } from './record.ts';

/** One plant that did it: the evidence on which recommendations rest. */
export const Case = z.strictObject({
  kind: z.literal('case'),
  ...baseFields,
  ...accountFields,
  measure: Measure,
  problems: z.array(z.string()).min(1, 'a case names at least one problem'),
  techniques: z.array(Id).default([]),
  evidence: EvidenceGrade.optional(),
  /** Why the evidence has that grade: who vouches for the figures, and what the source is (corpus/check/evidence.ts). */
  evidenceBasis: z.string().optional(),
  /** Other records of the same plant and measure: together they count as one plant. */
  samePlantAs: z.array(Id).default([]),
});
export type Case = z.infer<typeof Case>;
