import { Writable } from 'node:stream';

import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { pino } from 'pino';
import request, { type Response } from 'supertest';
import { describe, expect, it } from 'vitest';

import { createApp } from '../../server/app.ts';
import { EvaluateAnswer, ImportAnswer, ScreenAnswer, SuggestForDraftAnswer } from '../../server/draft/answers.ts';
import { LONG } from '../setup/long.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { serveApp, VERSION } from '../setup/served-app.ts';
import { plainScheme, RINSING, sampleDraft, variedDraft } from '../unit/server/draft/sample-draft.ts';

const { http, service } = await serveApp();
const draft = sampleDraft();
const post = (what: string, body: object) => http.post(`/api/drafts/${what}`).send(body);

/** The body as bytes: supertest would otherwise guess. */
const bytes = (response: Response): Buffer => response.body as Buffer;
const download = (what: string, body: object) =>
  post(what, body)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });

describe('POST /api/drafts/evaluate', () => {
  it('gives the worked example’s indicators and the sums', async () => {
    const { body, status, headers } = await post('evaluate', { draft });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const answer = EvaluateAnswer.parse(body);
    expect(body, 'nothing beyond what the schema names').toEqual(answer);
    expect(answer.schemes[0]?.indicators?.npv).toBeCloseTo(849_377.58, 2);
    expect(answer.totals.all).toMatchObject({ schemes: 1, investment: 600_000 });
  });

  it.each([
    ['zh', /投资收不回/],
    ['en', /never paid back/],
  ])('says in %s why there is no payback', async (lang, words) => {
    const { body } = await post('evaluate', { draft: sampleDraft([plainScheme('a', 100, -5)]), lang });
    expect(EvaluateAnswer.parse(body).schemes[0]?.remarks.join()).toMatch(words);
  });

  it('takes a discount rate of 0 and of 300 %, no schemes, and 2,000', async () => {
    for (const discountRate of [0, 3])
      expect((await post('evaluate', { draft: sampleDraft([RINSING], { discountRate }) })).status).toBe(200);
    expect((await post('evaluate', { draft: sampleDraft([]) })).status).toBe(200);
    const { body, status } = await post('evaluate', { draft: variedDraft(2000) });
    expect(status).toBe(200);
    expect(EvaluateAnswer.parse(body).schemes).toHaveLength(2000);
  });
});

describe('POST /api/drafts/screen', () => {
  it('ranks', async () => {
    const { body, status } = await post('screen', { draft: variedDraft(9) });
    expect(status).toBe(200);
    expect(body).toEqual(ScreenAnswer.parse(body));
    expect(ScreenAnswer.parse(body).ranking.length).toBeGreaterThan(2);
  });
});

describe('POST /api/drafts/suggest', () => {
  it('names what comparable plants did, by aspect', async () => {
    const { body, status } = await post('suggest', { draft: sampleDraft([], { industry: 'C3071' }) });
    expect(status).toBe(200);
    const { aspects } = SuggestForDraftAnswer.parse(body);
    expect(body).toEqual({ aspects });
    expect(aspects).toHaveLength(9);
    const ids = aspects.flatMap(({ suggestions }) => suggestions.map(({ card }) => card.id));
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) expect(service.library.get(id)?.state).toBe('published');
  });

  it('refuses an industry that does not exist', async () => {
    expectProblem(await post('suggest', { draft: sampleDraft([], { industry: 'C9999' }) }), 400, 'draft.profile.industry');
  });
});

describe('the files', () => {
  it('docx opens again, citing records of the library', async () => {
    const cited = service.library.published('case')[0];
    const response = await download('docx', { draft: sampleDraft([{ ...RINSING, evidence: [cited?.id] }]) });
    expect(response.status).toBe(200);
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename=.*filename\*=UTF-8''.*\.docx/);
    const { value } = await mammoth.convertToHtml({ buffer: bytes(response) });
    expect(value).toContain('84.94');
    expect(value).toContain(cited?.sources[0]?.title.slice(0, 10).replace(/&/g, '&amp;') ?? 'no source');
    expect(value).toMatch(/C3360 \p{Script=Han}+/u);
  });

  it('xlsx opens again, with formulas', async () => {
    const response = await download('xlsx', { draft, lang: 'en' });
    expect(response.status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes(response) as unknown as ExcelJS.Buffer);
    expect(workbook.getWorksheet('Indicators 5-3')?.getCell('Q2').formula).toContain('IRR(');
  });

  it('markdown and csv are text; the csv can be imported again', async () => {
    const markdown = await post('markdown', { draft });
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(markdown.text).toContain('### 5.3 经济评估指标');
    const csv = await post('csv', { draft });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const { body, status } = await http.post('/api/drafts/import').type('text/csv').send(csv.text);
    expect(status).toBe(200);
    expect(ImportAnswer.parse(body)).toMatchObject({ problems: [], schemes: [{ number: 'F1', aspect: 'technology' }] });
  });

  const many = LONG ? 2000 : 400;
  it(`${many} schemes fit into each, while other requests are answered`, async () => {
    const large = variedDraft(many);
    const slow = download('docx', { draft: large }).then((response) => response);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await http.get('/api/health')).status).toBe(200);
    expect((await mammoth.extractRawText({ buffer: bytes(await slow) })).value).toContain(`F${many}`);
    expect(bytes(await download('xlsx', { draft: large })).length).toBeGreaterThan(many * 50);
  });
});

describe('POST /api/drafts/import', () => {
  it('tells what is wrong by cell', async () => {
    const { body, status } = await http.post('/api/drafts/import').type('text/csv').send('名称,投资(万元),色\n甲,很多,红\n');
    expect(status).toBe(200);
    const { schemes, problems } = ImportAnswer.parse(body);
    expect(body).toEqual({ schemes, problems });
    expect(problems.map(({ cell }) => cell)).toEqual(['C1', 'B2', undefined]);
  });

  it('refuses other bodies: JSON, a form, none, too much', async () => {
    expectProblem(await http.post('/api/drafts/import').send({ a: 1 }), 415, 'content-type');
    expectProblem(await http.post('/api/drafts/import').attach('file', Buffer.from('a'), 'a.csv'), 415, 'content-type');
    expectProblem(await http.post('/api/drafts/import').type('text/csv').send('a'.repeat(5_000_001)), 413, 'body');
    const { body } = await http.post('/api/drafts/import').type('text/csv');
    expect(ImportAnswer.parse(body).problems[0]?.message.zh).toContain('空');
  });
});

describe('what is no draft is refused by field', () => {
  const bad: [string, object | string, string][] = [
    ['nothing', {}, 'draft'],
    ['no JSON', '{ half', 'body'],
    ['a list', [], 'body'],
    ['another file', { draft: { nodes: [] } }, 'draft.format'],
    ['a newer version', { draft: { ...draft, version: 2 } }, 'draft.version'],
    ['a rate in percent', { draft: { ...draft, profile: { discountRate: 8 } } }, 'draft.profile.discountRate'],
    [
      'a wrong figure',
      { draft: { ...draft, schemes: [plainScheme('a', 1, 1, { yearlyBenefit: { value: '1', unit: 'CNY' } })] } },
      'draft.schemes[0].yearlyBenefit.value',
    ],
    ['2,001 schemes', { draft: { ...draft, schemes: Array.from({ length: 2001 }, (_, i) => plainScheme(`s${i}`)) } }, 'draft.schemes'],
    ['another language', { draft, lang: 'de' }, 'lang'],
    ['an unknown field', { draft, colour: 1 }, 'colour'],
  ];

  it.each(bad)('%s', async (_, body, field) => {
    for (const what of ['evaluate', 'screen', 'suggest', 'docx', 'xlsx', 'markdown', 'csv']) {
      const response = await http
        .post(`/api/drafts/${what}`)
        .set('content-type', 'application/json')
        .send(body as object);
      expectProblem(response, 400, field);
    }
  });

  it.each(['', 'AAAA', 'iVBORw0KGgoAAAA=', 'data:image/png;base64,iVBORw0KGgo'])('a picture that is none: %j', async (png) => {
    expectProblem(await post('docx', { draft, pictures: [{ chart: 'tornado', png }] }), 400, 'pictures[0].png');
  });

  it('more than 20 MB', async () => {
    expectProblem(await post('evaluate', { draft: 'a'.repeat(20_000_001) }), 413, 'body');
  });

  it('GET', async () => {
    for (const what of ['evaluate', 'docx', 'import']) expectProblem(await http.get(`/api/drafts/${what}`), 405);
    expectProblem(await http.post('/api/drafts/nothing').send({}), 404);
  });
});

describe('nothing of a draft is kept', () => {
  it('neither in the library nor in the log, even where something fails', async () => {
    const secret = '绝密企业四七一一';
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const app = createApp({ service, logger: pino({ level: 'trace' }, stream), version: VERSION });
    const before = service.library.sequence;
    const secretDraft = sampleDraft([{ ...RINSING, name: { zh: secret } }], { name: secret });
    for (const what of ['evaluate', 'screen', 'suggest', 'markdown', 'csv', 'xlsx']) {
      expect((await request(app).post(`/api/drafts/${what}`).send({ draft: secretDraft })).status).toBe(200);
    }
    await request(app).post('/api/drafts/import').type('text/csv').send(`名称\n${secret}\n`);
    await request(app)
      .post('/api/drafts/evaluate')
      .send({ draft: { ...secretDraft, [secret]: 1 } });

    const failing = createApp({
      // The service itself but for its records: what it keeps to itself is asked of the true one.
      service: new Proxy(service, {
        get: (target, name) => (name === 'records' ? { many: () => Promise.reject(new Error(secret)) } : Reflect.get(target, name, target)),
      }),
      logger: pino({ level: 'trace' }, stream),
      version: VERSION,
    });
    expectProblem(await request(failing).post('/api/drafts/markdown').send({ draft: secretDraft }), 500);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.join('')).not.toContain(secret);
    expect(service.library.sequence).toBe(before);
  });
});
