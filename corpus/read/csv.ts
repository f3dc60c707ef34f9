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
  let parsed: { record: string[]; info: { lines: number } }[];
  try {
    parsed = parse(content, { bom: true, info: true, relax_column_count: true }) as unknown as typeof parsed;
  } catch (error) {
    return { rows: [], problems: [{ file, message: `not valid CSV: ${(error as Error).message}` }] };
  }
  const header = parsed.shift()?.record.map((name) => name.trim()) ?? [];
  const rows: Row[] = [];
  let startsAt = 2;
  for (const { record, info } of parsed) {
    const line = startsAt;
    startsAt = info.lines + 1;
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

/** A cell of several values parted by `|`. */
export function splitCell(cell: string | undefined): string[] {
  return (cell ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean);
}
