import { z } from 'zod';

import { Text } from '../../../corpus/kinds/text.ts';
import { Difference } from '../parts.ts';

/** What is wrong in a field, said in both languages, with what could stand there instead. */

export const FieldProblem = z.object({
  /** As people write it: `metrics[2].unit`. */
  field: z.string(),
  message: Text,
  /** An error keeps a record from being published; a warning does not. What is no record at all cannot be saved either. */
  severity: z.enum(['not-a-record', 'error', 'warning']),
  /** Codes of the vocabulary, or ids of records, that may be meant. */
  proposals: z.array(z.object({ code: z.string(), name: Text })).optional(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

export { Difference };
