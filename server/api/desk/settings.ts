import { z } from 'zod';

import { Settings } from '../../../corpus/settings.ts';

/** Settings of the centre, and the log of who did what. */

export const SettingsAnswer = z.object({
  settings: Settings,
  /** Whether the server's own configuration lets questions be kept at all (CLEANMATCH_KEEP_QUESTIONS). */
  questionsMayBeKept: z.boolean(),
});
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

export const SettingsRequest = z.strictObject({
  secondPerson: z.boolean().optional(),
  keepQuestions: z.boolean().optional(),
  staleAfterYears: z.number().int().min(1).max(50).optional(),
  sourceCheckMonths: z.number().int().min(1).max(240).optional(),
});

export const AuditEntry = z.object({
  id: z.number().int(),
  at: z.string(),
  who: z.string(),
  action: z.string(),
  record: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written 2026-07-31');

export const AuditFilter = z.strictObject({
  who: z.string().max(254).optional(),
  action: z.string().max(60).optional(),
  record: z.string().max(100).optional(),
  from: day.optional(),
  to: day.optional(),
});
export const AuditParameters = AuditFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
export const AuditExportParameters = AuditFilter.extend({ format: z.enum(['csv', 'jsonl']).default('csv') });

export const AuditAnswer = z.object({ total: z.number().int(), entries: z.array(AuditEntry) });
export type AuditAnswer = z.infer<typeof AuditAnswer>;
