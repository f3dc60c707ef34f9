import express, { type Request, Router } from 'express';

import { accountOf, deskJson } from '../../accounts/guard.ts';
import {
  type DuplicatesAnswer,
  DuplicatesParameters,
  ImportChangeRequest,
  type ImportConfirmAnswer,
  ImportConfirmRequest,
  ImportParameters,
  type ImportPreview,
} from '../../api/import.ts';
import { Duplicates } from '../../curate/duplicates.ts';
import { confirmRows } from '../../curate/import/confirm.ts';
import { Imports, presentImport } from '../../curate/import/imports.ts';
import { isEditor } from '../../curate/permissions.ts';
import { atMostMegabytes, HttpProblem, parse } from '../../errors.ts';
import type { Service } from '../../service.ts';

/** Bytes of an upload: a report with its pictures, or a sheet of 5,000 rows. */
const UPLOAD_LIMIT = 20_000_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Import: a file is sent, looked at row by row, put right, and confirmed. Duplicates within the library are listed beside it. */
export function importRoutes(service: Service): Router {
  const router = Router();
  const { library } = service;
  const duplicates = new Duplicates(library, service.index, service);
  const imports = new Imports(library, duplicates);
  router.get('/desk/import-template', async (request, response) => {
    const { lang } = parse(ImportParameters, request.query);
    // Loaded when asked for: exceljs takes a quarter of a second, which every start would wait for.
    const { templateFile } = await import('../../curate/import/template.ts');
    response
      .type(XLSX)
      .attachment(lang === 'zh' ? '清产通案例模板.xlsx' : 'cleanmatch-cases.xlsx')
      .send(await templateFile(lang));
  });
  router.post('/desk/imports', refuseLarge, express.raw({ type: () => true, limit: UPLOAD_LIMIT }), async (request, response) => {
    const held = await imports.open(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), accountOf(request));
    response.status(201).json(presentImport(held) satisfies ImportPreview);
  });
  router.get('/desk/imports/:id', (request, response) => {
    response.json(presentImport(imports.get(request.params.id, accountOf(request))) satisfies ImportPreview);
  });
  router.patch('/desk/imports/:id', deskJson, async (request, response) => {
    const account = accountOf(request);
    const held = imports.get(request.params.id, account);
    const { words, cells } = parse(ImportChangeRequest, request.body ?? {});
    await imports.change(held, account, words, cells);
    response.json(presentImport(held) satisfies ImportPreview);
  });
  router.delete('/desk/imports/:id', (request, response) => {
    imports.drop(imports.get(request.params.id, accountOf(request)).id);
    response.status(204).end();
  });
  router.post('/desk/imports/:id/confirm', deskJson, async (request, response) => {
    const account = accountOf(request);
    const held = imports.get(request.params.id, account);
    const { rows, state, reason } = parse(ImportConfirmRequest, request.body ?? {});
    if (state === 'published' && !isEditor(account))
      throw new HttpProblem('not-allowed', { zh: '供稿人只能提交,由编辑发布。', en: 'Contributors offer records: editors publish them.' });
    const heads = confirmRows(library, held.rows, { rows, state, reason, author: account.email });
    imports.drop(held.id);
    // Drafts are found by nobody: there is nothing to wait for.
    const findable = await service.takeIn(heads.filter(({ state: is }) => is === 'published').map(({ record }) => record.id));
    const saved = heads.map(({ record, revision, state: is }) => ({ id: record.id, revision, state: is }));
    response.json({ saved, findable } satisfies ImportConfirmAnswer);
  });
  router.get('/desk/duplicates', async (request, response) => {
    const { most } = parse(DuplicatesParameters, request.query);
    const pairs = await duplicates.pairs(most);
    response.json({
      pairs: pairs.map(({ a, b }) => ({ a: { ...a, kind: library.desk.head(a.id)?.record.kind ?? 'case' }, b })),
    } satisfies DuplicatesAnswer);
  });
  return router;
}

/** What says that it is too large is refused before any of it is read; express.raw ends what does not say so at the same limit. */
function refuseLarge(request: Request, _response: unknown, next: () => void): void {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > UPLOAD_LIMIT)
    throw new HttpProblem(
      'too-large',
      {
        zh: `文件有 ${Math.round(length / 1e6)} MB,最多 ${UPLOAD_LIMIT / 1e6} MB:请分成几个文件,或去掉图片。`,
        en: `The file has ${Math.round(length / 1e6)} MB; at most ${UPLOAD_LIMIT / 1e6} MB are taken: part it, or leave out pictures.`,
      },
      [{ field: 'body', text: atMostMegabytes(UPLOAD_LIMIT) }],
    );
  next();
}
