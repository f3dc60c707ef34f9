import ExcelJS from 'exceljs';

import type { Lang } from '../../../corpus/kinds/text.ts';
import type { Column } from '../../../corpus/read/columns.ts';
import { RECORD_COLUMNS } from '../../../corpus/read/record-columns.ts';
import { vocabulary } from '../../../corpus/vocabulary/vocabulary.ts';

/**
 * The sheet in which an office writes its cases: headings in both languages, lists to choose from, one worked example that is never
 * imported, and a sheet of all codes. Filled in and sent, it is read by the same columns.
 */

const CASE_COLUMNS = [
  'id',
  'kind',
  'title_zh',
  'title_en',
  'summary_zh',
  'summary_en',
  'industries',
  'processes',
  'problems',
  'measure',
  'cost_class',
  'techniques',
  'evidence',
  'place_zh',
  'region',
  'year',
  'scale_zh',
  'applicability_zh',
  'limits_zh',
  'metrics',
  'investment_wan',
  'annual_saving_wan',
  'payback_years',
  'source_title',
  'source_issuer',
  'source_year',
  'source_url',
  'source_lang',
];

/** A made-up plant in a made-up place: it shows how cells are written, and its first cell keeps it from being read. */
const EXAMPLE: Record<string, string | number> = {
  id: '示例 Example(本行不导入 / not imported)',
  kind: '案例',
  title_zh: '某瓷砖厂:窑炉余热用于坯体干燥',
  title_en: 'A tile maker: kiln heat dries the green tiles',
  summary_zh: '抛光砖厂把辊道窑冷却段的热风引到干燥窑,代替热风炉。(60–400 字:原来怎样,做了什么,原理,结果。)',
  industries: 'C3071 建筑陶瓷制品制造',
  processes: 'kiln-firing 烧成|body-drying 坯体干燥',
  problems: 'fuel|heat-loss',
  measure: '回收利用',
  cost_class: '中高费',
  evidence: '报道',
  place_zh: '广东省佛山市',
  region: '440600 佛山市',
  year: 2024,
  metrics: '年节约天然气 / natural gas saved = 350000 m³/a [改造前后对比 / before and after]\n热风炉停用 / stoves shut down = 2 台',
  investment_wan: 120,
  annual_saving_wan: '80..95',
  payback_years: 1.4,
  source_title: '(来源文件的标题)',
  source_year: 2024,
  source_url: 'https://example.org/report',
  source_lang: '中文',
};

/** Rows that have lists to choose from. */
const ROWS = 1000;
const FIRST = 4;
const CODES = '代码 Codes';

export async function templateFile(lang: Lang): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'CleanMatch 清产通';
  const sheet = workbook.addWorksheet(lang === 'zh' ? '案例' : 'Cases', { views: [{ state: 'frozen', ySplit: 2, xSplit: 3 }] });
  const columns = CASE_COLUMNS.flatMap((key) => RECORD_COLUMNS.find((column) => column.key === key) ?? []);
  sheet.columns = columns.map(({ key }) => ({
    width: /summary|metrics/.test(key) ? 48 : 20,
    style: { alignment: { wrapText: true, vertical: 'top' } },
  }));
  const zh = sheet.addRow(columns.map((column) => column.zh));
  const en = sheet.addRow(columns.map((column) => column.en));
  const example = sheet.addRow(columns.map(({ key }) => EXAMPLE[key] ?? null));
  zh.font = { bold: true };
  en.font = { color: { argb: 'FF555555' } };
  example.font = { italic: true, color: { argb: 'FF777777' } };
  columns.forEach((column, i) => {
    zh.getCell(i + 1).note = column.expects[lang];
  });
  const lists = codeSheet(workbook);
  columns.forEach((column, i) => {
    const formulae = listOf(column, lists);
    if (!formulae) return;
    for (let row = FIRST; row < FIRST + ROWS; row++)
      // A cell may hold several parted by |, so that what is not in the list is not refused by Excel.
      sheet.getCell(row, i + 1).dataValidation = { type: 'list', allowBlank: true, formulae: [formulae], showErrorMessage: !column.list };
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

type Lists = Map<string, string>;

function listOf({ choices, vocabulary: name }: Column, lists: Lists): string | undefined {
  if (choices)
    return `"${Object.values(choices)
      .map((one) => one.zh)
      .join(',')}"`;
  return name && lists.get(name);
}

/** All codes with their names: what a drop-down shows is the code and the name behind it, as the reader takes it. */
function codeSheet(workbook: ExcelJS.Workbook): Lists {
  const sheet = workbook.addWorksheet(CODES);
  const lists: Lists = new Map();
  const words = vocabulary();
  (['industries', 'processes', 'problems', 'regions'] as const).forEach((name, i) => {
    const entries = [...words[name].values()];
    const at = i * 2 + 1;
    sheet.getColumn(at).width = 34;
    sheet.getColumn(at + 1).width = 30;
    sheet.getCell(1, at).value = { industries: '行业表', processes: '工序表', problems: '问题表', regions: '地区表' }[name];
    sheet.getCell(1, at + 1).value = name;
    entries.forEach(({ code, zh, en }, row) => {
      sheet.getCell(row + 2, at).value = `${code} ${zh}`;
      sheet.getCell(row + 2, at + 1).value = en;
    });
    const letter = sheet.getColumn(at).letter;
    lists.set(name, `'${CODES}'!$${letter}$2:$${letter}$${entries.length + 1}`);
  });
  sheet.getRow(1).font = { bold: true };
  return lists;
}
