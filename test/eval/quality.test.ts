import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import { openBed } from './bed.ts';
import { mean } from './measures.ts';
import { evaluate, type Report } from './report.ts';

/** Quality does not fall below the floor kept beside this file. What it is now: npm run eval. */

const floor = JSON.parse(readFileSync(join(projectRoot, 'test', 'eval', 'floor.json'), 'utf8'));

let report: Report;

beforeAll(async () => {
  const bed = await openBed();
  report = await evaluate(bed);
  await bed.close();
}, 600_000);

describe('search over the real collection', () => {
  it.each(['check', 'fit', 'own'])('ranks the right records high on the %s questions', (set) => {
    const row = report.search.find((one) => one.set === set && one.way === 'hybrid' && one.group === 'all');
    expect(row?.values.ndcg).toBeGreaterThanOrEqual(floor.hybrid[set].ndcg);
    expect(row?.values.recall).toBeGreaterThanOrEqual(floor.hybrid[set].recall);
  });

  it('answers English questions about as well as Chinese ones', () => {
    const rows = report.search.filter(({ way, group, set }) => way === 'hybrid' && group === 'en' && set !== 'own');
    const questions = rows.reduce((sum, { n }) => sum + n, 0);
    expect(rows.reduce((sum, { n, values }) => sum + n * values.ndcg, 0) / questions).toBeGreaterThanOrEqual(floor.english);
  });
});

describe('recommendations', () => {
  it.each(['check', 'fit', 'own'])('show a right answer among the first three techniques on the %s questions', (set) => {
    const row = report.recommend.find((one) => one.set === set && one.group === 'all');
    expect(row?.success).toBeGreaterThanOrEqual(floor.recommend[set]);
  });

  it('show the benchmark or policy asked for beside them', () => {
    const rows = report.recommend.filter(({ group, besideN }) => group === 'all' && besideN > 0);
    const asked = rows.reduce((sum, { besideN }) => sum + besideN, 0);
    expect(rows.reduce((sum, { besideN, beside }) => sum + besideN * beside, 0) / asked).toBeGreaterThanOrEqual(floor.beside);
  });
});

describe('questions outside the field', () => {
  it('are said to have no good match', () => {
    const kept = report.emptiness.find(({ set }) => set === 'kept');
    expect((kept?.saidNone ?? 0) / (kept?.questions ?? 1)).toBeGreaterThanOrEqual(floor.outOfFieldSaidNone);
  });

  it('are hardly ever seen in real ones', () => {
    const said = report.recommend.filter(({ group }) => group === 'all').map(({ saidNone }) => saidNone);
    expect(mean(said)).toBeLessThanOrEqual(floor.fieldSaidNone);
  });
});
