import type { Words } from './choices.ts';
import type { Offered, OfferedCell, Place } from './offered.ts';
import { columnOf, isShown, RECORD_COLUMNS } from './record-columns.ts';

/** Rows of a sheet under a heading row → what each offers as a record. */

export interface GridRow {
  row: number;
  cells: ({ value: string | number; error?: boolean } | undefined)[];
}

/** Something about the file as a whole, which costs no row. */
export interface FileNote {
  place: Place;
  message: Words;
}

export interface OfferedGrid {
  offers: Offered[];
  notes: FileNote[];
  /** Example rows of the template, left out. */
  examples: number;
  /** Whether a heading row was found at all. */
  headed: boolean;
}

const LOOKED_AT = 10;
/** Of an export with drafts: the state is not of the record. */
const PASSED_OVER = /^(记录状态|Record state)$/;
const KNOWN: Words = {
  zh: RECORD_COLUMNS.filter(isShown)
    .map(({ zh }) => zh)
    .join('、'),
  en: RECORD_COLUMNS.filter(isShown)
    .map(({ en }) => en)
    .join(', '),
};

export function offersOfGrid(rows: GridRow[], place: Place = {}): OfferedGrid {
  const result: OfferedGrid = { offers: [], notes: [], examples: 0, headed: false };
  const heading = rows.slice(0, LOOKED_AT).find(({ cells }) => keysOf(cells).some((key) => key === 'title_zh'));
  if (!heading) {
    result.notes.push({ place: { ...place, row: rows[0]?.row }, message: noHeading(rows[0]) });
    return result;
  }
  result.headed = true;
  const columns = columnsOf(heading, place, result.notes);
  for (const { row, cells } of rows) {
    if (row <= heading.row || isHeading(cells)) continue;
    if (isExample(cells)) {
      result.examples++;
      continue;
    }
    const read = new Map<string, OfferedCell>();
    columns.forEach((column, i) => {
      const cell = cells[i];
      if (column && cell) read.set(column.key, { ...cell, at: cellName(row, i), heading: column.heading });
    });
    if (read.size > 0) result.offers.push({ place: { ...place, row }, whole: false, fields: {}, cells: read, broken: [] });
  }
  return result;
}

function keysOf(cells: GridRow['cells']): string[] {
  return cells.flatMap((cell) => (cell ? (columnOf(String(cell.value))?.key ?? []) : []));
}

/** The headings in the other language, below the first. */
function isHeading(cells: GridRow['cells']): boolean {
  const filled = cells.filter(Boolean).length;
  return filled > 2 && keysOf(cells).length === filled;
}

/** The template's worked example says so in its first cell. */
function isExample(cells: GridRow['cells']): boolean {
  const first = cells.find(Boolean);
  return first !== undefined && /^\s*(示例|example\b)/i.test(String(first.value));
}

function columnsOf({ row, cells }: GridRow, place: Place, notes: FileNote[]): ({ key: string; heading: string } | undefined)[] {
  const seen = new Set<string>();
  return cells.map((cell, i) => {
    if (!cell) return undefined;
    const heading = String(cell.value).slice(0, 100);
    const column = columnOf(heading);
    const note = (zh: string, en: string) =>
      notes.push({ place: { ...place, row }, message: { zh: `${cellName(row, i)}:${zh}`, en: `${cellName(row, i)}: ${en}` } });
    if (!column && PASSED_OVER.test(heading)) return undefined;
    if (!column) {
      note(`不认识“${heading}”这一列,没有读入。`, `Unknown column “${heading}”, not read.`);
      return undefined;
    }
    if (seen.has(column.key)) {
      note(`“${heading}”出现了两次,只读第一列。`, `“${heading}” stands twice: only the first is read.`);
      return undefined;
    }
    seen.add(column.key);
    return { key: column.key, heading };
  });
}

function noHeading(first: GridRow | undefined): Words {
  const found = (first?.cells ?? []).flatMap((cell) => (cell ? [String(cell.value).slice(0, 40)] : [])).slice(0, 30);
  return {
    zh: `没有找到“标题”列。第一行是:${found.join('、')}。可用的列:${KNOWN.zh}。`,
    en: `There is no column “Title (Chinese)”. Found: ${found.join(', ')}. Columns that are read: ${KNOWN.en}.`,
  };
}

/** D5 */
export function cellName(row: number, column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return `${name}${row}`;
}
