import { z } from 'zod';

import { Kind } from '../../../corpus/kinds/kinds.ts';
import { Text } from '../../../corpus/kinds/text.ts';
import { Difference } from './field.ts';
import { DeskRecord } from './record.ts';

/** What the library lacks, each item with the action that mends it. */

export const MissingList = z.enum([
  'stale',
  'fields',
  'sources',
  'remarks',
  'techniques-without-case',
  'unanswered',
  'shipped-differs',
  'thin-cells',
]);
export type MissingList = z.infer<typeof MissingList>;

/** Where to go: the page's own address, and the request that mends it where one click does. */
export const Mend = z.object({
  action: z.enum(['edit', 'settle', 'add-case', 'dismiss', 'decide']),
  /** Address on the page: `/desk/records/cer-foshan…/edit?field=year`, `/desk/new?kind=case&industry=C30&problem=nox`. */
  page: z.string().optional(),
  method: z.enum(['POST']).optional(),
  /** Below the server's address: `/api/desk/remarks/12/settle`. */
  path: z.string().optional(),
});

export const MissingItem = z.object({
  /** Of the item in its list: the record's id, the remark's number, the question. */
  key: z.string(),
  title: Text,
  kind: Kind.optional(),
  record: z.string().optional(),
  /** Why it stands here: “最近的年份是 2009”. */
  why: Text,
  /** Of records with missing fields: which, as paths within the record. */
  fields: z.array(z.string()).optional(),
  /** When it came up or was last seen, where that is known. */
  at: z.string().optional(),
  /** Of questions: how often. */
  times: z.number().int().optional(),
  mend: Mend,
});
export type MissingItem = z.infer<typeof MissingItem>;

export const MissingCountsAnswer = z.object({ lists: z.array(z.object({ list: MissingList, count: z.number().int() })) });
export type MissingCountsAnswer = z.infer<typeof MissingCountsAnswer>;

export const MissingParameters = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});
export const MissingAnswer = z.object({ list: MissingList, total: z.number().int(), items: z.array(MissingItem) });
export type MissingAnswer = z.infer<typeof MissingAnswer>;

const count = z.number().int();
const Code = z.object({ code: z.string(), name: Text });

/** Industries × problems by number and by the best and all evidence grades. */
export const DeskCoverageAnswer = z.object({
  industries: z.array(Code),
  problems: z.array(Code.extend({ kind: z.string() })),
  /** Only cells that hold something; the others are empty. */
  cells: z.array(
    z.object({
      industry: z.string(),
      problem: z.string(),
      techniques: count,
      cases: count,
      /** Cases by their grade; `ungraded` where they have none. */
      grades: z.object({ planned: count, calculated: count, reported: count, measured: count, appraised: count, ungraded: count }),
    }),
  ),
});
export type DeskCoverageAnswer = z.infer<typeof DeskCoverageAnswer>;

export const SettleRequest = z.strictObject({ settlement: z.string().trim().min(1, 'say what was done about it').max(2000) });
export const DismissRequest = z.strictObject({ question: z.string().min(1).max(2000) });

/** A shipped text that differs from what was made of the record here. */
export const ShippedDifferenceAnswer = z.object({
  current: DeskRecord,
  shipped: DeskRecord.shape.record,
  /** From what stands here to what was shipped. */
  differences: z.array(Difference),
});
export type ShippedDifferenceAnswer = z.infer<typeof ShippedDifferenceAnswer>;
/** `accept` takes the shipped text as a new text to review; `keep` leaves what stands here. */
export const ShippedDecisionRequest = z.strictObject({
  decision: z.enum(['accept', 'keep']),
  reason: z.string().trim().max(2000).default(''),
});
