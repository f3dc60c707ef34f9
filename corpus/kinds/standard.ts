import { z } from 'zod';

import { baseFields, Validity } from './record.ts';

/** A document: its number and title, not its limits. */
export const Standard = z.strictObject({
  kind: z.literal('standard'),
  ...baseFields,
  number: z.string().optional(),
  issuer: z.string().optional(),
  year: z.number().int().min(1949).max(2100).optional(),
  documentKind: z.string(),
  /** `searched`: a text was found that confirms it; `known`: general knowledge, not looked up. */
  checked: z.enum(['searched', 'known']),
  validity: Validity.default({ status: 'unknown' }),
});
export type Standard = z.infer<typeof Standard>;
