import { type Request, type Response, Router } from 'express';

import type { Head } from '../../../corpus/heads.ts';
import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Authorship } from '../../../corpus/record-rows.ts';
import { accountOf, deskJson } from '../../accounts/guard.ts';
import {
  type ChangeAnswer,
  CreateRequest,
  type DeskListAnswer,
  DeskListParameters,
  type DeskRecord,
  SaveRequest,
  StepRequest,
} from '../../api/desk/record.ts';
import { checkRecord } from '../../curate/checking.ts';
import { newId } from '../../curate/new-id.ts';
import { isEditor, requireAction } from '../../curate/permissions.ts';
import { presentDeskCard, presentDeskRecord } from '../../curate/present.ts';
import { refusalsAsProblems } from '../../curate/refusals.ts';
import { HttpProblem, parse } from '../../errors.ts';
import type { Service } from '../../service.ts';
import { namedRevision, sendRevision } from './revision-header.ts';

/** Records at the desk: list, open, offer, save, submit. What only editors do stands in record-steps.ts. */
export function deskRecordRoutes({ library }: Pick<Service, 'library'>): Router {
  const router = Router();
  const { desk } = library;
  router.get('/desk/records', (request, response) => {
    const { state, kind, q, author, limit, offset } = parse(DeskListParameters, request.query);
    const account = accountOf(request);
    const creator = isEditor(account) ? undefined : account.email;
    const filter = { states: list(state), kinds: list(kind), text: q, author, creator };
    const { total, heads } = desk.list(filter, limit, offset);
    response.json({ total, records: heads.map(presentDeskCard), counts: desk.counts(creator) } satisfies DeskListAnswer);
  });
  router.post('/desk/records', deskJson, (request, response) => {
    const { record: sent, reason } = parse(CreateRequest, request.body ?? {});
    const record = requireRecord(library, { ...sent, id: sent.id ?? newId(library, sent.kind, sent.title) });
    const head = changed(library, request, () => desk.create(record, by(request, reason)));
    answer(library, request, response.status(201), head);
  });
  router.get('/desk/records/:id', (request, response) => {
    const head = openHead(library, request, 'open');
    sendRevision(response, head.revision).json(
      presentDeskRecord(library, head, accountOf(request), request.params.id) satisfies DeskRecord,
    );
  });
  router.put('/desk/records/:id', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { record: sent, reason } = parse(SaveRequest, request.body ?? {});
    const { id } = request.params;
    if (sent.id !== undefined && sent.id !== id)
      throw new HttpProblem('invalid-fields', undefined, [
        { field: 'record.id', text: { zh: `编号不能改:应为 ${id}`, en: `an id is permanent: ${id} is expected` } },
      ]);
    const record = requireRecord(library, { ...sent, id });
    openHead(library, request, 'save');
    answer(
      library,
      request,
      response,
      changed(library, request, () => desk.save(record, by(request, reason), expected), record),
    );
  });
  router.post('/desk/records/:id/submit', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { reason } = parse(StepRequest, request.body ?? {});
    const { record } = openHead(library, request, 'submit');
    answer(
      library,
      request,
      response,
      changed(library, request, () => desk.submit(record.id, by(request, reason), expected)),
    );
  });
  return router;
}

type Lib = Service['library'];

const list = <T>(value: T | T[] | undefined): T[] | undefined => (value === undefined ? undefined : ([value].flat() as T[]));

export function by(request: Request, reason: string): Authorship {
  return { author: accountOf(request).email, reason };
}

/** The head of the record in the address, where the account may do this with it. */
export function openHead(library: Lib, request: Request<{ id: string }>, action: 'open' | 'save' | 'submit'): Head {
  const head = library.desk.head(request.params.id);
  if (!head) {
    const id = request.params.id.slice(0, 100);
    throw new HttpProblem('not-found', { zh: `没有编号为“${id}”的记录。`, en: `No record has the id “${id}”.` });
  }
  requireAction(head, accountOf(request), action);
  return head;
}

/** Does the change; what the library refuses becomes a problem, a conflict with what stands now. */
export function changed<T>(library: Lib, request: Request, change: () => T, sent?: LibraryRecord): T {
  const present = (id: string) => {
    const head = library.desk.head(id);
    return head && presentDeskRecord(library, head, accountOf(request));
  };
  return refusalsAsProblems(change, present, sent);
}

export function answer(library: Lib, request: Request, response: Response, head: Head, more: Pick<ChangeAnswer, 'findable'> = {}): void {
  sendRevision(response, head.revision).json({ ...presentDeskRecord(library, head, accountOf(request)), ...more } satisfies ChangeAnswer);
}

/** The record that was sent; what its kind's schema does not take is told by field, in both languages. */
function requireRecord(library: Lib, sent: unknown): LibraryRecord {
  const { record, problems } = checkRecord(library, sent);
  if (record) return record;
  throw new HttpProblem(
    'invalid-fields',
    undefined,
    problems.map(({ field, message }) => ({
      field: field ? `record.${field}` : 'record',
      text: message,
    })),
  );
}
