import { z } from 'zod';

import { accountFields, baseFields, EvidenceGrade, Id, Measure } from './record.ts';
import { Names, Text } from './text.ts';

/**
 * A proven way of doing something. A canonical technique means one thing and is proven by its cases. A record with
 * `broader` is a form of a canonical technique, or a published description of it: found by itself, but recommended under it.
 */
export const Technique = z.strictObject({
  kind: z.literal('technique'),
  ...baseFields,
  ...accountFields,
  measure: Measure,
  aliases: Names.optional(),
  howItWorks: Text.optional(),
  needs: Text.optional(),
  crossMedia: Text.optional(),
  broader: Id.optional(),
  /** Why a technique stands in the library though no case proves it yet. */
  reasonWithoutCase: Text.optional(),
  evidence: EvidenceGrade.optional(),
  evidenceBasis: z.string().optional(),
});
export type Technique = z.infer<typeof Technique>;
