import { z } from 'zod';

import { accountFields, baseFields, Validity } from './record.ts';
import { Text } from './text.ts';

/** Money, duty or recognition. One that has ended is never offered as money. */
export const Policy = z.strictObject({
  kind: z.literal('policy'),
  ...baseFields,
  ...accountFields,
  type: z.enum(['money', 'duty', 'recognition', 'information', 'demonstration']).optional(),
  gives: Text.optional(),
  whoQualifies: Text.optional(),
  validity: Validity.default({ status: 'unknown' }),
});
export type Policy = z.infer<typeof Policy>;
