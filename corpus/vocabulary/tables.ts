import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Row, readCsv } from '../read/csv.ts';
import { projectRoot } from '../root.ts';

/**
 * The vocabulary's CSV files, row by row as they stand. They change only with the code: the server that npm start puts together
 * holds this module's answer and reads no file (setup/server-bundle.config.mjs).
 */

const FILES = [
  'industries.csv',
  'problems.csv',
  'processes.csv',
  'terms.csv',
  'regions.csv',
  'units.csv',
  'metrics.csv',
  'out-of-field.csv',
] as const;

export type TableName = (typeof FILES)[number];

let read: Record<TableName, Row[]> | undefined;

/** All tables, read once. Throws with file and line where one is not a well-formed table. */
export function tables(): Record<TableName, Row[]> {
  read ??= Object.fromEntries(FILES.map((file) => [file, rowsOf(file)])) as Record<TableName, Row[]>;
  return read;
}

function rowsOf(file: TableName): Row[] {
  const { rows, problems } = readCsv(readFileSync(join(projectRoot, 'corpus', 'vocabulary', file), 'utf8'), file);
  const first = problems[0];
  if (first) throw new Error(`${file}:${first.line ?? 1}: ${first.message}`);
  return rows;
}
