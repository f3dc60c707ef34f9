import { Router } from 'express';

import { differences } from '../../../corpus/difference.ts';
import type { Revision } from '../../../corpus/heads.ts';
import type { RevisionAnswer, RevisionsAnswer } from '../../api/desk/record.ts';
import { HttpProblem } from '../../errors.ts';
import type { Service } from '../../service.ts';
import { openHead } from './records.ts';

/** Who changed what in a record, when and why, each revision with its difference from the one before it. */
export function historyRoutes({ library }: Pick<Service, 'library'>): Router {
  const router = Router();
  router.get('/desk/records/:id/revisions', (request, response) => {
    const { id } = openHead(library, request, 'open').record;
    const revisions = withDifferences(library.desk.revisions(id)).map(({ record: _, ...revision }) => revision);
    response.json({ id, revisions } satisfies RevisionsAnswer);
  });
  router.get('/desk/records/:id/revisions/:revision', (request, response) => {
    const { id } = openHead(library, request, 'open').record;
    const found = withDifferences(library.desk.revisions(id)).find(({ revision }) => String(revision) === request.params.revision);
    if (!found) {
      const revision = request.params.revision.slice(0, 20);
      throw new HttpProblem('not-found', { zh: `${id} 没有第 ${revision} 版。`, en: `${id} has no revision ${revision}.` });
    }
    response.json(found satisfies RevisionAnswer);
  });
  return router;
}

/** Newest first, as they come. */
function withDifferences(revisions: Revision[]): RevisionAnswer[] {
  return revisions.map((revision, i) => ({ ...revision, differences: differences(revisions[i + 1]?.record ?? {}, revision.record) }));
}
