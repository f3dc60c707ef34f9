import type { z } from 'zod';

import { DocumentRequest, DraftRequest } from './api/draft.ts';
import { CoverageAnswer, IndicatorsAnswer, PlanAnswer, RemarkRequest } from './api/overview.ts';
import { RecommendAnswer, RecommendRequest } from './api/recommend.ts';
import { HealthAnswer, LiveAnswer, ReadyAnswer, RecordAnswer, VocabularyAnswer } from './api/record.ts';
import { SearchAnswer, SearchParameters } from './api/search.ts';
import { SuggestAnswer, SuggestParameters } from './api/suggest.ts';
import { EvaluateAnswer, ImportAnswer, ScreenAnswer, SuggestForDraftAnswer } from './draft/answers.ts';
import { deskPaths } from './openapi-desk.ts';
import { exchangePaths } from './openapi-exchange.ts';
import { answer, jsonBody, path, problems, queryParameters } from './openapi-parts.ts';

/** The OpenAPI 3.1 document, made from the same schemas that check requests and give the page its types. */

/** An operation on a draft. Nothing of the draft is stored or logged. */
const draft = (operationId: string, summary: string, request: z.ZodType, responses: object) => ({
  post: {
    operationId,
    summary,
    requestBody: jsonBody(request),
    responses,
  },
});

const file = (type: string, description: string) => ({
  '200': { description, content: { [type]: { schema: { type: 'string', format: 'binary' } } } },
  ...problems,
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const binary = { schema: { type: 'string', format: 'binary' } };

export function openApiDocument(version: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'CleanMatch 清产通',
      version,
      description: 'Proven cleaner production techniques for an industry and a problem.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: {
      ...deskPaths(),
      ...exchangePaths(),
      '/api/search': {
        get: {
          operationId: 'search',
          summary: 'Find records of any kind',
          parameters: queryParameters(SearchParameters),
          responses: answer(SearchAnswer, 'Records, best first'),
        },
      },
      '/api/recommend': {
        post: {
          operationId: 'recommend',
          summary: 'Techniques in order of fit, with their evidence',
          requestBody: jsonBody(RecommendRequest),
          responses: answer(RecommendAnswer, 'What was understood and what is recommended'),
        },
      },
      '/api/records/{id}': {
        get: {
          operationId: 'record',
          summary: 'One record with what links to it',
          parameters: [path('id', 'The record’s id, or one that was merged into it')],
          responses: answer(RecordAnswer, 'The record'),
        },
      },
      '/api/vocabulary/{name}': {
        get: {
          operationId: 'vocabulary',
          summary: 'Codes with names and aliases',
          parameters: [path('name', 'industries, problems, processes or terms')],
          responses: answer(VocabularyAnswer, 'The vocabulary'),
        },
      },
      '/api/suggest': {
        get: {
          operationId: 'suggest',
          summary: 'Complete what is being typed',
          parameters: queryParameters(SuggestParameters),
          responses: answer(SuggestAnswer, 'Words of the vocabulary and techniques'),
        },
      },
      '/api/plan': {
        get: {
          operationId: 'plan',
          summary: 'The plan of 2011–2020 as data, with its doubts',
          responses: answer(PlanAnswer, 'Tables as printed'),
        },
      },
      '/api/coverage': {
        get: {
          operationId: 'coverage',
          summary: 'Industries × problems',
          responses: answer(CoverageAnswer, 'Counts of techniques and cases'),
        },
      },
      '/api/indicators': {
        get: {
          operationId: 'indicators',
          summary: 'Benchmark values to compare own figures with',
          responses: answer(IndicatorsAnswer, 'Values and units'),
        },
      },
      '/api/remarks': {
        post: {
          operationId: 'remark',
          summary: 'Say that a record was useful or not, or that a figure is wrong',
          requestBody: jsonBody(RemarkRequest),
          responses: { '201': { description: 'Kept for the editors' }, ...problems },
        },
      },
      '/api/drafts/evaluate': draft(
        'evaluateDraft',
        'Economics of a draft’s schemes, and their sums',
        DraftRequest,
        answer(EvaluateAnswer, 'Indicators'),
      ),
      '/api/drafts/screen': draft(
        'screenDraft',
        'First pass and weighted sum',
        DraftRequest,
        answer(ScreenAnswer, 'Piles, ranking, how firm it is'),
      ),
      '/api/drafts/suggest': draft(
        'suggestForDraft',
        'What comparable plants did that the draft lacks',
        DraftRequest,
        answer(SuggestForDraftAnswer, 'By aspect'),
      ),
      '/api/drafts/docx': draft('draftAsWord', 'The scheme chapter as a Word file', DocumentRequest, file(DOCX, 'The file')),
      '/api/drafts/xlsx': draft('draftAsExcel', 'The schemes as a workbook with live formulas', DocumentRequest, file(XLSX, 'The file')),
      '/api/drafts/markdown': draft(
        'draftAsMarkdown',
        'The scheme chapter as Markdown',
        DocumentRequest,
        file('text/markdown', 'The file'),
      ),
      '/api/drafts/csv': draft(
        'draftAsCsv',
        'The schemes as a sheet that can be imported again',
        DraftRequest,
        file('text/csv', 'The file'),
      ),
      '/api/drafts/import': {
        post: {
          operationId: 'importSchemes',
          summary: 'Schemes from a sheet, with what is wrong by cell; the body is the file itself',
          requestBody: { required: true, content: { [XLSX]: binary, 'text/csv': binary } },
          responses: answer(ImportAnswer, 'Schemes and problems'),
        },
      },
      '/api/health': {
        get: {
          operationId: 'health',
          summary: 'Whether it is ready, and how far the index is',
          responses: answer(HealthAnswer, 'State of the service'),
        },
      },
      '/api/health/live': {
        get: { operationId: 'live', summary: 'Whether the process answers', responses: answer(LiveAnswer, 'It does') },
      },
      '/api/health/ready': {
        get: {
          operationId: 'ready',
          summary: 'Whether questions find every record',
          responses: answer(ReadyAnswer, 'They do; until then 503'),
        },
      },
      '/api/openapi.json': {
        get: {
          operationId: 'openapi',
          summary: 'This document',
          responses: { '200': { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  };
}
