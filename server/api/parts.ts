import { z } from 'zod';

import { Money, Value } from '../../corpus/kinds/figures.ts';
import { Kind } from '../../corpus/kinds/kinds.ts';
import { CostClass, EvidenceGrade, Id, Measure, Validity } from '../../corpus/kinds/record.ts';
import { Text } from '../../corpus/kinds/text.ts';

/** Parts that several answers share. Everything the server says is described by these schemas, and the page's types come from them. */

export const LangParameter = z.enum(['zh', 'en']);

/** Longest question taken, in characters: far beyond what a person types, short of what could stall the model. */
export const MAX_QUESTION = 1000;

export const Question = z.string().max(MAX_QUESTION, `a question has at most ${MAX_QUESTION} characters`);

/** Milliseconds by stage. */
export const Took = z.record(z.string(), z.number());

/** A record as lists show it. */
export const RecordCard = z.object({
  id: Id,
  kind: Kind,
  title: Text,
  summary: Text,
  industries: z.array(z.string()),
  problems: z.array(z.string()),
  measure: Measure.optional(),
  costClass: CostClass.optional(),
  place: Text.optional(),
  year: z.number().optional(),
  evidence: EvidenceGrade.optional(),
  investment: Money.optional(),
  annualSaving: Money.optional(),
  paybackYears: Value.optional(),
  /** Of policies, benchmarks and standards: whether they still hold. */
  validity: Validity.shape.status.optional(),
});
export type RecordCard = z.infer<typeof RecordCard>;

/** A record as it is named beside another. */
export const RecordName = RecordCard.pick({ id: true, kind: true, title: true, validity: true });
export type RecordName = z.infer<typeof RecordName>;

/** One field that differs between two texts of a record: absent on the side where it is not there. */
export const Difference = z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() });
export type Difference = z.infer<typeof Difference>;

/** RFC 9457. `errors` names each field that is wrong. */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** What a person is told, in both languages: the detail, or the title where there is none. */
  text: Text.optional(),
  instance: z.string().optional(),
  /** Also in the header x-request-id and in the server's log. */
  requestId: z.string().optional(),
  errors: z
    .array(
      z.object({
        field: z.string(),
        message: z.string(),
        /** The same in both languages. */
        text: Text.optional(),
      }),
    )
    .optional(),
  /** How long to wait, where there were too many attempts. */
  retryAfterSeconds: z.number().int().optional(),
  /** What stands now, where it was changed meanwhile, and how it differs from what was sent. */
  current: z.unknown().optional(),
  differences: z.array(Difference).optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;
