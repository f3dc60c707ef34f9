import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';

import { excelFile } from '../../../../server/draft/excel.ts';
import { markdownFile } from '../../../../server/draft/markdown.ts';
import { wordFile } from '../../../../server/draft/word.ts';
import { sampleCase } from '../../../setup/sample-records.ts';
import { borrowedFigure, own, plainScheme, RINSING, sampleDraft, variedDraft } from './sample-draft.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const records = new Map([
  ['plt-some-case', sampleCase('plt-some-case', { sources: [{ title: '审核报告', issuer: '某公司', year: 2020 }] })],
]);
const borrowing = sampleDraft([
  { ...RINSING, evidence: ['plt-some-case'], costChanges: [{ kind: 'energy', amount: borrowedFigure(3, '万元/a') }] },
  plainScheme('b', 800_000, 90_000, { investment: [{ kind: 'whole', amount: borrowedFigure(80, '万元', true) }] }),
]);

const htmlOf = async (buffer: Buffer) => (await mammoth.convertToHtml({ buffer })).value;
const xmlOf = async (buffer: Buffer, name: string) => (await (await JSZip.loadAsync(buffer)).file(name)?.async('string')) ?? '';

describe('the Word file', () => {
  it('holds the tables that audits use, and the worked example’s figures', async () => {
    const html = await htmlOf(await wordFile({ draft: sampleDraft(), lang: 'zh' }));
    for (const table of ['4-2', '4-3', '4-4', '5-1', '5-2', '5-3', '6-1', '6-2']) expect(html).toContain(`表 ${table}`);
    for (const figure of ['26.8', '20.8', '5.2', '15.6', '21.6', '2.78', '2.24', '84.94', '141.6%', '34.08%'])
      expect(html).toContain(`>${figure}<`);
    expect(html).not.toContain('待现场核实</p></td>');
  });

  it('numbers headings from chapter 4 and repeats table headings', async () => {
    const file = await wordFile({ draft: sampleDraft(), lang: 'zh' });
    const xml = await xmlOf(file, 'word/document.xml');
    expect(await xmlOf(file, 'word/numbering.xml')).toMatch(/<w:start w:val="4"\/>/);
    const tables = xml.match(/<w:tbl>/g)?.length ?? 0;
    expect(tables).toBeGreaterThan(7);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(tables);
    expect(xml).not.toMatch(/table-[0-9a-f-]{36}/);
    expect(xml).toContain('w:orient="landscape"');
  });

  it('sets Chinese fonts for East Asian text, and names what may stand in', async () => {
    const file = await wordFile({ draft: sampleDraft(), lang: 'zh' });
    expect(await xmlOf(file, 'word/styles.xml')).toContain('w:eastAsia="SimSun"');
    expect(await xmlOf(file, 'word/fontTable.xml')).toMatch(/SimSun.*宋体,Noto Serif CJK SC/);
  });

  it('marks borrowed figures until they are confirmed, and cites their sources by number', async () => {
    const html = await htmlOf(await wordFile({ draft: borrowing, lang: 'zh', records }));
    expect(html).toContain('7.8[1](待现场核实)');
    expect(html).toMatch(/>80\[1\]</);
    expect(html).toMatch(/\[1\] 某电镀厂镀镍漂洗水回用 \(plt-some-case\)\. 审核报告, 某公司, 2020/);
  });

  it('is wholly English where English is asked for', async () => {
    const html = await htmlOf(await wordFile({ draft: sampleDraft([RINSING, plainScheme('b', 0, -1)], { name: 'Works' }), lang: 'en' }));
    expect(html.replace(/第一级以离子交换在线回收镍。|镍|污泥|树脂和再生药剂|人工|技术成熟|年/g, '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('shows pictures in place of tables', async () => {
    const pictures = [
      { chart: 'cash-flow' as const, png: PNG },
      { chart: 'tornado' as const, png: PNG },
      { chart: 'tornado' as const, scheme: 'rinsing', png: PNG },
    ];
    const plain = await htmlOf(await wordFile({ draft: sampleDraft(), lang: 'zh' }));
    const drawn = await htmlOf(await wordFile({ draft: sampleDraft(), lang: 'zh', pictures }));
    expect(drawn.match(/<img /g)).toHaveLength(3);
    for (const table of ['表 5-a', '表 5-b', '表 5-c']) {
      expect(plain).toContain(table);
      expect(drawn).not.toContain(table);
    }
  });

  it.each(['<w:p>&amp;</w:t>', 'a\0b\x0Bc', '\uD800', ']]>', '一\n二', '=1+1', '$& $1'])('shows %j as it is', async (words) => {
    const html = await htmlOf(
      await wordFile({ draft: sampleDraft([plainScheme('a', 1, 1, { description: words })], { name: words }), lang: 'zh' }),
    );
    const shown = words
      .replace(/[\p{Cs}\p{Cc}]/gu, (character) => (character === '\n' ? character : ''))
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace('\n', '<br />');
    expect(html).toContain(shown);
  });

  it('of an empty draft is a file too', async () => {
    expect(await htmlOf(await wordFile({ draft: sampleDraft([], { name: '' }), lang: 'zh' }))).toContain('尚无方案');
  });
});

describe('the Excel file', () => {
  const open = async (draft = sampleDraft(), lang: 'zh' | 'en' = 'zh') => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await excelFile({ draft, lang, records })) as unknown as ExcelJS.Buffer);
    return workbook;
  };

  it('reckons with formulas: NPV, IRR, SUM, RANK and their like', async () => {
    const workbook = await open(variedDraft(12));
    const formulas: string[] = [];
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cell.formula && formulas.push(cell.formula))));
    for (const name of ['NPV', 'IRR', 'SUM', 'SUMIFS', 'COUNTIFS', 'SUMPRODUCT', 'RANK', 'MAX']) {
      expect(
        formulas.some((one) => one.includes(`${name}(`)),
        name,
      ).toBe(true);
    }
    expect(await xmlOf(await excelFile({ draft: sampleDraft(), lang: 'zh' }), 'xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
  });

  it('has the worked example’s indicators, none of them pasted', async () => {
    const row = (await open()).getWorksheet('指标5-3')?.getRow(2);
    const [found] = [row?.values as { formula?: string; result?: number }[]];
    expect(found?.[15]).toMatchObject({ formula: expect.stringContaining('NPV('), result: expect.closeTo(84.94, 2) });
    expect(found?.[17]).toMatchObject({ formula: expect.stringContaining('IRR('), result: expect.closeTo(0.3408, 4) });
    for (let column = 7; column <= 17; column++) expect(found?.[column]?.formula, String(column)).toBeTypeOf('string');
  });

  it('points prices at the parameters, so that a change goes through', async () => {
    const workbook = await open();
    const prices: string[] = [];
    workbook
      .getWorksheet('收益5-2')
      ?.getColumn(9)
      .eachCell((cell) => cell.formula && prices.push(cell.formula));
    expect(prices).toHaveLength(3);
    for (const price of prices) expect(price).toMatch(/^'参数'!\$B\$\d+$/);
  });

  it('a saving without a price, or in a unit with no exact factor, is not counted, as on the page', async () => {
    const savings = [
      { resource: 'waste', name: '污泥', amount: own(12, 't/a') },
      { resource: 'water', amount: own(3, '桶/a') },
      { resource: 'electricity', amount: own(1000, 'kWh/a') },
    ];
    const workbook = await open(
      sampleDraft([plainScheme('a', 1, undefined, { savings }), plainScheme('b', 1, undefined, { savings: savings.slice(0, 2) })]),
    );
    const results = (sheet: string, column: number) =>
      (workbook.getWorksheet(sheet)?.getColumn(column).values ?? []).slice(2).map((value) => (value as { result?: unknown }).result);
    expect(results('收益5-2', 11)).toEqual(['未计入', '未计入', 800, '未计入', '未计入']);
    expect(results('指标5-3', 7)).toEqual([0.08, undefined]);
  });

  it('writes words as words', async () => {
    const workbook = await open(sampleDraft([plainScheme('a', 1, 1, { name: { zh: '=1+1' }, number: '@x' })]));
    const sheet = workbook.getWorksheet('方案');
    expect([sheet?.getCell('A2').value, sheet?.getCell('B2').value]).toEqual(['@x', '=1+1']);
  });

  it('marks unconfirmed figures and lists sources', async () => {
    const workbook = await open(borrowing);
    expect(JSON.stringify(workbook.getWorksheet('收益5-2')?.getSheetValues())).toContain('待现场核实');
    expect(workbook.getWorksheet('来源')?.getCell('B2').value).toContain('plt-some-case');
    expect((await open(borrowing, 'en')).worksheets.map(({ name }) => name)[0]).toBe('Summary');
  });

  it('of an empty draft is a file too', async () => {
    expect((await open(sampleDraft([]))).worksheets).toHaveLength(10);
  });
});

describe('the Markdown', () => {
  it('has the same tables, with numbered headings', () => {
    const text = markdownFile({ draft: borrowing, lang: 'zh', records });
    expect(text).toContain('## 4 方案产生和筛选');
    expect(text).toContain('### 5.3 经济评估指标');
    expect(text).toContain('| 净现值 NPV (万元) |');
    expect(text).toContain('7.8\\[1\\](待现场核实)');
  });

  it('takes no word for markup', () => {
    const text = markdownFile({ draft: sampleDraft([plainScheme('a', 1, 1, { description: '<b>|x|\n# y' })]), lang: 'zh' });
    expect(text).toContain('&lt;b&gt;\\|x\\|<br>\\# y');
  });
});
