import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { z } from 'zod';

import type { Text } from '../kinds/text.ts';
import { type Row, readCsv } from './csv.ts';
import { Doubt, PLAN_TABLES, type PlanTableName } from './plan-tables.ts';
import type { Problem } from './problem.ts';

/** A row of a table with the line it stands on and, where there is reason to doubt it, that reason: never shown without it. */
export type PlanRow<N extends PlanTableName> = z.output<(typeof PLAN_TABLES)[N]> & { line: number; doubt?: Text };

export interface PlanTable<N extends PlanTableName> {
  rows: PlanRow<N>[];
  /** What is to be said of the table as a whole. */
  doubts: Text[];
}

export type PlanTables = { [N in PlanTableName]: PlanTable<N> };

export interface Plan {
  tables: PlanTables;
  problems: Problem[];
}

const NAMES = Object.keys(PLAN_TABLES) as PlanTableName[];

/** A row while it is being read: its cells as the file has them, by which doubts find it, and what became of them. */
interface ReadRow {
  cells: Record<string, string>;
  row: Record<string, unknown> & { line: number; doubt?: Text };
}

/**
 * Reads the plan's tables and lays each doubt of doubts.csv beside the rows it is about. A row with a broken cell is
 * reported and left out. File names in problems are relative to `namedFrom`.
 */
export function readPlan(folder: string, namedFrom = folder): Plan {
  const problems: Problem[] = [];
  const fileOf = (name: string) => relative(namedFrom, join(folder, `${name}.csv`));
  const read = new Map<string, { rows: ReadRow[]; doubts: Text[] }>();
  for (const name of NAMES) {
    const content = contentOf(folder, name, fileOf(name), problems);
    read.set(name, { rows: content === undefined ? [] : rowsOf(content, PLAN_TABLES[name], fileOf(name), problems), doubts: [] });
  }
  const doubts = contentOf(folder, 'doubts', fileOf('doubts'), problems);
  if (doubts !== undefined) {
    for (const { row } of rowsOf(doubts, Doubt, fileOf('doubts'), problems)) {
      const message = layDoubt(row as z.output<typeof Doubt> & { line: number }, read);
      if (message) problems.push({ file: fileOf('doubts'), line: row.line, ...message });
    }
  }
  const tables = Object.fromEntries([...read].map(([name, table]) => [name, { ...table, rows: table.rows.map(({ row }) => row) }]));
  return { tables: tables as unknown as PlanTables, problems };
}

function contentOf(folder: string, name: string, file: string, problems: Problem[]): string | undefined {
  const path = join(folder, `${name}.csv`);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  problems.push({ file, message: 'the table is missing' });
  return undefined;
}

/** The rows that keep to the schema. A header that differs is reported alone, for then every row would be wrong too. */
function rowsOf(content: string, schema: z.ZodObject, file: string, problems: Problem[]): ReadRow[] {
  const expected = Object.keys(schema.shape);
  const header = headerOf(content);
  const wrong = expected.findIndex((name, i) => header[i] !== name);
  if (wrong >= 0 || header.length !== expected.length) {
    const column = (wrong >= 0 ? wrong : expected.length) + 1;
    problems.push({ file, line: 1, column, message: `the columns ${expected.join(', ')} are expected, in this order` });
    return [];
  }
  const { rows, problems: malformed } = readCsv(content, file);
  problems.push(...malformed);
  return rows.flatMap(({ cells, line }: Row) => {
    const parsed = schema.safeParse(cells);
    if (parsed.success) return [{ cells, row: { ...parsed.data, line } }];
    for (const { path, message } of parsed.error.issues) {
      const field = String(path[0]);
      problems.push({ file, line, column: expected.indexOf(field) + 1, field, message: cells[field] ? message : 'the cell is empty' });
    }
    return [];
  });
}

/** No column's name holds a comma or a quotation mark, so the first line needs no parser. */
function headerOf(content: string): string[] {
  const [line = ''] = content.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return line.split(',').map((name) => name.trim());
}

/** Lays a doubt beside its rows; says what is wrong where it finds none, so that no doubt is lost by a changed cell. */
function layDoubt(
  { table, rows, doubt_zh: zh, doubt_en: en }: z.output<typeof Doubt>,
  read: Map<string, { rows: ReadRow[]; doubts: Text[] }>,
): { column: number; field: string; message: string } | undefined {
  const target = read.get(table);
  if (!target) return { column: 1, field: 'table', message: `“${table}” is no table; the tables are ${NAMES.join(', ')}` };
  if (rows === undefined) {
    target.doubts.push({ zh, en });
    return undefined;
  }
  const conditions = rows.split(';').map(conditionOf);
  const found = target.rows.filter(({ cells }) => conditions.every(({ column, values }) => values.includes(cells[column] ?? '')));
  if (found.length === 0) return { column: 2, field: 'rows', message: `no row of ${table}.csv has ${rows}` };
  for (const { row } of found) {
    row.doubt = row.doubt ? { zh: `${row.doubt.zh}${zh}`, en: `${row.doubt.en} ${en}` } : { zh, en };
  }
  return undefined;
}

/** `year=2005|2008`: a column and the cells that satisfy it. A condition without `=` is met by no row. */
function conditionOf(condition: string): { column: string; values: string[] } {
  const [column = '', ...rest] = condition.split('=');
  return { column: column.trim(), values: rest.length === 0 ? [] : rest.join('=').trim().split('|') };
}
