import { randomUUID } from 'node:crypto';

import type { Text } from '../../corpus/kinds/text.ts';
import { headingKey } from '../../corpus/read/choices.ts';
import { numberOf } from '../../corpus/read/numbers.ts';
import { DraftScheme, MAX_SCHEMES } from '../api/draft.ts';
import { type SheetCell, SheetError, type SheetRow, sheetRows } from '../files/sheet-cells.ts';
import { COLUMNS, type Column, columnOf } from './columns.ts';

/** Schemes from a sheet (XLSX or CSV), one a row under a heading row, and what is wrong, by cell. A wrong cell costs only itself. */

export interface CellProblem {
  /** As a spreadsheet names it: D5. */
  cell?: string;
  row?: number;
  column?: string;
  /** What stands there, so that it is not lost. */
  value?: string;
  message: Required<Text>;
}

export interface ImportedSheet {
  schemes: DraftScheme[];
  problems: CellProblem[];
}

export async function importSheet(file: Buffer): Promise<ImportedSheet> {
  let rows: SheetRow[];
  try {
    rows = await sheetRows(file);
  } catch (error) {
    if (error instanceof SheetError) return { schemes: [], problems: [{ message: FILE_PROBLEMS[error.code] }] };
    throw error;
  }
  const heading = rows.slice(0, 10).find(({ cells }) => cells.some((cell) => cell && columnOf(String(cell.value))?.key === 'name'));
  if (!heading) return { schemes: [], problems: [noHeading(rows[0])] };
  const problems: CellProblem[] = [];
  const columns = columnsOf(heading, problems);
  const body = rows.filter(({ row }) => row > heading.row);
  if (body.length > MAX_SCHEMES) {
    problems.push({
      row: body[MAX_SCHEMES]?.row,
      message: words(`最多 ${MAX_SCHEMES} 条方案,其余没有读入。`, `At most ${MAX_SCHEMES} schemes are taken; the rest was left out.`),
    });
  }
  const schemes = body.slice(0, MAX_SCHEMES).flatMap((row, i) => schemeOf(row, i, columns, problems) ?? []);
  return { schemes, problems: problems.slice(0, 500) };
}

const words = (zh: string, en: string) => ({ zh, en });

const FILE_PROBLEMS: Record<SheetError['code'], Required<Text>> = {
  'old-excel': words('这是旧的 .xls 文件,请另存为 .xlsx 或 CSV。', 'This is an old .xls file: save it as .xlsx or CSV.'),
  'not-a-sheet': words('读不出表格:需要 .xlsx 或 CSV 文件。', 'No sheet can be read: an .xlsx or CSV file is expected.'),
  'too-large': words('解压后过大,没有读入。', 'Unpacked, the file is too large: it was not read.'),
  'too-many-rows': words(`行数过多,最多 ${MAX_SCHEMES} 条方案。`, `Too many rows: at most ${MAX_SCHEMES} schemes are taken.`),
  empty: words('表格是空的。', 'The sheet is empty.'),
};

const KNOWN = words(COLUMNS.map(({ zh }) => zh).join('、'), COLUMNS.map(({ en }) => en).join(', '));

function noHeading(first: SheetRow | undefined): CellProblem {
  const found = (first?.cells ?? []).flatMap((cell) => (cell ? [String(cell.value).slice(0, 40)] : [])).slice(0, 30);
  return {
    row: first?.row,
    message: words(
      `没有找到“名称”列。表头是:${found.join('、')}。可用的列:${KNOWN.zh}。`,
      `There is no column “Name”. Found: ${found.join(', ')}. Columns that are read: ${KNOWN.en}.`,
    ),
  };
}

function columnsOf({ row, cells }: SheetRow, problems: CellProblem[]): (Column | undefined)[] {
  const seen = new Set<string>();
  return cells.map((cell, i) => {
    if (!cell) return undefined;
    const column = columnOf(String(cell.value));
    const at = { cell: cellName(row, i), row, column: String(cell.value).slice(0, 100) };
    if (!column) {
      problems.push({
        ...at,
        message: words(`不认识这一列,没有读入。可用的列:${KNOWN.zh}。`, `Unknown column, not read. Columns that are read: ${KNOWN.en}.`),
      });
      return undefined;
    }
    if (seen.has(column.key)) {
      problems.push({
        ...at,
        message: words(`“${column.zh}”出现了两次,只读第一列。`, `“${column.en}” stands twice: only the first is read.`),
      });
      return undefined;
    }
    seen.add(column.key);
    return column;
  });
}

function schemeOf(
  { row, cells }: SheetRow,
  index: number,
  columns: (Column | undefined)[],
  problems: CellProblem[],
): DraftScheme | undefined {
  const scheme = DraftScheme.parse({ id: `import-${randomUUID()}`, number: `F${index + 1}`, name: { zh: '' }, aspect: 'technology' });
  let aspect = false;
  columns.forEach((column, i) => {
    const cell = cells[i];
    if (!column || !cell) return;
    const at = { cell: cellName(row, i), row, column: column.zh, value: String(cell.value).slice(0, 200) };
    const read = readCell(cell, column);
    if ('problem' in read) problems.push({ ...at, message: read.problem });
    else {
      column.put(scheme, read.value);
      if (column.key === 'aspect') aspect = true;
    }
  });
  if (!scheme.name.zh && !scheme.name.en) {
    problems.push({ row, message: words('这一行没有名称,没有读入。', 'This row has no name and was left out.') });
    return undefined;
  }
  if (!aspect)
    problems.push({
      row,
      column: '方面',
      message: words('没有方面,暂记为“技术工艺”,请核对。', 'No aspect: put under “Technology” for now; please check.'),
    });
  if (scheme.aspect === 'end-of-pipe') for (const one of scheme.pollutants) one.endOfPipe = true;
  return scheme;
}

type Read = { value: string | number } | { problem: Required<Text> };

const MOST_TEXT: Record<string, number> = { number: 20, description: 5000 };

function readCell({ value, error }: SheetCell, { key, kind, choices }: Column): Read {
  if (error) return { problem: words('单元格是一个错误值。', 'The cell shows an error.') };
  if (kind === 'text') {
    const most = MOST_TEXT[key] ?? 300;
    if (String(value).length > most) return { problem: words(`最多 ${most} 个字符。`, `At most ${most} characters are taken.`) };
    return { value: String(value) };
  }
  if (kind === 'choice') {
    const wanted = headingKey(String(value));
    const found = Object.entries(choices ?? {}).find(([code, { zh, en }]) => [code, zh, en].some((name) => headingKey(name) === wanted));
    const list = Object.values(choices ?? {});
    const expected = words(list.map(({ zh }) => zh).join('、'), list.map(({ en }) => en).join(', '));
    return found ? { value: found[0] } : { problem: words(`应为以下之一:${expected.zh}。`, `One of these is expected: ${expected.en}.`) };
  }
  const number = typeof value === 'number' ? value : numberOf(value);
  if (number === undefined || Math.abs(number) > 1e12)
    return { problem: words('应为数字(不带单位)。', 'A number without its unit is expected.') };
  return { value: number };
}

/** D5 */
function cellName(row: number, column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return `${name}${row}`;
}
