import { Router } from 'express';

import { differences } from '../../../corpus/difference.ts';
import type { Head } from '../../../corpus/heads.ts';
import { deskJson } from '../../accounts/guard.ts';
import { type MergePreviewAnswer, MergeRequest, ProofRequest, ReasonRequest, RestoreRequest, StepRequest } from '../../api/desk/record.ts';
import { checkRecord } from '../../curate/checking.ts';
import { HttpProblem, parse } from '../../errors.ts';
import type { Service } from '../../service.ts';
import { answer, by, changed } from './records.ts';
import { namedRevision } from './revision-header.ts';

/** What editors do with a record. What changes for readers is findable before the answer goes out. */
export function recordStepRoutes(service: Pick<Service, 'library' | 'takeIn'>): Router {
  const router = Router();
  const { library } = service;
  const { desk } = library;
  router.post('/desk/records/:id/send-back', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { reason } = parse(ReasonRequest, request.body ?? {});
    answer(
      library,
      request,
      response,
      changed(library, request, () => desk.sendBack(request.params.id, by(request, reason), expected)),
    );
  });
  router.post('/desk/records/:id/publish', deskJson, async (request, response) => {
    const expected = namedRevision(request);
    const { reason } = parse(StepRequest, request.body ?? {});
    const { id } = request.params;
    requirePublishable(service, desk.head(id));
    const head = changed(library, request, () => desk.publish(id, by(request, reason), expected));
    answer(library, request, response, head, { findable: await service.takeIn([id]) });
  });
  router.post('/desk/records/:id/retire', deskJson, async (request, response) => {
    const expected = namedRevision(request);
    const { reason } = parse(ReasonRequest, request.body ?? {});
    const head = changed(library, request, () => desk.retire(request.params.id, by(request, reason), expected));
    await service.takeIn([]);
    answer(library, request, response, head);
  });
  router.post('/desk/records/:id/discard', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { reason } = parse(ReasonRequest, request.body ?? {});
    answer(
      library,
      request,
      response,
      changed(library, request, () => desk.discard(request.params.id, by(request, reason), expected)),
    );
  });
  router.post('/desk/records/:id/restore', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { reason, revision } = parse(RestoreRequest, request.body ?? {});
    const { id } = request.params;
    answer(
      library,
      request,
      response,
      changed(library, request, () => desk.restore(id, revision, by(request, reason), expected)),
    );
  });
  router.post('/desk/records/:id/proofs', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { reason, ...proof } = parse(ProofRequest, request.body ?? {});
    const { id } = request.params;
    answer(
      library,
      request,
      response,
      changed(library, request, () => desk.prove(id, proof, by(request, reason), expected)),
    );
  });
  router.get('/desk/records/:id/merge/:into', (request, response) => {
    const { id, into } = request.params;
    const { record, publishedAtOnce, intoHead } = changed(library, request, () => desk.merged(id, into));
    response.json({
      record,
      publishedAtOnce,
      intoRevision: intoHead.revision,
      differences: differences(intoHead.record, record),
    } satisfies MergePreviewAnswer);
  });
  router.post('/desk/records/:id/merge', deskJson, async (request, response) => {
    const expected = namedRevision(request);
    const { into, intoRevision, reason } = parse(MergeRequest, request.body ?? {});
    const revisions = { from: expected, into: intoRevision };
    const head = changed(library, request, () => desk.merge(request.params.id, into, by(request, reason), revisions));
    const findable = await service.takeIn([head.record.id]);
    answer(library, request, response, head, head.state === 'published' ? { findable } : {});
  });
  return router;
}

/** What breaks a rule of the collection is not published: an export of it would not pass npm run check. */
function requirePublishable({ library }: Pick<Service, 'library'>, head: Head | undefined): void {
  if (!head) return;
  const errors = checkRecord(library, head.record).problems.filter(({ severity }) => severity !== 'warning');
  if (errors.length === 0) return;
  throw new HttpProblem(
    'invalid-fields',
    { zh: '发布前要改正这几处:', en: 'These fields must be mended before the record can be published.' },
    errors.map(({ field, message }) => ({ field: `record.${field}`, text: message })),
  );
}
