import { z } from 'zod';

import { baseFields, Id } from './record.ts';
import { Text } from './text.ts';

const Flow = z.array(Text).default([]);

/** One step of the process diagram: what goes in, what comes out, what is lost, and which techniques belong to it. */
export const GuideStep = z.strictObject({
  id: Id,
  name: Text,
  in: Flow,
  out: Flow,
  losses: Flow,
  techniques: z.array(Id).default([]),
});
export type GuideStep = z.infer<typeof GuideStep>;

/** What a newcomer to an industry should read. The body is Markdown; `[[id]]` cites a record. */
export const Guide = z.strictObject({
  kind: z.literal('guide'),
  ...baseFields,
  steps: z.array(GuideStep).default([]),
  body: z.string().min(1, 'a guide needs its text'),
  /** The English abstract. */
  abstractEn: z.string().min(1).optional(),
});
export type Guide = z.infer<typeof Guide>;
