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
import { answer, jsonBody, path, problems, queryParameters } from './openapi-parts.ts';

/** The desk's part of the OpenAPI document: what each route takes and answers. Which role it needs stands in routes/table.ts. */

interface Operation {
  summary: string;
  /** Parameters of the path, by name. */
  path?: Record<string, string>;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer?: z.ZodType;
  status?: '200' | '201' | '204';
  /** Needs If-Match with the record's revision. */
  changesRecord?: true;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const ACCOUNT = { id: 'The account’s id' };

/** By `method path`, with the operation's id. */
const OPERATIONS: Record<string, Operation & { id: string }> = {
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
};

export function deskPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Partial<Record<Method, unknown>>> = {};
  for (const [key, operation] of Object.entries(OPERATIONS)) {
    const [method, address] = key.split(' ') as [Method, string];
    paths[address] = { ...paths[address], [method]: describe(operation) };
  }
  return paths;
}

const ifMatch = { name: 'If-Match', in: 'header', required: true, description: 'The revision that was edited', schema: { type: 'string' } };

function describe({
  id,
  summary,
  path: named,
  query,
  body,
  answer: type,
  status = '200',
  changesRecord,
}: Operation & { id: string }): object {
  const parameters = [
    ...Object.entries(named ?? {}).map(([name, description]) => path(name, description)),
    ...(changesRecord ? [ifMatch] : []),
    ...(query ? queryParameters(query) : []),
  ];
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: jsonBody(body) } : {}),
    responses: type ? answer(type, summary, status) : { [status]: { description: summary }, ...problems },
  };
}
