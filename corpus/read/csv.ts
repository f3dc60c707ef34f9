import { parse } from 'csv-parse/sync';

import type { Problem } from './problem.ts';

export interface Row {
  /** Cells by column name; an empty cell is absent. */
  cells: Record<string, string>;
  line: number;
}

/** Reads a CSV file (RFC 4180, UTF-8, a header line). Rows of the wrong length are reported and left out. */
export function readCsv(content: string, file: string): { rows: Row[]; problems: Problem[] } {
  const problems: Problem[] = [];
  let parsed: string[][];
  try {
    // Without `info`, which would tell the lines but doubles the time; a start reads eight thousand rows.
    parsed = parse(content, { bom: true, relax_column_count: true });
  } catch (error) {
    return { rows: [], problems: [{ file, message: `not valid CSV: ${(error as Error).message}` }] };
  }
  const first = parsed.shift() ?? [];
  const header = first.map((name) => name.trim());
  const rows: Row[] = [];
  let startsAt = 1 + linesOf(first);
  for (const record of parsed) {
    const line = startsAt;
    startsAt += linesOf(record);
    if (record.length === 1 && record[0] === '') continue;
    if (record.length !== header.length) {
      problems.push({ file, line, message: `${header.length} cells are expected (${header.join(', ')}), ${record.length} found` });
      continue;
    }
    const cells: Record<string, string> = {};
    header.forEach((name, i) => {
      const cell = record[i]?.trim();
      if (cell) cells[name] = cell;
    });
    rows.push({ cells, line });
  }
  return { rows, problems };
}

/** Lines that a record takes: a quoted cell may hold breaks. */
function linesOf(record: string[]): number {
  let lines = 1;
  for (const cell of record) if (cell.includes('\n')) lines += cell.split('\n').length - 1;
  return lines;
}

/** A cell of several values parted by `|`. */
export function splitCell(cell: string | undefined): string[] {
  return (cell ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean);
}
