import { Router } from 'express';

import { Kind } from '../../../corpus/kinds/kinds.ts';
import { deskJson } from '../../accounts/guard.ts';
import { type CheckAnswer, CheckRequest, type FormAnswer, SuggestFieldsRequest } from '../../api/desk/form.ts';
import { checkRecord, hasErrors } from '../../curate/checking.ts';
import { formOf } from '../../curate/form.ts';
import { suggestFields } from '../../curate/suggest-fields.ts';
import { HttpProblem, parse } from '../../errors.ts';
import type { Service } from '../../service.ts';

/** What helps while a record is being typed. Nothing is saved. */
export function checkingRoutes(service: Service): Router {
  const router = Router();
  router.post('/desk/check', deskJson, (request, response) => {
    const { record, problems } = checkRecord(service.library, parse(CheckRequest, request.body ?? {}).record);
    response.json({ problems, saveable: record !== undefined, publishable: !hasErrors(problems) } satisfies CheckAnswer);
  });
  router.post('/desk/suggest', deskJson, async (request, response) => {
    response.json(await suggestFields(service, service.records, parse(SuggestFieldsRequest, request.body ?? {})));
  });
  router.get('/desk/forms/:kind', (request, response) => {
    const kind = Kind.options.find((known) => known === request.params.kind);
    if (!kind)
      throw new HttpProblem('not-found', {
        zh: `没有这类记录:有 ${Kind.options.join('、')}。`,
        en: `There is no such kind of record: ${Kind.options.join(', ')} are there.`,
      });
    response.json(formOf(kind) satisfies FormAnswer);
  });
  return router;
}
