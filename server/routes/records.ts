import { Router } from 'express';

import { type LibraryRecord, linksOf } from '../../corpus/kinds/kinds.ts';
import { metricOf } from '../../corpus/vocabulary/metrics.ts';
import { normalised } from '../../corpus/vocabulary/units.ts';
import type { RecordAnswer } from '../api/record.ts';
import { HttpProblem } from '../errors.ts';
import type { Engine } from '../match/retrieve.ts';
import { similarTo } from '../match/similar.ts';
import { codeNames, presentCard } from '../present.ts';
import type { RecordSource } from '../records.ts';

export function recordRoutes(engine: Engine, records: RecordSource): Router {
  const router = Router();
  router.get('/records/:id', async (request, response) => {
    const found = await records.get(request.params.id);
    if (!found) {
      const id = request.params.id.slice(0, 100);
      throw new HttpProblem('not-found', { zh: `没有编号为“${id}”的已发布记录。`, en: `No published record has the id “${id}”.` });
    }
    const { record, revision, changedAt } = found;
    const answer: RecordAnswer = {
      record,
      revision,
      changedAt,
      redirectedFrom: record.id === request.params.id ? undefined : request.params.id,
      names: codeNames(record),
      links: await cards(records, linksOf(record)),
      linkedFrom: await cards(records, await records.linksTo(record.id)),
      similar: (await similarTo(engine, records, record)).map(presentCard),
      comparable: comparableMetrics(record),
    };
    response.set('cache-control', 'no-cache').json(answer);
  });
  return router;
}

async function cards(source: RecordSource, links: { field: string; id: string }[]): Promise<RecordAnswer['links']> {
  const records = await source.many(links.map(({ id }) => id));
  return links.flatMap(({ field, id }) => {
    const record = records.get(id);
    return record ? [{ ...presentCard(record), field }] : [];
  });
}

/** Those of its metrics whose name means the same in other records and whose unit is known. */
function comparableMetrics(record: LibraryRecord): RecordAnswer['comparable'] {
  const metrics = 'metrics' in record ? record.metrics : [];
  return metrics.flatMap(({ code, value, unit }, metric) => {
    const named = code === undefined ? undefined : metricOf(code);
    const common = normalised(value, unit);
    return named && common ? [{ metric, code: named.code, name: named.name, ...common }] : [];
  });
}
