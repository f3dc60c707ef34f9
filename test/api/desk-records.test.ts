import { beforeAll, describe, expect, it } from 'vitest';

import type { ChangeAnswer, DeskListAnswer, DeskRecord, RevisionsAnswer } from '../../server/api/desk/record.ts';
import { type Browser, emailOf, serveDesk } from '../setup/desk.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';

const desk = await serveDesk();
const { library } = desk.service;
let contributor: Browser;
let editor: Browser;
let second: Browser;

const technique = present(
  library.published('technique').find((record) => record.kind === 'technique' && !record.broader),
  'a canonical technique',
);
let count = 0;

/** A case that keeps every rule of the collection, with words of its own. */
const offered = (more: Record<string, unknown> = {}) => ({
  kind: 'case',
  id: `desk-case-${++count}`,
  title: { zh: `紫罗兰厂第${count}号漂洗线改造`, en: `Rinsing line ${count} of the violet works rebuilt` },
  summary: { zh: '漂洗水回用。', en: 'Rinse water is used again.' },
  industries: ['C3360'],
  problems: ['nickel'],
  measure: 'recycling',
  techniques: [technique.id],
  evidence: 'reported',
  evidenceBasis: 'company: report of the works',
  sources: [{ title: '报告' }],
  ...more,
});
const create = async (browser: Browser, record: object) => {
  const response = await browser.post('/api/desk/records').send({ record });
  expect(response.status, response.text).toBe(201);
  return response.body as ChangeAnswer;
};
const step = (browser: Browser, id: string, name: string, revision: number, body: object = {}) =>
  browser.post(`/api/desk/records/${id}/${name}`).set('if-match', `"${revision}"`).send(body);
const save = (browser: Browser, record: { id: string; [field: string]: unknown }, revision: number) =>
  browser.put(`/api/desk/records/${record.id}`).set('if-match', `"${revision}"`).send({ record });

beforeAll(async () => {
  contributor = await desk.person('offers', 'contributor');
  editor = await desk.person('edits', 'editor');
  second = await desk.person('second', 'editor');
});

describe('a record offered by a contributor', () => {
  it('is reviewed by an editor, published by a second person, and then found by readers', async () => {
    const record = offered();
    expect(await create(contributor, record)).toMatchObject({
      state: 'draft',
      revision: 1,
      writer: emailOf('offers'),
      actions: ['save', 'submit'],
    });
    expect((await desk.http.get(`/api/records/${record.id}`)).status).toBe(404);
    const submitted = await step(contributor, record.id, 'submit', 1);
    expect(submitted.body).toMatchObject({ state: 'in-review', revision: 2, actions: [] });
    expect(submitted.headers.etag).toBe('"2"');
    const published = await step(editor, record.id, 'publish', 2);
    expect(published.body).toMatchObject({ state: 'published', findable: 'by-words', isPublished: true });
    expect((await desk.http.get(`/api/records/${record.id}`)).body.record).toMatchObject(record);
    const found = await desk.http.get(`/api/search?q=${encodeURIComponent(record.title.zh)}`);
    expect(found.body.results[0].id).toBe(record.id);
  });

  it('is the only one a contributor sees, and out of reach once submitted', async () => {
    const own = offered();
    await create(contributor, own);
    const other = offered();
    await create(editor, other);
    const { records } = (await contributor.get('/api/desk/records?limit=200')).body as DeskListAnswer;
    expect(records.map(({ id }) => id)).toContain(own.id);
    expect(new Set(records.map(({ writer }) => writer))).toEqual(new Set([emailOf('offers')]));
    for (const path of [other.id, technique.id, `${other.id}/revisions`])
      expectProblem(await contributor.get(`/api/desk/records/${path}`), 403);
    expectProblem(await save(contributor, other, 1), 403);
    await step(contributor, own.id, 'submit', 1);
    expectProblem(await save(contributor, own, 2), 403);
    expect((await step(editor, own.id, 'send-back', 2, { reason: '请补充投资' })).body.state).toBe('draft');
    expect((await save(contributor, own, 3)).status).toBe(200);
  });

  it('gets an id from its title where it has none', async () => {
    const { id: _, ...record } = offered({ title: { zh: '无编号的记录', en: 'A Record, without an id!' } });
    expect((await create(contributor, record)).id).toBe('a-record-without-an-id');
    expect((await create(contributor, { ...record, title: { zh: '无编号的记录二', en: 'A record without an id' } })).id).toBe(
      'a-record-without-an-id-2',
    );
    expect((await create(contributor, { ...record, title: { zh: '清洁生产' } })).id).toBe('qing-jie-sheng-chan');
  });

  it('is refused where its id is taken, and told which', async () => {
    expectProblem(await contributor.post('/api/desk/records').send({ record: offered({ id: technique.id }) }), 409, 'id');
  });
});

describe('a record that is being edited', () => {
  it('is published only by a second person, who is named as needed', async () => {
    const record = offered();
    await create(editor, record);
    expect((await step(editor, record.id, 'submit', 1)).body).toMatchObject({ needsSecondPerson: true });
    expect(expectProblem(await step(editor, record.id, 'publish', 2), 409).type).toBe('/problems/second-person-needed');
    expect((await step(second, record.id, 'publish', 2)).body.state).toBe('published');
  });

  it('stays as it is for readers until the new text is published', async () => {
    const { record } = (await editor.get(`/api/desk/records/${technique.id}`)).body as DeskRecord;
    const title = { ...record.title, zh: '改过的标题' };
    const saved = await save(editor, { ...record, title }, 1);
    expect(saved.body).toMatchObject({
      state: 'draft',
      isPublished: true,
      published: { revision: 1, differences: [{ field: 'title.zh' }] },
    });
    expect((await desk.http.get(`/api/records/${technique.id}`)).body.record.title).toEqual(record.title);
    expect((await step(editor, technique.id, 'discard', 2, { reason: '误改' })).body).toMatchObject({ state: 'published', revision: 1 });
  });

  it('by two at once: the second is shown what stands and how it differs, and nothing is overwritten', async () => {
    const record = offered();
    await create(editor, record);
    expect((await save(editor, { ...record, year: 2020 }, 1)).status).toBe(200);
    const late = await save(second, { ...record, year: 2021 }, 1);
    const problem = expectProblem(late, 412);
    expect(problem.differences).toEqual([{ field: 'year', before: 2020, after: 2021 }]);
    expect(problem.current).toMatchObject({ revision: 2, record: { year: 2020 } });
    expect((await save(second, { ...record, year: 2021 }, 2)).status).toBe(200);
  });

  it('must be named with the revision that was looked at', async () => {
    const record = offered();
    await create(editor, record);
    for (const header of ['', '*', '"x"'])
      expectProblem(await editor.put(`/api/desk/records/${record.id}`).set('if-match', header).send({ record }), 428);
    expectProblem(await editor.post(`/api/desk/records/${record.id}/retire`).send({ reason: 'x' }), 428);
  });

  it('twenty times at once is saved once: the others are told', async () => {
    const record = offered();
    await create(editor, record);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => save(i % 2 ? editor : second, { ...record, year: 2000 + i }, 1)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
  });

  it('keeps its history with differences, and an earlier text can be brought back', async () => {
    const record = offered();
    await create(editor, record);
    await save(editor, { ...record, year: 2020 }, 1);
    const { revisions } = (await editor.get(`/api/desk/records/${record.id}/revisions`)).body as RevisionsAnswer;
    expect(revisions.map(({ revision, author, differences }) => [revision, author, differences.length > 0])).toEqual([
      [2, emailOf('edits'), true],
      [1, emailOf('edits'), true],
    ]);
    expect(revisions[0]?.differences).toEqual([{ field: 'year', after: 2020 }]);
    expect((await editor.get(`/api/desk/records/${record.id}/revisions/1`)).body.record.year).toBeUndefined();
    expect((await step(second, record.id, 'restore', 2, { revision: 1, reason: '年份不对' })).body.record.year).toBeUndefined();
    expectProblem(await step(second, record.id, 'restore', 3, { revision: 99, reason: 'x' }), 404);
    expectProblem(await editor.get(`/api/desk/records/${record.id}/revisions/99`), 404);
  });
});

describe('what is not as it should be', () => {
  it('is named by field, in both languages', async () => {
    const bad = offered({
      year: '去年',
      metrics: [{ name: { zh: '节水' }, value: [2, 1], unit: '' }],
      colour: 'red',
      title: { en: 'only English' },
    });
    const { errors } = expectProblem(await editor.post('/api/desk/records').send({ record: bad }), 400);
    expect(Object.fromEntries((errors ?? []).map(({ field, text }) => [field, text]))).toEqual({
      'record.year': { zh: '应为数字', en: 'expected: a number' },
      'record.title.zh': { zh: '缺少这一项', en: 'this is missing' },
      'record.metrics[0].value': { zh: '范围写作 [低, 高],低的在前', en: 'a range is written [low, high], low first' },
      'record.metrics[0].unit': { zh: '数字要有单位', en: 'a figure needs its unit' },
      'record.colour': { zh: '这里没有这个字段', en: 'there is no such field here' },
    });
  });

  it('may be saved as a draft where it is a record, and is not published', async () => {
    const record = offered({ problems: ['no-such-problem'], techniques: ['no-such-technique'] });
    expect((await create(editor, record)).problems.map(({ field }) => field)).toEqual(['problems[0]', 'techniques']);
    await step(editor, record.id, 'submit', 1);
    const problem = expectProblem(await step(second, record.id, 'publish', 2), 400, 'record.problems[0]');
    expect(problem.errors?.[0]?.text?.zh).toBe('词表里没有代码“no-such-problem”');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    '\u202Egnp.exe',
    '{{7*7}}',
    "'; DROP TABLE records; --",
  ])('markup in a field is kept as text and never answered as a page: %s', async (text) => {
    const record = offered({ title: { zh: text, en: text }, place: { zh: text }, sources: [{ title: text }] });
    await create(editor, record);
    const opened = await editor.get(`/api/desk/records/${record.id}`);
    expect(opened.body.record.title.zh).toBe(text.trim());
    expect(opened.headers['content-type']).toMatch(/^application\/json/);
    expect(opened.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['no JSON', 'application/json', '{"record":', 400],
    ['a form', 'application/x-www-form-urlencoded', 'record=1', 400],
    ['a body of 3 MB', 'application/json', JSON.stringify({ record: { kind: 'case', body: 'x'.repeat(3_000_000) } }), 413],
    ['a kind that is not there', 'application/json', JSON.stringify({ record: { kind: 'recipe' } }), 400],
    ['deep nesting', 'application/json', `{"record":{"kind":"case","title":${'{"zh":'.repeat(5000)}1${'}'.repeat(5000)}}}`, 400],
    ['an id that is a path', 'application/json', JSON.stringify({ record: offered({ id: '../../etc/passwd' }) }), 400],
    ['__proto__', 'application/json', '{"record":{"kind":"case","__proto__":{"admin":true}}}', 400],
  ])('is refused without harm: %s', async (_name, type, body, status) => {
    expectProblem(await editor.post('/api/desk/records').set('content-type', type).send(body), status);
  });

  it('a step that does not follow is told as such', async () => {
    const record = offered();
    await create(editor, record);
    for (const [name, body] of Object.entries({ 'send-back': { reason: 'x' }, discard: { reason: 'x' }, publish: {} }))
      expectProblem(await step(second, record.id, name, 1, body), 409);
    expectProblem(await step(editor, record.id, 'retire', 1), 400, 'reason');
    expectProblem(await step(editor, 'no-such-record', 'retire', 1, { reason: 'x' }), 404);
    expectProblem(await editor.get('/api/desk/records/no-such-record'), 404);
    expectProblem(await editor.get('/api/desk/records?state=lost'), 400, 'state');
  });
});

describe('the list', () => {
  it('is by state, kind, words and author, with counts', async () => {
    const { body } = await editor.get('/api/desk/records?kind=technique&state=published&limit=3');
    expect(body.records).toHaveLength(3);
    expect(body.total).toBeGreaterThan(100);
    expect(body.counts.published).toBeGreaterThan(body.total);
    const mine = (await editor.get(`/api/desk/records?author=${emailOf('offers')}&q=${encodeURIComponent('紫罗兰 漂洗')}`))
      .body as DeskListAnswer;
    expect(mine.total).toBeGreaterThan(0);
    expect(mine.records.every(({ title }) => title.zh.includes('紫罗兰'))).toBe(true);
  });
});
