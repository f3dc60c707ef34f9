import type { z } from 'zod';

import {
  AccountAnswer,
  AccountChangeRequest,
  AccountPasswordRequest,
  AccountsAnswer,
  NewAccountRequest,
  PasswordChangeRequest,
  SessionAnswer,
  SignInRequest,
} from './api/desk/account.ts';
import { CheckAnswer, CheckRequest, FormAnswer, SuggestFieldsAnswer, SuggestFieldsRequest } from './api/desk/form.ts';
import {
  DeskCoverageAnswer,
  DismissRequest,
  MissingAnswer,
  MissingCountsAnswer,
  MissingParameters,
  SettleRequest,
  ShippedDecisionRequest,
  ShippedDifferenceAnswer,
} from './api/desk/missing.ts';
import {
  ChangeAnswer,
  CreateRequest,
  DeskListAnswer,
  DeskListParameters,
  DeskRecord,
  MergePreviewAnswer,
  MergeRequest,
  ProofRequest,
  ReasonRequest,
  RestoreRequest,
  RevisionAnswer,
  RevisionsAnswer,
  SaveRequest,
  StepRequest,
} from './api/desk/record.ts';
import { AuditAnswer, AuditExportParameters, AuditParameters, SettingsAnswer, SettingsRequest } from './api/desk/settings.ts';

/** What each route of the desk takes and answers. Which role it needs stands in routes/table.ts. */

export interface Operation {
  id: string;
  summary: string;
  /** Parameters of the path, by name. */
  path?: Record<string, string>;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer?: z.ZodType;
  status?: '200' | '201' | '204';
  /** Media types of a file, where it answers one. */
  file?: string[];
  /** Needs If-Match with the record's revision. */
  changesRecord?: true;
}

const RECORD = { id: 'The record’s id' };

/** A step of a record: names the revision it starts from, and answers the record as it then stands. */
const step = (id: string, summary: string, body: z.ZodType): Operation => ({
  id,
  summary,
  path: RECORD,
  body,
  answer: ChangeAnswer,
  changesRecord: true,
});

const ACCOUNT = { id: 'The account’s id' };

/** By `method path`, with the operation's id. */
export const OPERATIONS: Record<string, Operation> = {
  'get /api/session': { id: 'session', summary: 'Who is signed in', answer: SessionAnswer },
  'post /api/session': { id: 'signIn', summary: 'Sign in; sets the session cookie', body: SignInRequest, answer: SessionAnswer },
  'delete /api/session': { id: 'signOut', summary: 'Sign out', status: '204' },
  'put /api/session/password': {
    id: 'changePassword',
    summary: 'Set a new password of one’s own; all other sessions end',
    body: PasswordChangeRequest,
    answer: SessionAnswer,
  },
  'get /api/desk/accounts': { id: 'accounts', summary: 'All accounts', answer: AccountsAnswer },
  'post /api/desk/accounts': {
    id: 'createAccount',
    summary: 'Make an account, with a one-time password unless one is given',
    body: NewAccountRequest,
    answer: AccountAnswer,
    status: '201',
  },
  'patch /api/desk/accounts/{id}': {
    id: 'changeAccount',
    summary: 'Change name or role, disable or enable',
    path: ACCOUNT,
    body: AccountChangeRequest,
    answer: AccountAnswer,
  },
  'post /api/desk/accounts/{id}/password': {
    id: 'setAccountPassword',
    summary: 'Give an account a new password; its sessions end',
    path: ACCOUNT,
    body: AccountPasswordRequest,
    answer: AccountAnswer,
  },
  'get /api/desk/records': { id: 'deskRecords', summary: 'Records of all states', query: DeskListParameters, answer: DeskListAnswer },
  'post /api/desk/records': {
    id: 'createRecord',
    summary: 'Offer a record, as a draft',
    body: CreateRequest,
    answer: ChangeAnswer,
    status: '201',
  },
  'get /api/desk/records/{id}': { id: 'deskRecord', summary: 'A record with its newest text', path: RECORD, answer: DeskRecord },
  'put /api/desk/records/{id}': step('saveRecord', 'Save a text, as a draft', SaveRequest),
  'post /api/desk/records/{id}/submit': step('submitRecord', 'Submit a draft for review', StepRequest),
  'post /api/desk/records/{id}/send-back': step('sendRecordBack', 'Send back what is in review', ReasonRequest),
  'post /api/desk/records/{id}/publish': step('publishRecord', 'Publish what is in review', StepRequest),
  'post /api/desk/records/{id}/retire': step('retireRecord', 'Retire a record', ReasonRequest),
  'post /api/desk/records/{id}/discard': step('discardText', 'Give up the text worked on beside the published one', ReasonRequest),
  'post /api/desk/records/{id}/restore': step('restoreRevision', 'An earlier text again, as a draft', RestoreRequest),
  'post /api/desk/records/{id}/proofs': step('proveRecord', 'Raise the evidence grade by a proven step', ProofRequest),
  'get /api/desk/records/{id}/merge/{into}': {
    id: 'previewMerge',
    summary: 'What merging would make of the record that stays',
    path: { id: 'The record that would go', into: 'The record that would stay' },
    answer: MergePreviewAnswer,
  },
  'post /api/desk/records/{id}/merge': step('mergeRecord', 'Merge a record into another one', MergeRequest),
  'get /api/desk/records/{id}/revisions': {
    id: 'revisions',
    summary: 'All revisions, newest first',
    path: RECORD,
    answer: RevisionsAnswer,
  },
  'get /api/desk/records/{id}/revisions/{revision}': {
    id: 'revision',
    summary: 'One revision with its text',
    path: { ...RECORD, revision: 'Its number' },
    answer: RevisionAnswer,
  },
  'post /api/desk/check': {
    id: 'checkRecord',
    summary: 'What is wrong with a record as far as it is typed',
    body: CheckRequest,
    answer: CheckAnswer,
  },
  'post /api/desk/suggest': {
    id: 'suggestFields',
    summary: 'Industry, process, problems and techniques that a text may tell of',
    body: SuggestFieldsRequest,
    answer: SuggestFieldsAnswer,
  },
  'get /api/desk/forms/{kind}': { id: 'form', summary: 'What a form is made from', path: { kind: 'Kind of record' }, answer: FormAnswer },
  'get /api/desk/coverage': { id: 'deskCoverage', summary: 'Industries × problems by number and grade', answer: DeskCoverageAnswer },
  'get /api/desk/missing': { id: 'missingCounts', summary: 'How much is missing, by list', answer: MissingCountsAnswer },
  'get /api/desk/missing/{list}': {
    id: 'missing',
    summary: 'What is missing, each with the action that mends it',
    path: { list: 'Name of the list' },
    query: MissingParameters,
    answer: MissingAnswer,
  },
  'post /api/desk/remarks/{id}/settle': {
    id: 'settleRemark',
    summary: 'Settle a reader’s remark',
    path: { id: 'The remark’s number' },
    body: SettleRequest,
    status: '204',
  },
  'post /api/desk/unanswered/dismiss': {
    id: 'dismissQuestion',
    summary: 'Forget a question that found nothing',
    body: DismissRequest,
    status: '204',
  },
  'get /api/desk/shipped/{id}': {
    id: 'shippedDifference',
    summary: 'A shipped text beside what was made of it here',
    path: RECORD,
    answer: ShippedDifferenceAnswer,
  },
  'post /api/desk/shipped/{id}': step('decideShipped', 'Take over the shipped text, or leave it', ShippedDecisionRequest),
  'get /api/desk/settings': { id: 'settings', summary: 'Settings of the centre', answer: SettingsAnswer },
  'patch /api/desk/settings': { id: 'changeSettings', summary: 'Change settings', body: SettingsRequest, answer: SettingsAnswer },
  'get /api/desk/audit': { id: 'audit', summary: 'Who did what and when, newest first', query: AuditParameters, answer: AuditAnswer },
  'get /api/desk/audit/export': {
    id: 'auditExport',
    summary: 'The audit log as a file, oldest first',
    query: AuditExportParameters,
    file: ['text/csv', 'application/x-ndjson'],
  },
};
