import { describe, expect, it } from 'vitest';

import { CoverageAnswer, IndicatorsAnswer, PlanAnswer } from '../../server/api/overview.ts';
import { SuggestAnswer } from '../../server/api/suggest.ts';
import { mergeInto } from '../setup/desk-steps.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { serveApp } from '../setup/served-app.ts';

const { http, service } = await serveApp();

const suggest = async (query: Record<string, string>) => {
  const response = await http.get('/api/suggest').query(query);
  expect(response.status, response.text).toBe(200);
  expect(response.body).toEqual(SuggestAnswer.parse(response.body));
  return SuggestAnswer.parse(response.body).suggestions;
};

describe('GET /api/suggest', () => {
  it.each([
    ['电镀', '电镀'],
    ['electropl', 'Electroplating'],
    ['瓷砖厂 二氧化', '二氧化硫'],
    ['diandu', '电镀'],
  ])('completes %s', async (q, text) => {
    expect((await suggest({ q, limit: '20' })).map((one) => one.text)).toContainEqual(expect.stringContaining(text));
  });

  it('gives each thing once, no more than asked for', async () => {
    const found = await suggest({ q: '废水', limit: '5' });
    expect(found.length).toBeLessThanOrEqual(5);
    expect(new Set(found.map(({ kind, code }) => `${kind} ${code}`)).size).toBe(found.length);
  });

  it.each(['', ' ', ',', '\0', '\uFFFF', '"', 'zzzzqqqq', '%'])('has nothing for %j', async (q) => {
    expect(await suggest({ q })).toEqual([]);
  });

  it.each([
    ['q=a&limit=0', 'limit'],
    ['q=a&lang=de', 'lang'],
    ['limit=3', 'q'],
    [`q=${'a'.repeat(101)}`, 'q'],
    ['q=a&q=b', 'q'],
  ])('refuses %s by name', async (query, field) => {
    expectProblem(await http.get(`/api/suggest?${query}`), 400, field);
  });
});

describe('the library seen from above', () => {
  it('GET /api/coverage counts techniques and cases by trade and problem', async () => {
    const { body, status } = await http.get('/api/coverage');
    expect(status).toBe(200);
    const coverage = CoverageAnswer.parse(body);
    expect(body).toEqual(coverage);
    expect(coverage.cells.length).toBeGreaterThan(10);
    const industries = new Set(coverage.industries.map(({ code }) => code));
    const problems = new Set(coverage.problems.map(({ code }) => code));
    for (const { industry, problem, cases, techniques } of coverage.cells) {
      expect(industries).toContain(industry);
      expect(problems).toContain(problem);
      expect(cases + techniques).toBeGreaterThan(0);
    }
  });

  it('GET /api/indicators gives values to compare with, each with its record and a known unit where it has a base', async () => {
    const { body, status } = await http.get('/api/indicators');
    expect(status).toBe(200);
    const { indicators, units } = IndicatorsAnswer.parse(body);
    expect(indicators.length).toBeGreaterThan(0);
    const bases = new Set(units.map(({ base }) => base));
    for (const { benchmark, base } of indicators) {
      expect(service.library.get(benchmark)?.record.kind).toBe('benchmark');
      if (base) expect(bases).toContain(base.unit);
    }
  });

  it('GET /api/plan gives the plan’s tables', async () => {
    const { body, status } = await http.get('/api/plan');
    expect(status).toBe(200);
    const { tables } = PlanAnswer.parse(body);
    expect(Object.keys(tables).length).toBeGreaterThan(0);
    for (const [name, { rows }] of Object.entries(tables)) expect(rows.length, name).toBeGreaterThan(0);
  });
});

describe('POST /api/remarks', () => {
  const id = service.library.published()[0]?.id ?? '';

  it('keeps what a reader says of a record', async () => {
    const remark = { record: id, kind: 'wrong-figure', figure: '投资 12 万元', text: '应为 120 万元' };
    const response = await http.post('/api/remarks').send(remark);
    expect(response.status).toBe(201);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(service.library.notes.remarks()[0]).toMatchObject(remark);
  });

  it('keeps it under the record that stands now', async () => {
    const [from, to] = service.library.published('policy').map((record) => record.id);
    mergeInto(service.library, from ?? '', to ?? '');
    expect((await http.post('/api/remarks').send({ record: from, kind: 'useful' })).status).toBe(201);
    expect(service.library.notes.remarks()[0]).toMatchObject({ record: to, kind: 'useful' });
  });

  it.each<[object | string, string]>([
    [{ record: 'nobody', kind: 'useful' }, 'record'],
    [{ record: '../x', kind: 'useful' }, 'record'],
    [{ record: id }, 'kind'],
    [{ record: id, kind: 'nonsense' }, 'kind'],
    [{ record: id, kind: 'useful', text: 'a'.repeat(2001) }, 'text'],
    [{ record: id, kind: 'useful', text: ['a'] }, 'text'],
    [{ record: id, kind: 'useful', stars: 5 }, 'stars'],
    ['half a JSON {', 'body'],
  ])('refuses %j by name, and keeps nothing', async (body, field) => {
    const before = service.library.notes.remarks().length;
    const request = http.post('/api/remarks').set('content-type', 'application/json');
    expectProblem(await request.send(body as object), 400, field);
    expect(service.library.notes.remarks()).toHaveLength(before);
  });
});

describe('a question that finds nothing', () => {
  it('is kept for the editors', async () => {
    await http.post('/api/recommend').send({ text: 'zzzzqqqq' });
    expect(service.library.notes.unanswered()).toContainEqual(expect.objectContaining({ question: 'zzzzqqqq', match: 'none' }));
  });
});
