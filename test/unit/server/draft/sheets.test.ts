import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';

import { csvFile } from '../../../../server/draft/csv.ts';
import { importSheet } from '../../../../server/draft/import-sheet.ts';
import { asText, unquoted } from '../../../../server/files/text-cell.ts';
import { plainScheme, sampleDraft, variedDraft } from './sample-draft.ts';

const csv = (text: string) => importSheet(Buffer.from(text));

async function xlsx(rows: ExcelJS.CellValue[][]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('方案').addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe('a sheet of schemes', () => {
  it('is read by its headings, in either language', async () => {
    const { schemes, problems } = await csv(
      '编号,方案名称,方面,费用档,投资(万元),年经济效益(万元/年),节电(万kWh/年),减少COD(t/a)\nF3,换变频空压机,设备,中/高费,"1,250.5",-3,40,1.5\n',
    );
    expect(problems).toEqual([]);
    expect(schemes[0]).toMatchObject({
      number: 'F3',
      name: { zh: '换变频空压机' },
      aspect: 'equipment',
      costClass: 'medium-high',
      investment: [{ kind: 'whole', amount: { value: 1250.5, unit: '万元' } }],
      yearlyBenefit: { value: -3, unit: '万元/a' },
      savings: [{ resource: 'electricity', amount: { value: 40, unit: '万kWh/a' } }],
      pollutants: [{ pollutant: 'cod', amount: { value: 1.5, unit: 't/a' } }],
    });
    const english = await csv('Name;Aspect;Investment (10,000 CNY)\nNew compressor;Equipment;3\n');
    expect(english.problems).toEqual([]);
    expect(english.schemes[0]).toMatchObject({ number: 'F1', name: { zh: 'New compressor' }, aspect: 'equipment' });
  });

  it('reads formulas as the values they gave', async () => {
    const file = await xlsx([
      ['名称', '方面', '投资(万元)'],
      ['甲', '设备', { formula: 'SUM(1,2)', result: 3 }],
      ['乙', '设备', { formula: '1/0', result: { error: '#DIV/0!' } }],
    ]);
    const { schemes, problems } = await importSheet(file);
    expect(schemes[0]?.investment[0]?.amount.value).toBe(3);
    expect(problems).toMatchObject([{ cell: 'C3', column: '投资(万元)', value: '#DIV/0!' }]);
  });

  it('names each wrong cell and loses nothing else of its row', async () => {
    const { schemes, problems } = await csv('名称,方面,投资(万元),状态\n甲,魔法,约5万,拟实施\n,设备,3,\n乙,员工,4,\n');
    expect(problems.map(({ cell, row, value }) => [cell, row, value])).toEqual([
      ['B2', 2, '魔法'],
      ['C2', 2, '约5万'],
      [undefined, 2, undefined],
      [undefined, 3, undefined],
    ]);
    expect(problems[0]?.message).toMatchObject({ zh: expect.stringContaining('技术工艺'), en: expect.stringContaining('Technology') });
    expect(schemes.map(({ name, state }) => [name.zh, state])).toEqual([
      ['甲', 'planned'],
      ['乙', 'planned'],
    ]);
  });

  it('names columns it does not know, and those that stand twice', async () => {
    const { schemes, problems } = await csv('名称,颜色,名称\n甲,红,乙\n');
    expect(schemes.map(({ name }) => name.zh)).toEqual(['甲']);
    expect(problems.slice(0, 2)).toMatchObject([
      { cell: 'B1', column: '颜色' },
      { cell: 'C1', column: '名称' },
    ]);
  });

  it('without a name column says which columns are there and which would do', async () => {
    const { schemes, problems } = await csv('a,b\n1,2\n');
    expect(schemes).toEqual([]);
    expect(problems[0]?.message.zh).toMatch(/名称.*a、b.*投资\(万元\)/);
  });

  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /空/],
    ['blank lines', Buffer.from('\n\n,,\n'), /空/],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/],
    ['half a ZIP', Buffer.from('PK\x03\x04nothing'), /读不出/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /读不出/],
  ])('that is %s is refused in words', async (_, file, message) => {
    const { schemes, problems } = await importSheet(file);
    expect(schemes).toEqual([]);
    expect(problems[0]?.message.zh).toMatch(message);
  });

  it('that unpacks to more than memory should hold is not unpacked', async () => {
    const { default: JSZip } = await import('jszip');
    const zip = new JSZip();
    zip.file('xl/worksheets/sheet1.xml', Buffer.alloc(60_000_000));
    const file = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    expect(file.length).toBeLessThan(100_000);
    expect((await importSheet(file)).problems[0]?.message.zh).toContain('过大');
  });

  it('in the encoding of Chinese Excel is read', async () => {
    // 名称,方面 / 甲,设备 in GB 18030.
    const file = Buffer.from('c3fbb3c62cb7bdc3e60d0abcd72cc9e8b1b80d0a', 'hex');
    expect((await importSheet(file)).schemes[0]).toMatchObject({ name: { zh: '甲' }, aspect: 'equipment' });
  });

  it('of 2,001 rows gives 2,000 schemes and says so', async () => {
    const rows = Array.from({ length: 2001 }, (_, i) => `方案${i},设备`).join('\n');
    const { schemes, problems } = await csv(`名称,方面\n${rows}\n`);
    expect(schemes).toHaveLength(2000);
    expect(problems).toMatchObject([{ row: 2002 }]);
  });
});

describe('a draft as CSV', () => {
  it('can be imported again', async () => {
    const draft = variedDraft(30);
    const { schemes, problems } = await importSheet(Buffer.from(csvFile(draft, 'zh')));
    expect(problems).toEqual([]);
    expect(schemes.map(({ number, name, aspect, state }) => ({ number, name, aspect, state }))).toEqual(
      draft.schemes.map(({ number, name, aspect, state }) => ({ number, name, aspect, state })),
    );
  });

  it.each(['=1+1', '+cmd', '-2', '@SUM(A1)', ' =1', '\t=1', '\n=1', '=1', '@x'])('writes %j as text', async (name) => {
    expect(asText(name)).toMatch(/^'/);
    expect(unquoted(asText(name))).toBe(name);
    const line = csvFile(sampleDraft([plainScheme('a', -5000, 1, { number: name, name: { zh: name } })]), 'zh');
    expect(line).toContain(`'${name}`);
    // Numbers stay numbers.
    expect(line).toContain(',-0.5,');
    expect((await importSheet(Buffer.from(line))).schemes[0]?.name.zh.trim()).toBe(name.trim());
  });

  it('leaves other cells alone', () => {
    expect(['5-2', 'a=b', "'tis", '甲@乙'].map(asText)).toEqual(['5-2', 'a=b', "'tis", '甲@乙']);
  });
});
