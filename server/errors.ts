import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { z } from 'zod';

import type { Words } from '../corpus/read/choices.ts';
import { EngineUnavailable } from '../indexer/index/search-index.ts';
import type { ProblemDocument } from './api/parts.ts';
import { type FieldFault, fieldFaults } from './field-messages.ts';

/** Everything that goes wrong leaves the server as an RFC 9457 problem document, made here and nowhere else. */

/** Kinds of problem with their status. `type` in an answer is `/problems/<name>`. */
const PROBLEMS = {
  'bad-request': { status: 400, zh: '服务看不懂这个请求', en: 'The request cannot be understood' },
  'invalid-fields': { status: 400, zh: '有几处需要改正', en: 'Some fields are not as expected' },
  'not-signed-in': { status: 401, zh: '请先登录', en: 'This needs an account' },
  'wrong-password': { status: 401, zh: '邮箱或密码不对', en: 'The e-mail address or the password is wrong' },
  'account-disabled': { status: 403, zh: '这个账号已停用,请联系管理员', en: 'This account is disabled: ask an administrator' },
  'password-change-needed': { status: 403, zh: '请先修改密码', en: 'The password must be changed first' },
  'not-allowed': { status: 403, zh: '您的账号不能这样做', en: 'This account may not do this' },
  'cross-site': { status: 403, zh: '来自别的网站的请求,没有执行', en: 'Requests from other sites are refused' },
  'not-found': { status: 404, zh: '这个地址下什么也没有', en: 'There is nothing under this address' },
  'method-not-allowed': { status: 405, zh: '这个地址不收这种请求', en: 'This address takes other methods' },
  conflict: { status: 409, zh: '现在不能这样做', en: 'This does not fit what stands now' },
  'second-person-needed': { status: 409, zh: '要由另一位编辑来做', en: 'A second person is needed' },
  'changed-meanwhile': { status: 412, zh: '别人刚刚改过', en: 'Someone else changed this meanwhile' },
  'too-large': { status: 413, zh: '内容太大了', en: 'The request is too large' },
  'unsupported-media': { status: 415, zh: '应为 JSON', en: 'JSON is expected' },
  'revision-needed': { status: 428, zh: '要写明改的是哪一版', en: 'The revision that was edited must be named' },
  'too-many-attempts': { status: 429, zh: '试的次数太多,请稍后再试', en: 'Too many attempts' },
  unavailable: { status: 503, zh: '服务还没有准备好', en: 'The service is not ready' },
  internal: { status: 500, zh: '服务出了差错', en: 'Something went wrong on the server' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

export class HttpProblem extends Error {
  readonly document: ProblemDocument;
  /** `more` are further members of the document, such as what stands now where something was changed meanwhile. */
  constructor(name: ProblemName, detail?: Words, faults?: FieldFault[], more: Partial<ProblemDocument> = {}) {
    const { status, zh, en } = PROBLEMS[name];
    super(detail?.en ?? en);
    this.document = {
      type: `/problems/${name}`,
      status,
      title: en,
      detail: detail?.en,
      text: detail ?? { zh: `${zh}。`, en: `${en}.` },
      errors: faults?.map(({ field, text }) => ({ field, message: text.en ?? text.zh, text })),
      ...more,
    };
  }
}

/** Parses what came in; what does not fit becomes a problem that names each field. */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = fieldFaults(parsed.error, input, MOST_FAULTS);
  throw new HttpProblem(
    'invalid-fields',
    undefined,
    faults.map(({ field, text }) => ({ field: field || 'body', text })),
  );
}

const MOST_FAULTS = 20;

/** A file or a body of so many bytes would be taken. */
export function atMostMegabytes(bytes: number): Words {
  const most = Math.round(bytes / 1e6);
  return { zh: `最多 ${most} MB`, en: `at most ${most} MB is taken` };
}

export function noSuchAddress({ method, baseUrl, path }: Pick<Request, 'method' | 'baseUrl' | 'path'>): HttpProblem {
  const asked = `${method} ${baseUrl}${path}`;
  return new HttpProblem('not-found', { zh: `没有这个地址:${asked}`, en: `No such address: ${asked}` });
}

export const notFound: RequestHandler = (request) => {
  throw noSuchAddress(request);
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
    return new HttpProblem('unavailable', {
      zh: '检索引擎现在没有应答,请几秒后再试。',
      en: 'The search engine does not answer just now. Try again in a few seconds.',
    });
  // Errors of express and its body parser carry a status and a type.
  const { status, type, limit } = error as { status?: number; type?: string; limit?: number };
  if (type === 'entity.too.large') return new HttpProblem('too-large', undefined, [{ field: 'body', text: atMostMegabytes(limit ?? 1e6) }]);
  if (type === 'entity.parse.failed')
    return new HttpProblem('bad-request', { zh: '正文不是有效的 JSON。', en: 'The body is no valid JSON.' }, [
      { field: 'body', text: { zh: '应为有效的 JSON', en: 'valid JSON is expected' } },
    ]);
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new HttpProblem('unsupported-media', { zh: '请发 UTF-8 的 JSON。', en: 'Send JSON in UTF-8.' });
  if (status && status >= 400 && status < 500) {
    const { message } = error as Error;
    return new HttpProblem('bad-request', { zh: `服务看不懂这个请求(${message})。`, en: message });
  }
  return new HttpProblem('internal');
}
