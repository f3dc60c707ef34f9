import { z } from 'zod';

import { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { RecordCard } from './parts.ts';

/** Names of the codes a record uses, so that a page needs no second request. */
export const CodeNames = z.record(z.string(), z.object({ zh: z.string(), en: z.string() }));

export const RecordAnswer = z.object({
  record: LibraryRecord,
  revision: z.number().int(),
  changedAt: z.string(),
  /** The id asked for, where it was merged into this record. */
  redirectedFrom: z.string().optional(),
  names: CodeNames,
  /** Records this one names. */
  links: z.array(RecordCard.extend({ field: z.string() })),
  /** Records that name this one. */
  linkedFrom: z.array(RecordCard.extend({ field: z.string() })),
  similar: z.array(RecordCard),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

export const VocabularyEntry = z.object({
  code: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  aliases: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  parent: z.string().optional(),
  kind: z.string().optional(),
  industries: z.array(z.string()).optional(),
});
export const VocabularyAnswer = z.object({ name: z.string(), entries: z.array(VocabularyEntry) });
export type VocabularyAnswer = z.infer<typeof VocabularyAnswer>;

export const HealthAnswer = z.object({
  status: z.enum(['ready', 'filling', 'keyword-only']),
  /** What the status means, where there is something to say. */
  detail: z.string().optional(),
  version: z.string(),
  index: z.object({
    records: z.number().int(),
    passages: z.number().int(),
    vectors: z.number().int(),
    engine: z.string(),
    generation: z.string(),
  }),
  embedder: z.string().optional(),
});
export type HealthAnswer = z.infer<typeof HealthAnswer>;

export const LiveAnswer = z.object({ status: z.literal('alive') });
export const ReadyAnswer = z.object({ status: z.literal('ready') });
