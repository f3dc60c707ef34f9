import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';

import { ImportConfirmAnswer, ImportPreview } from '../../server/api/import.ts';
import { readFile } from '../../server/curate/import/read-file.ts';
import { serveDesk } from '../setup/desk.ts';
import { caseRow, csvText, HEADINGS, wordFile, xlsxFile } from '../setup/import-files.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';

const desk = await serveDesk();
const editor = await desk.person('importer', 'editor');
const { library } = desk.service;

async function preview(file: Buffer | string, who = editor): Promise<ImportPreview> {
  const response = await who.post('/api/desk/imports').set('content-type', 'application/octet-stream').send(Buffer.from(file));
  expect(response.status, response.text).toBe(201);
  return ImportPreview.parse(response.body);
}

const states = ({ rows }: ImportPreview) => rows.map(({ state }) => state);
const otherCase = present(library.published('case')[0], 'another case');
const someCase = present(
  library.published('case').find(({ id }) => id === 'met-haiyan-nut-shot-blasting'),
  'a case',
);

describe('an import', () => {
  it('shows each row as new, changed, the same, a duplicate or wrong, and writes nothing', async () => {
    const before = library.sequence;
    const lines = [
      { ...someCase, id: undefined, title: { zh: '另起的标题' } },
      { ...someCase, year: 1999 },
      otherCase,
      {
        id: 'exchange-new',
        kind: 'case',
        title_zh: '某厂空压机余热回收',
        summary_zh: '把空压机的余热用于浴室热水,替代电热水器。',
        industry_code: 'C33',
        problems: ['electricity'],
        measure: 'recycling',
        source: { title: '某报告', lang: 'zh' },
      },
      { id: 'exchange-bad', kind: 'case', title_zh: '缺项', summary_zh: '没有行业', problems: ['electricity'], measure: 'magic' },
    ];
    const shown = await preview(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(states(shown)).toEqual(['duplicate', 'changed', 'same', 'new', 'wrong']);
    const [duplicate, changed, , , wrong] = shown.rows;
    expect(duplicate?.alike[0]).toMatchObject({ id: someCase.id, why: expect.arrayContaining(['same-text', 'same-source']) });
    expect(changed?.differences).toEqual([{ field: 'year', before: 'year' in someCase ? someCase.year : undefined, after: 1999 }]);
    expect(wrong?.problems.map(({ column, row }) => [column, row])).toEqual(
      expect.arrayContaining([
        ['measure', undefined],
        ['industries', 5],
      ]),
    );
    expect(wrong?.problems.find(({ column }) => column === 'measure')?.message).toMatchObject({
      zh: expect.stringContaining('设备更新'),
      en: expect.stringContaining('Equipment'),
    });
    expect(library.sequence).toBe(before);
  });

  it('names row, column, cell and what was expected, with proposals from the vocabulary', async () => {
    const file = await xlsxFile([HEADINGS, caseRow('甲厂'), caseRow('乙厂', { 行业: '建筑陶瓷制品', 年份: '去年', 问题: '烟气里的硫' })]);
    const shown = await preview(file);
    expect(states(shown)).toEqual(['new', 'wrong']);
    const problems = shown.rows[1]?.problems ?? [];
    expect(problems.map(({ column, heading, at, value }) => [column, heading, at, value])).toEqual(
      expect.arrayContaining([
        ['industries', '行业', 'D3', '建筑陶瓷制品'],
        ['year', '年份', 'I3', '去年'],
        ['problems', '问题', 'F3', '烟气里的硫'],
      ]),
    );
    expect(problems.find(({ column }) => column === 'industries')?.proposals?.map(({ code }) => code)).toContain('C3071');
  });

  it('takes what a word means, and cells put right, without the file being sent again', async () => {
    const { id } = await preview(
      await xlsxFile([HEADINGS, caseRow('丙厂', { 行业: '瓷片', 措施类型: '魔法' }), caseRow('丁厂', { 行业: '瓷片' })]),
    );
    const response = await editor.patch(`/api/desk/imports/${id}`).send({
      words: { industries: { 瓷片: 'C3071' } },
      cells: [{ n: 1, column: 'measure', value: 'equipment' }],
    });
    expect(states(ImportPreview.parse(response.body))).toEqual(['new', 'new']);
  });

  it('writes all chosen rows as revisions with author and reason, and says where they are', async () => {
    const { id, rows } = await preview(await xlsxFile([HEADINGS, caseRow('戊厂'), caseRow('己厂')]));
    const response = await editor.post(`/api/desk/imports/${id}/confirm`).send({ state: 'in-review', reason: '2026 年案例表' });
    const { saved } = ImportConfirmAnswer.parse(response.body);
    expect(saved.map((one) => one.id)).toEqual(rows.map((row) => row.id));
    const head = present(library.desk.head(present(saved[0], 'a record').id), 'the record');
    expect(head).toMatchObject({ state: 'in-review', author: 'importer@centre.example' });
    expect(head.record).toMatchObject({
      title: { zh: '戊厂' },
      industries: ['C3071'],
      investment: { value: 1_205_000, currency: 'CNY' },
      problems: ['so2', 'fuel'],
    });
    expect(library.desk.revisions(head.record.id).at(-1)?.reason).toBe('2026 年案例表');
    // It is over: nothing is taken twice.
    expectProblem(await editor.post(`/api/desk/imports/${id}/confirm`).send({ reason: 'x' }), 404);
  });

  it('writes none where one cannot be written, and says which record it was', async () => {
    const lines = [JSON.stringify({ ...someCase, year: 1998 }), JSON.stringify({ ...someCase, id: 'exchange-free', year: 1998 })].join(
      '\n',
    );
    const { id, rows } = await preview(lines);
    expect(rows.map(({ state }) => state)).toEqual(['changed', 'duplicate']);
    const head = present(library.desk.head(someCase.id), 'the record');
    library.desk.save({ ...head.record, title: { zh: '别人改了标题' } }, { author: 'b@c.d', reason: '' }, head.revision);
    const before = library.sequence;
    const document = expectProblem(await editor.post(`/api/desk/imports/${id}/confirm`).send({ rows: [2, 1], reason: 'x' }), 412);
    expect(document.detail).toContain(someCase.id);
    expect(library.sequence).toBe(before);
    expect(library.desk.head('exchange-free')).toBeUndefined();
    // The same import, looked at again, shows what stands now.
    const again = ImportPreview.parse((await editor.patch(`/api/desk/imports/${id}`).send({})).body);
    expect(again.rows[0]?.differences.map(({ field }) => field)).toContain('title.zh');
    expectProblem(await editor.post(`/api/desk/imports/${id}/confirm`).send({ rows: [7], reason: 'x' }), 400, 'rows');
    expectProblem(await editor.post(`/api/desk/imports/${id}/confirm`).send({ rows: [1] }), 400, 'reason');
  });

  it('publishes only where a second person is not needed', async () => {
    const { id } = await preview(await xlsxFile([HEADINGS, caseRow('庚厂')]));
    const before = library.sequence;
    const refused = await editor.post(`/api/desk/imports/${id}/confirm`).send({ rows: [1], state: 'published', reason: 'x' });
    expect(expectProblem(refused, 409).type).toBe('/problems/second-person-needed');
    expect(library.sequence).toBe(before);
  });

  it('publishes nothing that breaks a rule of the collection, and says which row and field', async () => {
    const settings = library.settings.get();
    library.settings.set({ ...settings, secondPerson: false });
    const { id } = await preview(await xlsxFile([HEADINGS, caseRow('癸厂')]));
    const before = library.sequence;
    const refused = await editor.post(`/api/desk/imports/${id}/confirm`).send({ rows: [1], state: 'published', reason: 'x' });
    const { errors } = expectProblem(refused, 400, 'rows');
    expect(errors?.map(({ text }) => text?.zh)).toContain('第 1 行 title:缺少英文');
    expect(library.sequence).toBe(before);
    library.settings.set(settings);
  });

  it('of a contributor leaves drafts of their own and changes nobody else’s records', async () => {
    const contributor = await desk.person('offerer', 'contributor');
    const shown = await preview(
      [JSON.stringify({ ...someCase, year: 1997 }), JSON.stringify({ ...someCase, id: 'exchange-offered', title: { zh: '投稿' } })].join(
        '\n',
      ),
      contributor,
    );
    expect(states(shown)).toEqual(['wrong', 'duplicate']);
    expect(shown.rows[0]?.problems[0]).toMatchObject({ column: 'id', message: { zh: expect.stringContaining('编辑') } });
    expectProblem(await editor.get(`/api/desk/imports/${shown.id}`), 404);
    expectProblem(
      await contributor.post(`/api/desk/imports/${shown.id}/confirm`).send({ rows: [2], state: 'published', reason: 'x' }),
      403,
    );
    const { body } = await contributor.post(`/api/desk/imports/${shown.id}/confirm`).send({ rows: [2], reason: '投稿' });
    expect(ImportConfirmAnswer.parse(body).saved).toMatchObject([{ id: 'exchange-offered', state: 'draft' }]);
  });

  it('reads a report by its headings and the first cells of its tables', async () => {
    const file = await wordFile(
      '辛厂:喷雾塔余热回收',
      [
        ['一、概要', '喷雾干燥塔尾气余热回收,用来预热助燃空气。'],
        ['二、行业', '建筑陶瓷制品制造'],
        ['所解决的问题', '燃料费高'],
        ['3. 问题', '燃料消耗'],
      ],
      [
        ['措施类型', '回收利用'],
        ['投资(万元)', '85'],
        ['来源标题', '辛厂审核报告'],
      ],
    );
    const shown = await preview(file);
    expect(shown.format).toBe('docx');
    expect(shown.rows).toMatchObject([{ state: 'new', title: { zh: '辛厂:喷雾塔余热回收' }, problems: [] }]);
    const { body } = await editor.post(`/api/desk/imports/${shown.id}/confirm`).send({ reason: '报告' });
    const head = library.desk.head(present(ImportConfirmAnswer.parse(body).saved[0], 'one').id);
    expect(head?.record).toMatchObject({
      industries: ['C3071'],
      measure: 'recycling',
      investment: { value: 850_000 },
      summary: { zh: expect.stringContaining('燃料费高') },
    });
  });

  it('gives a template that is read back with its lists, and never imports its example', async () => {
    for (const lang of ['zh', 'en']) {
      const { body } = await editor
        .get(`/api/desk/import-template?lang=${lang}`)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        });
      expect(await readFile(body as Buffer)).toMatchObject({ code: 'unreadable' });
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(body as unknown as ExcelJS.Buffer);
      const sheet = present(workbook.worksheets[0], 'sheet');
      const at = (heading: string) => present((sheet.getRow(1).values as string[]).indexOf(heading) || undefined, heading);
      expect(sheet.getCell(4, at('措施类型')).dataValidation.formulae?.[0]).toContain('设备更新');
      const filled = {
        标题: '壬厂',
        概要: '按模板填写的一行,用来检查模板能读回来。',
        行业: 'C3071 建筑陶瓷制品制造',
        问题: 'so2',
        措施类型: '设备更新',
        来源标题: '壬厂报告',
      };
      for (const [heading, value] of Object.entries(filled)) sheet.getCell(4, at(heading)).value = value;
      const shown = await preview(Buffer.from(await workbook.xlsx.writeBuffer()));
      expect(shown.examples).toBe(1);
      expect(shown.rows).toMatchObject([{ state: 'new', title: { zh: '壬厂' }, problems: [] }]);
    }
  });

  it('reads what Chinese Excel writes as CSV', async () => {
    const utf8 = csvText([HEADINGS, caseRow('癸厂')]);
    const shown = await preview(Buffer.from(`\uFEFF${utf8}`));
    expect(shown.rows).toMatchObject([{ state: 'new', title: { zh: '癸厂' } }]);
    const utf16 = await preview(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(utf8, 'utf16le')]));
    expect(utf16.rows).toMatchObject([{ state: 'new', title: { zh: '癸厂' } }]);
    // 标题,概要 … in GB 18030: 标题,行业 / 癸厂,C3071
    const gbk = await preview(
      Buffer.concat([Buffer.from('b1eacce22cd0d0d2b50d0a', 'hex'), Buffer.from('b9efb3a72c43333037310d0a', 'hex')]),
    );
    expect(gbk.rows[0]).toMatchObject({ title: { zh: '癸厂' }, state: 'wrong' });
    expect(gbk.rows[0]?.problems.map(({ column }) => column)).not.toContain('industries');
  });
});

describe('pairs of records that may be the same', () => {
  it('are listed with why', async () => {
    const { body } = await editor.get('/api/desk/duplicates?most=5000');
    const pairs = body.pairs as { a: { id: string }; b: { id: string; why: string[] } }[];
    const ids = pairs.map(({ a, b }) => [a.id, b.id].sort().join(' '));
    expect(ids).toContain('oth-gb4287-2015-amendment tex-gb4287-2015-amendment');
    // What says of itself that it is the same plant is no news.
    expect(ids).not.toContain('met-haiyan-nut-shot-blasting plt-haiyan-shot-blast-no-pickling');
    for (const { b } of pairs) expect(b.why).not.toEqual([]);
  });
});
