import { type Request, Router } from 'express';

import { differences } from '../../../corpus/difference.ts';
import type { Head } from '../../../corpus/heads.ts';
import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import { accountOf, deskJson } from '../../accounts/guard.ts';
import {
  type DeskCoverageAnswer,
  DismissRequest,
  type MissingAnswer,
  type MissingCountsAnswer,
  MissingList,
  MissingParameters,
  SettleRequest,
  ShippedDecisionRequest,
  type ShippedDifferenceAnswer,
} from '../../api/desk/missing.ts';
import { deskCoverage } from '../../curate/coverage.ts';
import { missing } from '../../curate/missing.ts';
import { presentDeskRecord } from '../../curate/present.ts';
import { HttpProblem, parse } from '../../errors.ts';
import type { Service } from '../../service.ts';
import { answer, by, changed } from './records.ts';
import { namedRevision, sendRevision } from './revision-header.ts';

/** What the library lacks, and the actions that mend it where it is not an edit. */
export function missingRoutes({ library }: Pick<Service, 'library'>): Router {
  const router = Router();
  const { audit, desk, notes } = library;
  router.get('/desk/coverage', (_request, response) => {
    response.json(deskCoverage(library.published()) satisfies DeskCoverageAnswer);
  });
  router.get('/desk/missing', (_request, response) => {
    const items = missing(library);
    response.json({ lists: MissingList.options.map((list) => ({ list, count: items(list).length })) } satisfies MissingCountsAnswer);
  });
  router.get('/desk/missing/:list', (request, response) => {
    const list = MissingList.options.find((known) => known === request.params.list);
    if (!list)
      throw new HttpProblem('not-found', {
        zh: `没有这个清单:有 ${MissingList.options.join('、')}。`,
        en: `There is no such list: ${MissingList.options.join(', ')} are there.`,
      });
    const { limit, offset } = parse(MissingParameters, request.query);
    const items = missing(library)(list);
    response.json({ list, total: items.length, items: items.slice(offset, offset + limit) } satisfies MissingAnswer);
  });
  router.post('/desk/remarks/:id/settle', deskJson, (request, response) => {
    const { settlement } = parse(SettleRequest, request.body ?? {});
    const { email } = accountOf(request);
    const { id } = request.params;
    if (!/^\d{1,15}$/.test(id) || !notes.settle(Number(id), email, settlement))
      throw new HttpProblem('not-found', { zh: '没有这条待处理的读者意见。', en: 'There is no such remark that is still to be settled.' });
    audit.note({ who: email, action: 'remark-settled', detail: { remark: Number(id), settlement } });
    response.status(204).end();
  });
  router.post('/desk/unanswered/dismiss', deskJson, (request, response) => {
    const { question } = parse(DismissRequest, request.body ?? {});
    if (!notes.dismiss(question)) throw new HttpProblem('not-found', { zh: '没有这个问题。', en: 'There is no such question.' });
    audit.note({ who: accountOf(request).email, action: 'question-dismissed', detail: { question } });
    response.status(204).end();
  });
  router.get('/desk/shipped/:id', (request, response) => {
    const { head, shipped } = shippedBeside(request);
    const current = presentDeskRecord(library, head, accountOf(request));
    sendRevision(response, head.revision).json({
      current,
      shipped,
      differences: differences(head.record, shipped),
    } satisfies ShippedDifferenceAnswer);
  });
  router.post('/desk/shipped/:id', deskJson, (request, response) => {
    const expected = namedRevision(request);
    const { decision, reason } = parse(ShippedDecisionRequest, request.body ?? {});
    const { head, shipped } = shippedBeside(request);
    const decided = changed(library, request, () =>
      library.together(() => {
        library.settleShipped(shipped.id);
        if (decision === 'accept') return desk.save(shipped, by(request, reason), expected, 'accept-shipped');
        audit.note({ who: accountOf(request).email, action: 'shipped-text-left', record: shipped.id, detail: { reason } });
        return head;
      }),
    );
    answer(library, request, response, decided);
  });
  return router;

  function shippedBeside(request: Request<{ id: string }>): { head: Head; shipped: LibraryRecord } {
    const shipped = library.pendingShipped().find(({ id }) => id === request.params.id);
    const head = shipped && desk.head(shipped.id);
    if (!shipped || !head)
      throw new HttpProblem('not-found', {
        zh: '这条记录没有等待决定的随软件文本。',
        en: 'No shipped text of this record waits for a decision.',
      });
    return { head, shipped };
  }
}
