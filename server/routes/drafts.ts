import express, { type ErrorRequestHandler, type Request, Router } from 'express';
import type { z } from 'zod';

import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import { industryAncestors, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { type DocumentRequest as Documented, DocumentRequest, type Draft, DraftRequest } from '../api/draft.ts';
import { figuresOf } from '../draft/amounts.ts';
import type { EvaluateAnswer, SuggestForDraftAnswer } from '../draft/answers.ts';
import { recordIds } from '../draft/chapter/references.ts';
import { csvFile } from '../draft/csv.ts';
import { evaluateDraft } from '../draft/evaluate.ts';
import { makeFile, readSheet } from '../draft/jobs.ts';
import { markdownFile } from '../draft/markdown.ts';
import { isPng } from '../draft/png.ts';
import { presentEvaluation } from '../draft/present.ts';
import { draftMessages, fieldProblems, migrateDraft } from '../draft/read.ts';
import { screenDraft } from '../draft/screening.ts';
import { suggestFor } from '../draft/suggest.ts';
import { atMostMegabytes, HttpProblem } from '../errors.ts';
import type { Serving } from '../serving.ts';
import { unknownCode } from './codes.ts';

/**
 * The consultant's workspace. Drafts come with each request, are answered and forgotten: nothing of them is stored or logged.
 * These routes read their bodies themselves, as drafts are larger than other requests.
 */
export function draftRoutes({ records }: Pick<Serving, 'records'>): Router {
  const router = Router();
  router.use('/drafts', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.post('/drafts/import', express.raw({ type: () => true, limit: SHEET_LIMIT }), async (request, response) => {
    response.json(await readSheet(sheetOf(request)));
  });
  router.use('/drafts', express.json({ limit: DRAFT_LIMIT, strict: true, type: ['application/json', 'application/*+json', 'text/plain'] }));
  router.post('/drafts/evaluate', (request, response) => {
    const { draft, lang } = read(DraftRequest, request);
    response.json(presentEvaluation(evaluateDraft(draft), lang) satisfies EvaluateAnswer);
  });
  router.post('/drafts/screen', (request, response) => {
    response.json(screenDraft(read(DraftRequest, request).draft));
  });
  router.post('/drafts/suggest', async (request, response) => {
    const { draft } = read(DraftRequest, request);
    checkIndustry(draft);
    response.json({
      aspects: suggestFor(draft, { records: await published(), ancestors: industryAncestors }),
    } satisfies SuggestForDraftAnswer);
  });
  router.post('/drafts/docx', async (request, response) => {
    const input = read(DocumentRequest, request);
    checkPictures(input);
    const file = await makeFile({ kind: 'docx', input: { ...input, ...(await surroundings(input.draft, input.lang)) } });
    response.type(DOCX).attachment(fileName(input.draft, 'docx')).send(file);
  });
  router.post('/drafts/xlsx', async (request, response) => {
    const { draft, lang } = read(DocumentRequest, request);
    const file = await makeFile({ kind: 'xlsx', input: { draft, lang, records: (await surroundings(draft, lang)).records } });
    response.type(XLSX).attachment(fileName(draft, 'xlsx')).send(file);
  });
  router.post('/drafts/markdown', async (request, response) => {
    const input = read(DocumentRequest, request);
    const file = markdownFile({ ...input, ...(await surroundings(input.draft, input.lang)) });
    response.type('text/markdown; charset=utf-8').attachment(fileName(input.draft, 'md')).send(file);
  });
  router.post('/drafts/csv', (request, response) => {
    const { draft, lang } = read(DraftRequest, request);
    response.type('text/csv; charset=utf-8').attachment(fileName(draft, 'csv')).send(csvFile(draft, lang));
  });
  router.use('/drafts', hideDraft);

  let kept: { version: string; records: LibraryRecord[] } | undefined;
  const published = async (): Promise<LibraryRecord[]> => {
    const version = await records.version();
    if (kept?.version !== version) {
      const all = await Promise.all((['technique', 'case', 'scheme'] as const).map((kind) => records.published(kind)));
      kept = { version, records: all.flat() };
    }
    return kept.records;
  };
  const surroundings = async (draft: Draft, lang: Lang) => ({
    records: await records.many(recordIds(draft.schemes, draft.schemes.flatMap(figuresOf))),
    industryName: vocabulary().industries.get(draft.profile.industry ?? '')?.[lang],
  });
  return router;
}

/** Bytes: 2,000 schemes with all fields, and twenty charts. */
const DRAFT_LIMIT = 20_000_000;
const SHEET_LIMIT = 5_000_000;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Browsers name CSV files in several ways, some as old Excel. */
const SHEET_TYPES = [
  XLSX,
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
  'application/octet-stream',
];

/** The request with its draft brought up to today's version; what is wrong is told by field. */
function read<T extends z.ZodType>(schema: T, { body }: Request): z.output<T> {
  const given: Record<string, unknown> = typeof body === 'object' && body !== null ? body : {};
  const input = 'draft' in given ? { ...given, draft: migrateDraft(given.draft) } : given;
  const parsed = schema.safeParse(input, { error: draftMessages('en') });
  if (parsed.success) return parsed.data;
  const inChinese = schema.safeParse(input, { error: draftMessages('zh') });
  const zh = inChinese.success ? [] : fieldProblems(inChinese.error);
  throw new HttpProblem(
    'invalid-fields',
    undefined,
    fieldProblems(parsed.error).map(({ field, message: en }, i) => ({ field: field || 'body', text: { zh: zh[i]?.message ?? en, en } })),
  );
}

const SEND_THE_FILE = {
  zh: '请直接上传文件,类型为 XLSX 或 CSV。',
  en: 'Send the file itself as the body, with the content type of XLSX or CSV.',
};

function sheetOf({ body, headers }: Request): Buffer {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!SHEET_TYPES.includes(type)) {
    throw new HttpProblem('unsupported-media', SEND_THE_FILE, [
      {
        field: 'content-type',
        text: { zh: `应为以下之一:${SHEET_TYPES.join('、')}`, en: `one of these is expected: ${SHEET_TYPES.join(', ')}` },
      },
    ]);
  }
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function checkIndustry({ profile: { industry } }: Draft): void {
  if (industry === undefined || industry === '*' || vocabulary().industries.has(industry)) return;
  throw new HttpProblem('invalid-fields', undefined, [{ field: 'draft.profile.industry', text: unknownCode(industry, 'industries') }]);
}

function checkPictures({ pictures }: Documented): void {
  const errors = pictures.flatMap(({ png }, i) =>
    isPng(Buffer.from(png, 'base64'))
      ? []
      : [{ field: `pictures[${i}].png`, text: { zh: '应为 base64 的 PNG 图片', en: 'a PNG image in base64 is expected' } }],
  );
  if (errors.length > 0) throw new HttpProblem('invalid-fields', undefined, errors);
}

function fileName({ profile }: Draft, extension: string): string {
  const name = profile.name.replace(/[\p{C}\\/:*?"<>|]/gu, '').trim();
  return `${name || 'CleanMatch'}-清洁生产方案.${extension}`;
}

/** What fails unexpectedly is logged with its place, not with its message, in which a draft's words might stand. */
const hideDraft: ErrorRequestHandler = (error, _request, _response, next) => {
  const { type, limit, status, stack } = error as { type?: string; limit?: number; status?: number; stack?: string };
  if (type === 'entity.too.large') {
    next(new HttpProblem('too-large', undefined, [{ field: 'body', text: atMostMegabytes(limit ?? 0) }]));
  } else if (error instanceof HttpProblem || (status !== undefined && status < 500)) next(error);
  else {
    const hidden = new Error('a draft could not be answered');
    hidden.stack = `${hidden.message}\n${(stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n')}`;
    next(hidden);
  }
};
