import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { z } from 'zod';

import { fieldPath } from '../corpus/read/problem.ts';
import { EngineUnavailable } from '../indexer/index/search-index.ts';
import type { ProblemDocument } from './api/parts.ts';

/** Everything that goes wrong leaves the server as an RFC 9457 problem document, made here and nowhere else. */

/** Kinds of problem with their status. `type` in an answer is `/problems/<name>`. */
const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  'invalid-fields': { status: 400, title: 'Some fields are not as expected' },
  'not-signed-in': { status: 401, title: 'This needs an account' },
  'wrong-password': { status: 401, title: 'The password is not right' },
  'account-disabled': { status: 403, title: 'The account is disabled' },
  'password-change-needed': { status: 403, title: 'The password must be changed first' },
  'not-allowed': { status: 403, title: 'This account may not do this' },
  'cross-site': { status: 403, title: 'Requests from other sites are refused' },
  'not-found': { status: 404, title: 'There is nothing under this address' },
  'method-not-allowed': { status: 405, title: 'This address takes other methods' },
  conflict: { status: 409, title: 'This does not fit what stands now' },
  'second-person-needed': { status: 409, title: 'A second person is needed' },
  'changed-meanwhile': { status: 412, title: 'Someone else changed this meanwhile' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media': { status: 415, title: 'JSON is expected' },
  'revision-needed': { status: 428, title: 'The revision that was edited must be named' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  unavailable: { status: 503, title: 'The service is not ready' },
  internal: { status: 500, title: 'Something went wrong on the server' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

export class HttpProblem extends Error {
  readonly document: ProblemDocument;
  /** `more` are further members of the document, such as what stands now where something was changed meanwhile. */
  constructor(name: ProblemName, detail?: string, errors?: ProblemDocument['errors'], more: Partial<ProblemDocument> = {}) {
    super(detail ?? PROBLEMS[name].title);
    this.document = { type: `/problems/${name}`, ...PROBLEMS[name], detail, errors, ...more };
  }
}

/** Parses what came in; what does not fit becomes a problem that names each field. */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new HttpProblem(
    'invalid-fields',
    undefined,
    parsed.error.issues.slice(0, 20).map((issue) => ({
      field: fieldPath(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path) || 'body',
      message: issue.message,
    })),
  );
}

export const notFound: RequestHandler = (request) => {
  throw new HttpProblem('not-found', `No such address: ${request.method} ${request.path}`);
};

/** An engine that was slow is asked again after a second. */
const ENGINE_RETRY_SECONDS = 2;

export const answerProblem: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const problem = problemOf(error);
  if (problem.document.status >= 500) request.log.error({ err: error }, 'request failed');
  if (error instanceof EngineUnavailable) response.set('retry-after', String(ENGINE_RETRY_SECONDS));
  response
    .status(problem.document.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem.document, instance: request.originalUrl.slice(0, 200), requestId: String(request.id) }));
};

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof EngineUnavailable)
    return new HttpProblem('unavailable', 'The search engine does not answer just now. Try again in a few seconds.');
  // Errors of express and its body parser carry a status and a type.
  const { status, type, limit } = error as { status?: number; type?: string; limit?: number };
  if (type === 'entity.too.large')
    return new HttpProblem('too-large', undefined, [{ field: 'body', message: `at most ${megabytes(limit)} MB is taken` }]);
  if (type === 'entity.parse.failed')
    return new HttpProblem('bad-request', 'The body is no valid JSON.', [{ field: 'body', message: 'valid JSON is expected' }]);
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return new HttpProblem('unsupported-media', 'Send JSON in UTF-8.');
  if (status && status >= 400 && status < 500) return new HttpProblem('bad-request', (error as Error).message);
  return new HttpProblem('internal');
}

const megabytes = (bytes = 1e6) => Math.round(bytes / 1e6);
