import { beforeAll, describe, expect, it } from 'vitest';

import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { DeskCoverageAnswer, MissingAnswer, MissingCountsAnswer } from '../../server/api/desk/missing.ts';
import type { DeskRecord } from '../../server/api/desk/record.ts';
import { type Browser, emailOf, serveDesk } from '../setup/desk.ts';
import { bringTo } from '../setup/desk-steps.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';

const desk = await serveDesk();
const { library } = desk.service;
const cases = library.published('case');
let editor: Browser;
let admin: Browser;

beforeAll(async () => {
  editor = await desk.person('edits', 'editor');
  admin = await desk.person('runs', 'administrator');
});

const list = async (name: string, query = '?limit=500') => (await editor.get(`/api/desk/missing/${name}${query}`)).body as MissingAnswer;
const revisionOf = (id: string) => present(library.desk.head(id), id).revision;
const post = (path: string, body: object, revision?: number) => {
  const request = editor.post(path);
  return (revision === undefined ? request : request.set('if-match', `"${revision}"`)).send(body);
};

describe('merging', () => {
  it('shows what would become of it, and leaves a redirect that readers follow', async () => {
    const [from, into] = cases;
    const a = present(from, 'a case');
    const b = present(into, 'another case');
    const preview = await editor.get(`/api/desk/records/${a.id}/merge/${b.id}`);
    expect(preview.body).toMatchObject({ publishedAtOnce: true, intoRevision: 1, record: { id: b.id } });
    const merged = await post(`/api/desk/records/${a.id}/merge`, { into: b.id, intoRevision: 1, reason: '同一个案例' }, 1);
    expect(merged.body).toMatchObject({ id: b.id, state: 'published', findable: 'by-words' });
    const titles = (record: LibraryRecord) => record.sources.map(({ title }) => title);
    expect(titles(merged.body.record)).toEqual(expect.arrayContaining([...titles(a), ...titles(b)]));
    expect((await desk.http.get(`/api/records/${a.id}`)).body).toMatchObject({ record: { id: b.id }, redirectedFrom: a.id });
    expect((await editor.get(`/api/desk/records/${a.id}`)).body.redirectedFrom).toBe(a.id);
    const found = await desk.http.get(`/api/search?q=${encodeURIComponent(a.title.zh)}&limit=50`);
    expect(found.body.results.map(({ id }: { id: string }) => id)).not.toContain(a.id);
  });

  it('of two kinds, or into itself, is refused', async () => {
    const one = present(cases[2], 'a case').id;
    const technique = present(library.published('technique')[0], 'a technique').id;
    expectProblem(await editor.get(`/api/desk/records/${one}/merge/${technique}`), 409);
    expectProblem(await post(`/api/desk/records/${one}/merge`, { into: one, intoRevision: 1, reason: 'x' }, 1), 409);
    expectProblem(await post(`/api/desk/records/${one}/merge`, { into: 'nothing', intoRevision: 1, reason: 'x' }, 1), 404);
  });
});

describe('the evidence chain', () => {
  it('goes up by proven steps that stand with the record', async () => {
    const record = present(
      cases.slice(10).find((one) => one.kind === 'case' && one.evidence === 'reported'),
      'a reported case',
    );
    const proof = { grade: 'measured', document: '监测报告 2026-113', date: '2026-07-31', who: '市监测站' };
    const raised = { ...record, evidence: 'measured' };
    const save = editor.put(`/api/desk/records/${record.id}`).set('if-match', '"1"').send({ record: raised });
    expectProblem(await save, 400, 'evidence');
    expectProblem(await post(`/api/desk/records/${record.id}/proofs`, { ...proof, document: '' }, 1), 400, 'document');
    const proven = (await post(`/api/desk/records/${record.id}/proofs`, proof, 1)).body as DeskRecord;
    expect(proven).toMatchObject({
      state: 'draft',
      record: { evidence: 'measured' },
      proofs: [{ ...proof, recordedBy: emailOf('edits') }],
    });
    expectProblem(await post(`/api/desk/records/${record.id}/proofs`, proof, proven.revision), 400, 'evidence');
  });
});

describe('what is missing', () => {
  it('is counted by list, and each item says why and what mends it', async () => {
    const { lists } = (await editor.get('/api/desk/missing')).body as MissingCountsAnswer;
    for (const { list: name, count } of lists) {
      const { total, items } = await list(name);
      expect(total, name).toBe(count);
      for (const { why, mend, title } of items) {
        expect(why.zh && why.en && title.zh, name).toBeTruthy();
        expect(mend.page ?? mend.path, name).toMatch(/^\/(desk|api\/desk)\//);
      }
    }
    expect(lists.find((one) => one.list === 'thin-cells')?.count).toBeGreaterThan(0);
    expectProblem(await editor.get('/api/desk/missing/nothing'), 404);
  });

  it('a missing field is named, and the form opens there', async () => {
    const lacking = present((await list('fields')).items[0], 'a record with missing fields');
    expect(lacking.fields?.length).toBeGreaterThan(0);
    expect(lacking.mend.page).toBe(`/desk/records/${lacking.record}/edit?field=${lacking.fields?.[0]}`);
  });

  it('techniques with no case are those to which no published case is linked', async () => {
    const { items } = await list('techniques-without-case');
    const proven = new Set(library.published('case').flatMap((record) => (record.kind === 'case' ? record.techniques : [])));
    for (const { record } of items) expect(proven.has(record ?? '')).toBe(false);
  });

  it('remarks are settled, with what was done about it', async () => {
    const record = present(cases[4], 'a case').id;
    await desk.http.post('/api/remarks').send({ record, kind: 'wrong-figure', figure: '投资 100 万元', text: '应为 <b>10</b> 万' });
    const { items } = await list('remarks');
    const remark = present(items[0], 'the remark');
    expect(remark).toMatchObject({ record, why: { zh: '读者认为数字有误:投资 100 万元:应为 <b>10</b> 万' }, mend: { action: 'settle' } });
    const path = present(remark.mend.path, 'path');
    expectProblem(await post(path, {}), 400, 'settlement');
    expect((await post(path, { settlement: '已按来源更正' })).status).toBe(204);
    expect((await list('remarks')).total).toBe(0);
    expectProblem(await post(path, { settlement: 'again' }), 404);
    expectProblem(await post('/api/desk/remarks/x/settle', { settlement: 'x' }), 404);
  });

  it('questions that found nothing are kept until dismissed, and not at all where an administrator switches that off', async () => {
    const ask = (text: string) => desk.http.post('/api/recommend').send({ text });
    await ask('怎样给鲸鱼刷牙');
    expect((await list('unanswered')).items[0]).toMatchObject({ key: '怎样给鲸鱼刷牙', times: 1, mend: { action: 'dismiss' } });
    expect((await post('/api/desk/unanswered/dismiss', { question: '怎样给鲸鱼刷牙' })).status).toBe(204);
    expect((await admin.patch('/api/desk/settings').send({ keepQuestions: false })).body.settings.keepQuestions).toBe(false);
    await ask('怎样给长颈鹿刷牙');
    expect((await list('unanswered')).total).toBe(0);
    expectProblem(await post('/api/desk/unanswered/dismiss', { question: '怎样给长颈鹿刷牙' }), 404);
    expect((await desk.http.get('/api/health')).status).toBe(200);
  });

  it('stale records are counted by the years an administrator sets', async () => {
    const before = (await list('stale')).total;
    expect((await admin.patch('/api/desk/settings').send({ staleAfterYears: 1 })).status).toBe(200);
    expect((await list('stale')).total).toBeGreaterThan(before);
    expectProblem(await admin.patch('/api/desk/settings').send({ staleAfterYears: 0 }), 400, 'staleAfterYears');
    expectProblem(await admin.patch('/api/desk/settings').send({ colour: 'red' }), 400, 'colour');
  });

  it('a shipped text that differs from what was revised here is taken over or left', async () => {
    const record = present(cases[6], 'a case');
    const other = present(cases[7], 'another case');
    for (const one of [record, other]) {
      bringTo(library, { ...one, summary: { ...one.summary, zh: '此处修订过' } });
      library.importShipped([{ ...one, summary: { ...one.summary, zh: '软件更新过' } }], []);
    }
    expect((await list('shipped-differs')).items.map((item) => item.record).sort()).toEqual([record.id, other.id].sort());
    const shown = await editor.get(`/api/desk/shipped/${record.id}`);
    expect(shown.body.differences).toEqual([{ field: 'summary.zh', before: '此处修订过', after: '软件更新过' }]);
    const accepted = await post(`/api/desk/shipped/${record.id}`, { decision: 'accept' }, revisionOf(record.id));
    expect(accepted.body).toMatchObject({ state: 'draft', isPublished: true, record: { summary: { zh: '软件更新过' } } });
    const left = await post(`/api/desk/shipped/${other.id}`, { decision: 'keep', reason: '这里的更准' }, revisionOf(other.id));
    expect(left.body).toMatchObject({ state: 'published', record: { summary: { zh: '此处修订过' } } });
    expect((await list('shipped-differs')).total).toBe(0);
    expectProblem(await editor.get(`/api/desk/shipped/${other.id}`), 404);
  });

  it('coverage tells cases by evidence grade', async () => {
    const { cells, industries } = (await editor.get('/api/desk/coverage')).body as DeskCoverageAnswer;
    for (const { cases: n, grades } of cells) expect(Object.values(grades).reduce((sum, grade) => sum + grade, 0)).toBe(n);
    expect(industries.length).toBeGreaterThan(5);
  });
});

describe('checks while typing', () => {
  const check = async (record: object) => (await editor.post('/api/desk/check').send({ record })).body;

  it('find unknown words with what may be meant, links to nothing and figures without a unit, and save nothing', async () => {
    const before = library.audit.page({}, 1, 0).total;
    const { sources: _, ...record } = present(cases[8], 'a case') as Record<string, unknown>;
    const checked = await check({ ...record, problems: ['镍'], processes: ['electroplating-x'], techniques: ['counter-flow-rinse'] });
    expect(checked).toMatchObject({ saveable: true, publishable: false });
    const byField = Object.fromEntries(checked.problems.map((problem: { field: string }) => [problem.field, problem]));
    expect(byField['problems[0]'].proposals.length).toBeGreaterThan(0);
    expect(byField['processes[0]'].message).toEqual({
      zh: expect.stringContaining('词表里没有'),
      en: expect.stringContaining('unknown code'),
    });
    expect(byField.techniques).toMatchObject({ severity: 'error' });
    expect(byField.sources.message.zh).toBe('缺少来源');
    const unitless = await check({ ...record, metrics: [{ name: { zh: '节水' }, value: 1, unit: ' ' }] });
    expect(unitless).toMatchObject({ saveable: false, problems: [{ field: 'metrics[0].unit', severity: 'not-a-record' }] });
    expect(library.audit.page({}, 1, 0).total).toBe(before);
  });

  it('find nothing wrong with what is published', async () => {
    for (const record of [present(cases[9], 'a case'), present(library.published('guide')[0], 'a guide')])
      expect((await check(record)).problems.filter(({ severity }: { severity: string }) => severity !== 'warning')).toEqual([]);
  });

  it('propose industry, problems and techniques from a text', async () => {
    const { body } = await editor.post('/api/desk/suggest').send({ text: '某瓷砖厂窑炉烟气二氧化硫超标,改造后采用脱硫塔。' });
    expect(body.industries.map(({ code }: { code: string }) => code)).toContain('C3071');
    expect(body.problems.map(({ code }: { code: string }) => code)).toContain('so2');
    expect(body.techniques.length).toBeGreaterThan(0);
    expect(library.desk.head(body.techniques[0].code)?.record.kind).toBe('technique');
    expectProblem(await editor.post('/api/desk/suggest').send({ text: '' }), 400, 'text');
  });

  it('forms are described for each kind', async () => {
    expect((await editor.get('/api/desk/forms/case')).body).toMatchObject({ kind: 'case', fields: expect.any(Array) });
    expectProblem(await editor.get('/api/desk/forms/recipe'), 404);
  });
});

describe('the audit log', () => {
  it('is read by administrators, and given out as CSV that no spreadsheet takes for formulas, and as JSONL', async () => {
    const { body } = await admin.get('/api/desk/audit?action=record-merged&limit=5');
    expect(body.total).toBe(2);
    expect(body.entries[0]).toMatchObject({ who: emailOf('edits'), action: 'record-merged' });
    await desk.browser().post('/api/session').send({ email: '=cmd()@x.example', password: 'x' });
    const csv = await admin.get('/api/desk/audit/export');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe('attachment; filename=audit.csv');
    expect(csv.text).toMatch(/^\uFEFFid,at,who,action,record,detail\n1,/);
    expect(csv.text).toContain("'=cmd()@x.example");
    const headers = { cookie: await desk.cookieOf('runs') };
    const jsonl = await fetch(`${desk.address}/api/desk/audit/export?format=jsonl`, { headers });
    expect(jsonl.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    const lines = (await jsonl.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(library.audit.page({}, 1, 0).total);
    expectProblem(await admin.get('/api/desk/audit?from=yesterday'), 400, 'from');
  });
});
