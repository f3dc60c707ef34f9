import type { ImportConfirmAnswer, ImportPreview } from '../../../../server/api/import.ts';
import { queryString } from '../../../src/api.ts';
import { atDesk } from '../../../src/desk-api.ts';
import { currentLang } from '../../../src/language.ts';

/** What the import asks the server. Reading a file, and comparing its rows with the library, takes longer than other answers. */

const TIMEOUT_MS = 120_000;
const JSON_BODY = { 'content-type': 'application/json' };

const path = (id: string, step = '') => `/imports/${encodeURIComponent(id)}${step}`;

export interface ImportChange {
  /** What words of the file mean, by vocabulary: `{ industries: { "瓷片": "C3071" } }`. */
  words?: Record<string, Record<string, string>>;
  /** Cells as they should be. */
  cells?: { n: number; column: string; value: string }[];
}

export const sendFile = (file: File) =>
  atDesk<ImportPreview>(`/imports?${queryString({ lang: currentLang() })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    timeoutMs: TIMEOUT_MS,
  });

export const getImport = (id: string, signal?: AbortSignal) => atDesk<ImportPreview>(path(id), { signal, timeoutMs: TIMEOUT_MS });

export const changeImport = (id: string, change: ImportChange) =>
  atDesk<ImportPreview>(path(id), { method: 'PATCH', headers: JSON_BODY, body: JSON.stringify(change), timeoutMs: TIMEOUT_MS });

export const dropImport = (id: string) => atDesk<undefined>(path(id), { method: 'DELETE' });

export const confirmImport = (id: string, confirmed: { rows: number[]; state: string; reason: string }) =>
  atDesk<ImportConfirmAnswer>(path(id, '/confirm'), {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify(confirmed),
    timeoutMs: TIMEOUT_MS,
  });

export const templateAddress = (lang: string) => `/api/desk/import-template?${queryString({ lang })}`;
