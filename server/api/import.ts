import { z } from 'zod';

import { Kind } from '../../corpus/kinds/kinds.ts';
import { Text } from '../../corpus/kinds/text.ts';
import { ALIKE } from '../../indexer/likeness.ts';
import { Difference, LangParameter } from './parts.ts';

/** Import of records: a file is read and shown row by row; nothing is written until it is confirmed. */

const Words = z.object({ zh: z.string(), en: z.string() });
const Vocabulary = z.enum(['industries', 'processes', 'problems', 'regions', 'terms', 'techniques']);

export const CellProblem = z.object({
  /** Key of the column, or path of the field. */
  column: z.string(),
  /** The heading as printed, and the cell as a spreadsheet names it. */
  heading: z.string().optional(),
  at: z.string().optional(),
  row: z.number().int().optional(),
  /** What stands there. */
  value: z.string().optional(),
  vocabulary: Vocabulary.optional(),
  message: Words,
  proposals: z.array(z.object({ code: z.string(), name: Text })).optional(),
});
export type CellProblem = z.infer<typeof CellProblem>;

export const AlikeRow = z.object({
  /** The record of the library, or the row of this file, that may be the same. */
  id: z.string().optional(),
  n: z.number().int().optional(),
  title: Text,
  why: z.array(z.enum([...ALIKE, 'merged-id'])),
  cosine: z.number().optional(),
  /** Part of the shorter text that the other has too. */
  text: z.number().optional(),
});
export type AlikeRow = z.infer<typeof AlikeRow>;

const Place = z.object({ file: z.string().optional(), sheet: z.string().optional(), row: z.number().int().optional() });

export const ROW_STATES = ['new', 'changed', 'same', 'duplicate', 'wrong'] as const;

export const ImportRow = z.object({
  /** Number of the row in this import, from 1. */
  n: z.number().int(),
  place: Place,
  state: z.enum(ROW_STATES),
  id: z.string().optional(),
  kind: Kind.optional(),
  title: Text.optional(),
  /** From what stands to what the file says, where it changes a record. */
  differences: z.array(Difference),
  alike: z.array(AlikeRow),
  problems: z.array(CellProblem),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportPreview = z.object({
  id: z.string(),
  format: z.enum(['xlsx', 'csv', 'jsonl', 'markdown', 'zip', 'docx']),
  /** ISO 8601; the file must be sent again after that. */
  expiresAt: z.string(),
  counts: z.record(z.enum(ROW_STATES), z.number().int()),
  /** What is to be said of the file as a whole. */
  notes: z.array(z.object({ place: Place, message: Words })),
  /** Example rows of the template that were left out. */
  examples: z.number().int(),
  /** New rows that have been compared with the library by meaning, of all that are to be. */
  meaning: z.object({ done: z.number().int(), total: z.number().int() }),
  rows: z.array(ImportRow),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportParameters = z.strictObject({ lang: LangParameter.default('zh') });

export const ImportChangeRequest = z.strictObject({
  /** What words of the file mean: `{ industries: { "瓷片": "C3071" } }`. */
  words: z.partialRecord(Vocabulary, z.record(z.string().max(300), z.string().max(100))).default({}),
  /** Cells as they should be. */
  cells: z
    .array(
      z.strictObject({ n: z.number().int().min(1), column: z.string().max(100), value: z.union([z.string().max(50_000), z.number()]) }),
    )
    .max(5000)
    .default([]),
});

export const ImportConfirmRequest = z.strictObject({
  /** Numbers of the rows that are taken; without it all that are new or changed. */
  rows: z.array(z.number().int().min(1)).min(1).max(5000).optional(),
  /** In which state they are left. */
  state: z.enum(['draft', 'in-review', 'published']).default('draft'),
  reason: z.string().trim().min(1, 'say why in a few words: it stands in the history').max(2000),
});

export const ImportConfirmAnswer = z.object({
  saved: z.array(z.object({ id: z.string(), revision: z.number().int(), state: z.string() })),
  findable: z.enum(['by-words-and-meaning', 'by-words', 'not-yet']),
});
export type ImportConfirmAnswer = z.infer<typeof ImportConfirmAnswer>;

const Alike = z.object({ id: z.string(), title: Text, why: z.array(z.enum(ALIKE)), cosine: z.number().optional(), text: z.number() });

export const DuplicatesParameters = z.strictObject({ most: z.coerce.number().int().min(1).max(5000).default(1000) });
export const DuplicatesAnswer = z.object({ pairs: z.array(z.object({ a: Alike.extend({ kind: Kind }), b: Alike })) });
export type DuplicatesAnswer = z.infer<typeof DuplicatesAnswer>;
