import { Buffer } from 'node:buffer';

import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

import { ArchiveError, isArchive, openArchive } from './archive.ts';
import { decodeText, isText } from './plain-text.ts';
import { unquoted } from './text-cell.ts';

/** The cells of an XLSX or CSV file as text and numbers; formulas are read as the values they last had. */

export interface SheetCell {
  value: string | number;
  /** An error the sheet itself shows, such as #REF!. */
  error?: boolean;
}
export type SheetRow = { row: number; cells: (SheetCell | undefined)[] };

/** The file cannot be read at all. */
export class SheetError extends Error {
  readonly code: 'old-excel' | 'not-a-sheet' | 'too-large' | 'too-many-rows' | 'empty';
  constructor(code: SheetError['code']) {
    super(code);
    this.code = code;
  }
}

export interface Sheet {
  /** As the workbook names it; a CSV file has none. */
  name?: string;
  rows: SheetRow[];
}

/** Rows of all sheets together. A file of more is refused before its cells are made. */
export const MOST_ROWS = 5_000;

/** The first sheet that has rows. */
export async function sheetRows(file: Buffer): Promise<SheetRow[]> {
  return (await readSheets(file))[0]?.rows ?? [];
}

/** All sheets that have rows. Rows without a cell are left out. Throws SheetError. */
export async function readSheets(file: Buffer): Promise<Sheet[]> {
  if (file.length === 0) throw new SheetError('empty');
  if (file.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new SheetError('old-excel');
  const read = isArchive(file) ? await xlsxSheets(file) : [{ rows: csvRows(file) }];
  const sheets = read
    .map(({ rows, ...sheet }) => ({ ...sheet, rows: rows.filter(({ cells }) => cells.some(Boolean)) }))
    .filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) throw new SheetError('empty');
  return sheets;
}

async function xlsxSheets(file: Buffer): Promise<Sheet[]> {
  checkBook(file);
  const workbook = new ExcelJS.Workbook();
  try {
    // exceljs describes Buffer by an older name of its own. What is ignored is spread over every cell of a range.
    await workbook.xlsx.load(file as unknown as ExcelJS.Buffer, { ignoreNodes: ['dataValidations', 'conditionalFormatting'] });
  } catch {
    throw new SheetError('not-a-sheet');
  }
  return workbook.worksheets.map((sheet) => {
    const rows: SheetRow[] = [];
    sheet.eachRow((row, at) => {
      const cells: SheetRow['cells'] = [];
      row.eachCell((cell, column) => {
        if (column <= MOST_COLUMNS) cells[column - 1] = cellOf(cell.value);
      });
      rows.push({ row: at, cells });
    });
    return { name: sheet.name, rows };
  });
}

/** Unpacked sizes and rows are counted before exceljs makes an object of each cell. */
function checkBook(file: Buffer): void {
  try {
    const sheets = openArchive(file, undefined, (name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
    const rows = sheets.reduce((sum, { content }) => sum + occurrences(content, '</row>'), 0);
    if (rows > MOST_ROWS + SLACK) throw new SheetError('too-many-rows');
  } catch (error) {
    if (error instanceof ArchiveError) throw new SheetError(error.code === 'too-large' ? 'too-large' : 'not-a-sheet');
    throw error;
  }
}

/** Rows of headings, codes and notes beside those that are read. */
const SLACK = 3_000;

function occurrences(content: Buffer, text: string): number {
  let count = 0;
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + text.length)) count++;
  return count;
}

const MOST_COLUMNS = 200;

function cellOf(value: ExcelJS.CellValue): SheetCell | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return { value };
  if (typeof value === 'boolean') return { value: value ? 'TRUE' : 'FALSE' };
  if (value instanceof Date) return { value: value.toISOString().slice(0, 10) };
  if (typeof value === 'string') return value.trim() === '' ? undefined : { value: value.trim() };
  if ('error' in value) return { value: String(value.error), error: true };
  if ('richText' in value) return cellOf(value.richText.map(({ text }) => text).join(''));
  if ('hyperlink' in value) return cellOf(typeof value.text === 'string' ? value.text : '');
  return 'result' in value ? cellOf(value.result as ExcelJS.CellValue) : undefined;
}

function csvRows(file: Buffer): SheetRow[] {
  const text = decodeText(file);
  if (!isText(text)) throw new SheetError('not-a-sheet');
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = ['\t', ';', ','].reduce((best, one) => (firstLine.split(one).length > firstLine.split(best).length ? one : best), ',');
  let parsed: { record: string[]; info: { lines: number } }[];
  try {
    parsed = parse(text, {
      to: MOST_ROWS + SLACK + 1,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      info: true,
    }) as unknown as typeof parsed;
  } catch {
    throw new SheetError('not-a-sheet');
  }
  if (parsed.length > MOST_ROWS + SLACK) throw new SheetError('too-many-rows');
  return parsed.map(({ record }, i) => ({
    row: i + 1,
    cells: record.slice(0, MOST_COLUMNS).map((cell) => {
      const value = unquoted(cell.trim());
      return value === '' ? undefined : { value };
    }),
  }));
}
