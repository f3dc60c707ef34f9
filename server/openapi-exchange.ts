import { DigestParameters, ExportParameters } from './api/giving.ts';
import {
  DuplicatesAnswer,
  DuplicatesParameters,
  ImportChangeRequest,
  ImportConfirmAnswer,
  ImportConfirmRequest,
  ImportParameters,
  ImportPreview,
} from './api/import.ts';
import { answer, jsonBody, path, problems, queryParameters } from './openapi-parts.ts';

/** The part of the OpenAPI document about records that come in and go out as files. */

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const files = (types: string[], description: string) => ({
  '200': {
    description,
    content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
  },
  ...problems,
});

export function exchangePaths(): Record<string, Record<string, unknown>> {
  return {
    '/api/exports/records': {
      get: {
        operationId: 'exportRecords',
        summary: 'All published records as JSONL, CSV, XLSX or the tree of Markdown files that corpus/shipped is',
        parameters: queryParameters(ExportParameters),
        responses: files(['application/x-ndjson', 'text/csv', XLSX, 'application/zip'], 'The file'),
      },
    },
    '/api/exports/digest': {
      get: {
        operationId: 'digest',
        summary: 'What was published and changed in a period, as a page that prints or as a Word file',
        parameters: queryParameters(DigestParameters),
        responses: files(['text/html', DOCX], 'The digest'),
      },
    },
    '/api/desk/exports/records': {
      get: {
        operationId: 'exportAllRecords',
        summary: 'Records of every state but retired, in the newest text of each',
        parameters: queryParameters(ExportParameters),
        responses: files(['application/x-ndjson', 'text/csv', XLSX], 'The file'),
      },
    },
    ...importPaths(),
  };
}

const ID = path('id', 'The import’s id');
const anyFile = { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };

function importPaths(): Record<string, Record<string, unknown>> {
  return {
    '/api/desk/import-template': {
      get: {
        operationId: 'importTemplate',
        summary: 'A workbook to write cases in, with lists to choose from and an example',
        parameters: queryParameters(ImportParameters),
        responses: files([XLSX], 'The workbook'),
      },
    },
    '/api/desk/imports': {
      post: {
        operationId: 'openImport',
        summary:
          'Read a file (XLSX, CSV, JSONL, Markdown, a ZIP of Markdown, Word) and look at each row; writes nothing. The body is the file',
        parameters: queryParameters(ImportParameters),
        requestBody: anyFile,
        responses: answer(ImportPreview, 'Each row as new, changed, the same, a duplicate or wrong', '201'),
      },
    },
    '/api/desk/imports/{id}': {
      get: { operationId: 'import', summary: 'An import as it stands', parameters: [ID], responses: answer(ImportPreview, 'Its rows') },
      patch: {
        operationId: 'changeImport',
        summary: 'Put cells right and say what words mean; all rows are looked at again',
        parameters: [ID],
        requestBody: jsonBody(ImportChangeRequest),
        responses: answer(ImportPreview, 'Its rows'),
      },
      delete: {
        operationId: 'dropImport',
        summary: 'Forget an import',
        parameters: [ID],
        responses: { '204': { description: 'Forgotten' }, ...problems },
      },
    },
    '/api/desk/imports/{id}/confirm': {
      post: {
        operationId: 'confirmImport',
        summary: 'Write the chosen rows: all of them or none',
        parameters: [ID],
        requestBody: jsonBody(ImportConfirmRequest),
        responses: answer(ImportConfirmAnswer, 'What was written'),
      },
    },
    '/api/desk/duplicates': {
      get: {
        operationId: 'duplicates',
        summary: 'Pairs of records that may be the same, with why',
        parameters: queryParameters(DuplicatesParameters),
        responses: answer(DuplicatesAnswer, 'Pairs, most alike first'),
      },
    },
  };
}
