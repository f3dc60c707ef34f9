import type { z } from 'zod';

import type { AccountAnswer, AccountChangeRequest, AccountsAnswer, NewAccountRequest } from '../../server/api/desk/account.ts';
import type { CheckAnswer, FormAnswer, SuggestFieldsAnswer } from '../../server/api/desk/form.ts';
import type {
  DeskCoverageAnswer,
  MissingAnswer,
  MissingCountsAnswer,
  MissingList,
  ShippedDifferenceAnswer,
} from '../../server/api/desk/missing.ts';
import type {
  ChangeAnswer,
  DeskListAnswer,
  DeskListParameters,
  DeskRecord,
  MergePreviewAnswer,
  ProofRequest,
  RevisionsAnswer,
} from '../../server/api/desk/record.ts';
import type { AuditAnswer, AuditParameters, SettingsAnswer, SettingsRequest } from '../../server/api/desk/settings.ts';
import { ApiFailure, type Asked, ask, queryString } from './api.ts';
import { sessionEnded } from './session.ts';

/** What the desk asks the server. A record's revision goes along with each change, so that nobody overwrites another's text. */

/** A record as far as it is typed. */
export type RecordForm = Record<string, unknown>;

type Send = 'POST' | 'PUT' | 'PATCH';

const PROBLEM_PATH = '/problems/';

/** The name of the server's problem: `changed-meanwhile`. */
export function problemName(failure: ApiFailure): string | undefined {
  const type = failure.problem?.type;
  return type?.startsWith(PROBLEM_PATH) ? type.slice(PROBLEM_PATH.length) : undefined;
}

export async function atDesk<T>(path: string, init: Asked = {}): Promise<T> {
  try {
    return await ask<T>(`/api/desk${path}`, init);
  } catch (error) {
    if (error instanceof ApiFailure && problemName(error) === 'not-signed-in') sessionEnded();
    throw error;
  }
}

function send<T>(method: Send, path: string, body: unknown, revision?: number): Promise<T> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  return atDesk(path, { method, headers, body: JSON.stringify(body) });
}

const recordPath = (id: string, step = '') => `/records/${encodeURIComponent(id)}${step}`;

export type DeskQuery = Partial<z.infer<typeof DeskListParameters>>;

export const listRecords = (query: DeskQuery, signal?: AbortSignal) =>
  atDesk<z.infer<typeof DeskListAnswer>>(`/records?${queryString(query)}`, { signal });

export const getDeskRecord = (id: string, signal?: AbortSignal) => atDesk<DeskRecord>(recordPath(id), { signal });

export const getRevisions = (id: string, signal?: AbortSignal) =>
  atDesk<z.infer<typeof RevisionsAnswer>>(recordPath(id, '/revisions'), { signal });

export const createRecord = (record: RecordForm, reason: string) => send<ChangeAnswer>('POST', '/records', { record, reason });

export const saveRecord = (id: string, record: RecordForm, reason: string, revision: number) =>
  send<ChangeAnswer>('PUT', recordPath(id), { record, reason }, revision);

/** Steps that take a reason and nothing else. */
export type Step = 'submit' | 'send-back' | 'publish' | 'retire' | 'discard';

export const takeStep = (id: string, step: Step, reason: string, revision: number) =>
  send<ChangeAnswer>('POST', recordPath(id, `/${step}`), { reason }, revision);

export const restoreRevision = (id: string, earlier: number, reason: string, revision: number) =>
  send<ChangeAnswer>('POST', recordPath(id, '/restore'), { revision: earlier, reason }, revision);

export const addProof = (id: string, proof: z.input<typeof ProofRequest>, revision: number) =>
  send<ChangeAnswer>('POST', recordPath(id, '/proofs'), proof, revision);

export const previewMerge = (id: string, into: string, signal?: AbortSignal) =>
  atDesk<z.infer<typeof MergePreviewAnswer>>(recordPath(id, `/merge/${encodeURIComponent(into)}`), { signal });

export const mergeRecord = (id: string, into: string, intoRevision: number, reason: string, revision: number) =>
  send<ChangeAnswer>('POST', recordPath(id, '/merge'), { into, intoRevision, reason }, revision);

export const getForm = (kind: string, signal?: AbortSignal) => atDesk<FormAnswer>(`/forms/${encodeURIComponent(kind)}`, { signal });

export const checkRecord = (record: RecordForm, signal?: AbortSignal) =>
  atDesk<CheckAnswer>('/check', { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ record }), signal });

export const suggestFields = (text: string, lang: string, signal?: AbortSignal) =>
  atDesk<z.infer<typeof SuggestFieldsAnswer>>('/suggest', {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ text, lang }),
    signal,
  });

const JSON_BODY = { 'content-type': 'application/json' };

export const getMissingCounts = (signal?: AbortSignal) => atDesk<z.infer<typeof MissingCountsAnswer>>('/missing', { signal });

export const getMissing = (list: z.infer<typeof MissingList>, page: { limit: number; offset: number }, signal?: AbortSignal) =>
  atDesk<z.infer<typeof MissingAnswer>>(`/missing/${list}?${queryString(page)}`, { signal });

export const getDeskCoverage = (signal?: AbortSignal) => atDesk<z.infer<typeof DeskCoverageAnswer>>('/coverage', { signal });

/** The request that mends an item of a missing list; its path comes from the server and begins with /api/desk. */
export const mend = (path: string, body: unknown) => send<unknown>('POST', path.replace(/^\/api\/desk/, ''), body);

export const getShipped = (id: string, signal?: AbortSignal) =>
  atDesk<z.infer<typeof ShippedDifferenceAnswer>>(`/shipped/${encodeURIComponent(id)}`, { signal });

export const decideShipped = (id: string, decision: 'accept' | 'keep', reason: string) =>
  send<ChangeAnswer>('POST', `/shipped/${encodeURIComponent(id)}`, { decision, reason });

export const getSettings = (signal?: AbortSignal) => atDesk<z.infer<typeof SettingsAnswer>>('/settings', { signal });

export const changeSettings = (change: z.input<typeof SettingsRequest>) =>
  send<z.infer<typeof SettingsAnswer>>('PATCH', '/settings', change);

export const getAudit = (query: Partial<z.infer<typeof AuditParameters>>, signal?: AbortSignal) =>
  atDesk<z.infer<typeof AuditAnswer>>(`/audit?${queryString(query)}`, { signal });

export const listAccounts = (signal?: AbortSignal) => atDesk<z.infer<typeof AccountsAnswer>>('/accounts', { signal });

export const createAccount = (wanted: z.input<typeof NewAccountRequest>) => send<AccountAnswer>('POST', '/accounts', wanted);

export const changeAccount = (id: string, change: AccountChangeRequest) =>
  send<AccountAnswer>('PATCH', `/accounts/${encodeURIComponent(id)}`, change);

export const newPassword = (id: string) => send<AccountAnswer>('POST', `/accounts/${encodeURIComponent(id)}/password`, {});
