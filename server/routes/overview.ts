import { join } from 'node:path';

import { Router } from 'express';

import { coverage } from '../../corpus/check/coverage.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { readPlan } from '../../corpus/read/plan.ts';
import type { Remark } from '../../corpus/reader-notes.ts';
import { shippedFolder } from '../../corpus/root.ts';
import { allUnits, unitOf } from '../../corpus/vocabulary/units.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { type CoverageAnswer, type IndicatorsAnswer, type PlanAnswer, RemarkRequest } from '../api/overview.ts';
import { HttpProblem, parse } from '../errors.ts';
import type { RecordSource } from '../records.ts';

/** What the library holds seen from above: coverage, indicators to compare with, the plan; and what readers say of records. */
export function overviewRoutes(records: RecordSource, keepRemark: ((remark: Remark) => void) | undefined): Router {
  const router = Router();
  let plan: PlanAnswer | undefined;
  router.get('/plan', (_request, response) => {
    plan ??= { tables: readPlan(join(shippedFolder, 'plan')).tables as unknown as PlanAnswer['tables'] };
    response.set('cache-control', 'public, max-age=3600').json(plan);
  });
  router.get('/coverage', async (_request, response) => {
    response.set('cache-control', 'no-cache').json(presentCoverage(await records.published()));
  });
  router.get('/indicators', async (_request, response) => {
    const benchmarks = await records.published('benchmark');
    const named = await records.many(benchmarks.flatMap((record) => (record.kind === 'benchmark' ? record.techniques : [])));
    response.set('cache-control', 'no-cache').json(presentIndicators(benchmarks, named));
  });
  if (!keepRemark) return router;
  router.post('/remarks', async (request, response) => {
    const remark = parse(RemarkRequest, request.body ?? {});
    const found = await records.get(remark.record);
    if (!found)
      throw new HttpProblem('invalid-fields', undefined, [
        { field: 'record', text: { zh: '没有这个编号的已发布记录', en: 'no published record has this id' } },
      ]);
    keepRemark({ ...remark, record: found.record.id });
    response.status(201).set('cache-control', 'no-store').json({ kept: true });
  });
  return router;
}

function presentCoverage(all: LibraryRecord[]): CoverageAnswer {
  const words = vocabulary();
  const cells = coverage(all);
  const industries = [...new Set(cells.map(({ industry }) => industry))].map((code) => {
    const industry = words.industries.get(code);
    return { code, name: { zh: industry?.zh ?? code, en: industry?.en } };
  });
  const problems = [...words.problems.values()].map(({ code, zh, en, kind }) => ({ code, name: { zh, en }, kind }));
  return { industries, problems, cells: cells.filter(({ cases, techniques }) => cases + techniques > 0) };
}

function presentIndicators(benchmarks: LibraryRecord[], techniques: Map<string, LibraryRecord>): IndicatorsAnswer {
  const indicators: IndicatorsAnswer['indicators'] = benchmarks.flatMap((record) => {
    if (record.kind !== 'benchmark') return [];
    const moving = record.techniques.flatMap((id) => {
      const technique = techniques.get(id);
      return technique ? [{ id: technique.id, title: technique.title }] : [];
    });
    return record.values.map((value) => {
      const unit = unitOf(value.unit);
      return {
        ...value,
        benchmark: record.id,
        title: record.title,
        industries: record.industries,
        validity: record.validity.status,
        base: unit && { unit: unit.base, factor: unit.factor },
        techniques: moving,
      };
    });
  });
  const bases = new Set(indicators.map(({ base }) => base?.unit));
  const units = allUnits()
    .filter(({ base }) => bases.has(base))
    .map(({ unit, base, factor, meaning }) => ({ unit, base, factor, name: meaning }));
  return { indicators, units };
}
