import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';

import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

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
  readonly code: 'old-excel' | 'not-a-sheet' | 'too-large' | 'empty';
  constructor(code: SheetError['code']) {
    super(code);
    this.code = code;
  }
}

export async function sheetRows(file: Buffer): Promise<SheetRow[]> {
  if (file.length === 0) throw new SheetError('empty');
  if (file.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new SheetError('old-excel');
  const rows = file.subarray(0, 2).toString('latin1') === 'PK' ? await xlsxRows(file) : csvRows(file);
  const filled = rows.filter(({ cells }) => cells.some(Boolean));
  if (filled.length === 0) throw new SheetError('empty');
  return filled;
}

async function xlsxRows(file: Buffer): Promise<SheetRow[]> {
  checkZip(file);
  const workbook = new ExcelJS.Workbook();
  try {
    // exceljs describes Buffer by an older name of its own.
    await workbook.xlsx.load(file as unknown as ExcelJS.Buffer);
  } catch {
    throw new SheetError('not-a-sheet');
  }
  const rows: SheetRow[] = [];
  workbook.worksheets
    .find(({ rowCount }) => rowCount > 0)
    ?.eachRow((row, at) => {
      const cells: SheetRow['cells'] = [];
      row.eachCell((cell, column) => {
        if (column <= MOST_COLUMNS) cells[column - 1] = cellOf(cell.value);
      });
      rows.push({ row: at, cells });
    });
  return rows;
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
  const text = decode(file);
  if (text.includes('\0')) throw new SheetError('not-a-sheet');
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = ['\t', ';', ','].reduce((best, one) => (firstLine.split(one).length > firstLine.split(best).length ? one : best), ',');
  let parsed: { record: string[]; info: { lines: number } }[];
  try {
    parsed = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, info: true }) as unknown as typeof parsed;
  } catch {
    throw new SheetError('not-a-sheet');
  }
  return parsed.map(({ record }, i) => ({
    row: i + 1,
    cells: record.slice(0, MOST_COLUMNS).map((cell) => {
      const value = unquoted(cell.trim());
      return value === '' ? undefined : { value };
    }),
  }));
}

/** UTF-8, UTF-16 with its mark, or what Chinese Excel writes (GB 18030). */
function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}

/** Most that a sheet of 2,000 schemes could need, unpacked. */
const MOST_UNPACKED = 40_000_000;

/** Refuses an archive that unpacks to more than memory should hold: sizes are summed by unpacking, not by what it claims. */
function checkZip(file: Buffer): void {
  let left = MOST_UNPACKED;
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > file.length) throw new SheetError('not-a-sheet');
  let at = file.readUInt32LE(end + 16);
  for (let entry = file.readUInt16LE(end + 10); entry > 0; entry--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw new SheetError('not-a-sheet');
    const header = file.readUInt32LE(at + 42);
    if (header + 30 > file.length) throw new SheetError('not-a-sheet');
    const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
    left -= file.readUInt16LE(at + 10) === 8 ? unpackedSize(packed, left) : packed.length;
    if (left < 0) throw new SheetError('too-large');
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

function unpackedSize(packed: Buffer, most: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    throw new SheetError((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-a-sheet');
  }
}
