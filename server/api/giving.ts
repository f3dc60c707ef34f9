import { z } from 'zod';

import { Kind } from '../../corpus/kinds/kinds.ts';
import { LangParameter } from './parts.ts';

/** What the library gives out whole: exports, the feed, the digest of a period. */

export const EXPORT_FORMATS = ['jsonl', 'csv', 'xlsx', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const ExportParameters = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  /** Of headings and names in CSV and XLSX. */
  lang: LangParameter.default('zh'),
  kind: z.union([Kind.transform((kind) => [kind]), z.array(Kind)]).optional(),
});

export const FeedParameters = z.strictObject({ lang: LangParameter.default('zh') });

const day = z.iso.date({ error: 'a day written 2026-07-31 is expected' });

export const DigestParameters = z
  .strictObject({
    /** First and last day of the period. */
    from: day,
    to: day,
    format: z.enum(['html', 'docx']).default('html'),
    lang: LangParameter.default('zh'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'the last day is not before the first' });
