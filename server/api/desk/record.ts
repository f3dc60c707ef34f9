import { z } from 'zod';

import { Kind, LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import { EvidenceGrade, Id } from '../../../corpus/kinds/record.ts';
import { Text } from '../../../corpus/kinds/text.ts';
import { CodeNames } from '../record.ts';
import { Difference, FieldProblem } from './field.ts';

/**
 * Records at the desk. A record's `revision` is its ETag: send it as If-Match with each change. Without it 428 is answered,
 * with another one 412 with `current` (a DeskRecord) and `differences` (from what stands now to what was sent).
 */

export const State = z.enum(['draft', 'in-review', 'published', 'retired']);

export const Action = z.enum([
  'save',
  'submit',
  'send-back',
  'publish',
  'retire',
  'restore',
  'merge',
  'discard',
  'prove',
  'accept-shipped',
]);
export type Action = z.infer<typeof Action>;

/** One step of the evidence chain, and what proves it. */
export const Proof = z.object({
  grade: EvidenceGrade,
  /** Title or number of the document: 监测报告 2026-113. */
  document: z.string(),
  /** Date of the document: 2026, 2026-07 or 2026-07-31. */
  date: z.string(),
  /** Who measured or appraised. */
  who: z.string(),
  url: z.string().optional(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** The revision that has this grade for the first time. */
  revision: z.number().int(),
});
export type Proof = z.infer<typeof Proof>;

export const DeskCard = z.object({
  id: Id,
  kind: Kind,
  title: Text,
  /** Of the newest text, which may be worked on beside the published one. */
  state: State,
  revision: z.number().int(),
  changedAt: z.string(),
  /** E-mail of who made the last change, or `shipped`. */
  author: z.string(),
  /** E-mail of who wrote the text as it stands. */
  writer: z.string(),
  /** Whether readers see the record, in this text or an earlier one. */
  isPublished: z.boolean(),
});
export type DeskCard = z.infer<typeof DeskCard>;

export const DeskListParameters = z.strictObject({
  state: z.union([State, z.array(State)]).optional(),
  kind: z.union([Kind, z.array(Kind)]).optional(),
  /** Words of the title, the summary or the id. */
  q: z.string().max(200).optional(),
  /** E-mail of who wrote or changed it. */
  author: z.string().max(254).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

export const DeskListAnswer = z.object({
  total: z.number().int(),
  records: z.array(DeskCard),
  /** Records by state, whatever was asked for. */
  counts: z.record(State, z.number().int()),
});
export type DeskListAnswer = z.infer<typeof DeskListAnswer>;

export const DeskRecord = DeskCard.extend({
  record: LibraryRecord,
  /** What readers see meanwhile, where another text is being worked on. */
  published: z.object({ revision: z.number().int(), record: LibraryRecord, differences: z.array(Difference) }).optional(),
  /** The id asked for, where it was merged into this record. */
  redirectedFrom: z.string().optional(),
  proofs: z.array(Proof),
  names: CodeNames,
  /** What still keeps it from being published, and what should be looked at. */
  problems: z.array(FieldProblem),
  /** What the person signed in may do with it now. */
  actions: z.array(Action),
  /** Whoever wrote this text may not publish it: a second person does (a setting). */
  needsSecondPerson: z.boolean(),
});
export type DeskRecord = z.infer<typeof DeskRecord>;

const reason = z.string().trim().max(2000);
export const Reason = reason.min(1, 'say why in a few words: it stands in the history');

/** The record as the form has it: it is checked against its kind's schema, and each wrong field is named. */
const given = z.looseObject({ kind: Kind });

export const CreateRequest = z.strictObject({ record: given, reason: reason.default('') });
export const SaveRequest = z.strictObject({ record: given, reason: reason.default('') });

/** For submit and publish. */
export const StepRequest = z.strictObject({ reason: reason.default('') });
/** For send-back, retire and discard. */
export const ReasonRequest = z.strictObject({ reason: Reason });
export const RestoreRequest = z.strictObject({ revision: z.number().int().min(1), reason: Reason });

/** Raises the grade of a case or technique by one proven step. */
export const ProofRequest = z.strictObject({
  grade: EvidenceGrade,
  document: z.string().trim().min(1, 'which document proves it').max(500),
  date: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is written 2026, 2026-07 or 2026-07-31'),
  who: z.string().trim().min(1, 'who measured or appraised it').max(200),
  url: z.url({ protocol: /^https?$/, error: 'a web address beginning with http:// or https:// is expected' }).optional(),
  reason: reason.default(''),
});

/** `from` is merged into `into`: what stands only in it is taken over, its id leads to `into` for ever, and it is retired. */
export const MergeRequest = z.strictObject({
  into: Id,
  /** The revision of `into` that was looked at. */
  intoRevision: z.number().int().min(1),
  reason: Reason,
});

/** What merging would make of `into`. */
export const MergePreviewAnswer = z.object({
  record: LibraryRecord,
  intoRevision: z.number().int(),
  differences: z.array(Difference),
  /** Whether readers see the result at once, as both texts were published; else it is left for review. */
  publishedAtOnce: z.boolean(),
});
export type MergePreviewAnswer = z.infer<typeof MergePreviewAnswer>;

/** How readers find what was published. */
export const Findable = z.enum(['not-yet', 'by-words', 'by-words-and-meaning']);
export type Findable = z.infer<typeof Findable>;

/** Answer of everything that changes a record; `findable` where what readers see was changed. */
export const ChangeAnswer = DeskRecord.extend({ findable: Findable.optional() });
export type ChangeAnswer = z.infer<typeof ChangeAnswer>;

export const Revision = z.object({
  revision: z.number().int(),
  state: State,
  action: z.string(),
  author: z.string(),
  writer: z.string(),
  reason: z.string(),
  at: z.string(),
  /** From the revision before it. */
  differences: z.array(Difference),
});
export const RevisionsAnswer = z.object({ id: Id, revisions: z.array(Revision) });
export type RevisionsAnswer = z.infer<typeof RevisionsAnswer>;

export const RevisionAnswer = Revision.extend({ record: LibraryRecord });
export type RevisionAnswer = z.infer<typeof RevisionAnswer>;
