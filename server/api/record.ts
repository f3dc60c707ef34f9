import { z } from 'zod';

import { Value } from '../../corpus/kinds/figures.ts';
import { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { Text } from '../../corpus/kinds/text.ts';
import { RecordCard } from './parts.ts';

/** Names of the codes a record uses, so that a page needs no second request. */
export const CodeNames = z.record(z.string(), z.object({ zh: z.string(), en: z.string() }));

/** A metric in the form in which it can stand beside those of other records: the shared name, and a unit that an exact factor leads to. */
export const ComparableMetric = z.object({
  /** Its place among the record's metrics, which keep what the source printed. */
  metric: z.number().int(),
  code: z.string(),
  name: Text,
  value: Value,
  unit: z.string(),
});
export type ComparableMetric = z.infer<typeof ComparableMetric>;

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
  comparable: z.array(ComparableMetric),
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
