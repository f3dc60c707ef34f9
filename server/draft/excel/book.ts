import ExcelJS from 'exceljs';

import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Lang } from '../../../corpus/kinds/text.ts';
import type { Draft, Figure } from '../../api/draft.ts';
import { clean } from '../../files/plain-text.ts';
import { isUnconfirmed } from '../amounts.ts';
import { References } from '../chapter/references.ts';
import type { Evaluation } from '../evaluate.ts';
import { MARK, say } from '../words.ts';

/** A workbook under construction: what its sheets share, and where each scheme's rows stand, for formulas to point at. */
export interface Book {
  workbook: ExcelJS.Workbook;
  draft: Draft;
  evaluation: Evaluation;
  references: References;
  lang: Lang;
  t: (zh: string, en: string) => string;
  names: Record<SheetName, string>;
  /** Absolute addresses of parameters: `'参数'!$B$5`. */
  parameters: Map<string, string>;
  /** First and last row of a scheme's items, by scheme id. */
  investmentRows: Map<string, [number, number]>;
  benefitRows: Map<string, [number, number]>;
  pollutantRows: number;
}

export type SheetName =
  | 'parameters'
  | 'schemes'
  | 'investment'
  | 'benefit'
  | 'pollutants'
  | 'indicators'
  | 'cashFlow'
  | 'screening'
  | 'summary'
  | 'sources';

const NAMES: Record<SheetName, { zh: string; en: string }> = {
  parameters: { zh: '参数', en: 'Parameters' },
  schemes: { zh: '方案', en: 'Schemes' },
  investment: { zh: '投资5-1', en: 'Investment 5-1' },
  benefit: { zh: '收益5-2', en: 'Benefit 5-2' },
  pollutants: { zh: '减排', en: 'Pollutants' },
  indicators: { zh: '指标5-3', en: 'Indicators 5-3' },
  cashFlow: { zh: '现金流', en: 'Cash flow' },
  screening: { zh: '筛选4-3', en: 'Screening 4-3' },
  summary: { zh: '汇总', en: 'Summary' },
  sources: { zh: '来源', en: 'Sources' },
};

export function newBook(draft: Draft, evaluation: Evaluation, lang: Lang, records: ReadonlyMap<string, LibraryRecord>): Book {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'CleanMatch 清产通';
  workbook.calcProperties.fullCalcOnLoad = true;
  return {
    workbook,
    draft,
    evaluation,
    references: new References(records, lang),
    lang,
    t: (zh, en) => (lang === 'en' ? en : zh),
    names: Object.fromEntries(Object.entries(NAMES).map(([key, words]) => [key, words[lang]])) as Book['names'],
    parameters: new Map(),
    investmentRows: new Map(),
    benefitRows: new Map(),
    pollutantRows: 1,
  };
}

export type Cell = string | number | Formula | undefined;
export interface Formula {
  formula: string;
  /** What it gives now, for programs that show a file without computing it. */
  result?: number | string;
}
export const formula = (text: string, result?: number | string): Formula => ({ formula: text, result });

const FONT = { name: 'SimSun', size: 11, charset: 134 };

/** A sheet with its heading row, frozen; formats by column, where a number is not shown as it comes. */
export function addSheet(
  book: Book,
  name: SheetName,
  head: string[],
  rows: Cell[][],
  formats: Record<number, string> = {},
  widths: number[] = [],
): ExcelJS.Worksheet {
  const sheet = book.workbook.addWorksheet(book.names[name], { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = head.map((_, i) => ({ width: widths[i] ?? 14, style: { font: FONT, numFmt: formats[i] ?? 'General' } }));
  const heading = sheet.addRow(head.map(clean));
  heading.font = { ...FONT, bold: true };
  heading.alignment = { wrapText: true, vertical: 'middle' };
  heading.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF2' } };
  });
  sheet.pageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1', paperSize: 9 };
  for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === 'string' ? clean(cell) : cell)));
  return sheet;
}

/** `'投资5-1'!$G$5` */
export function at(book: Book, sheet: SheetName, column: string, row: number, to?: [column: string, row: number]): string {
  const end = to ? `:$${to[0]}$${to[1]}` : '';
  return `'${book.names[sheet]}'!$${column}$${row}${end}`;
}

/** A, B … AA. */
export function columnName(index: number): string {
  let name = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** The first row below the heading; scheme i stands in row FIRST + i of the sheets with one row a scheme. */
export const FIRST = 2;

/** Mark and source of a figure. */
export function origin({ references, lang }: Book, figures: Figure[]): [string, string] {
  const cited = new Set(
    figures.flatMap(({ borrowed }) => (borrowed ? [references.cite(borrowed.record ?? `text:${borrowed.source}`)] : [])),
  );
  return [figures.some(isUnconfirmed) ? say(MARK, lang) : '', [...cited].join('')];
}
