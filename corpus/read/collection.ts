import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { LibraryRecord } from '../kinds/kinds.ts';
import { type Row, readCsv } from './csv.ts';
import { readMarkdown } from './markdown.ts';
import type { Problem } from './problem.ts';
import { recordOfRow, schemeOfRow, standardOfRow } from './tables.ts';

/** A record with the place it was read from. */
export interface Entry {
  record: LibraryRecord;
  file: string;
  lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

export interface Redirect {
  from: string;
  to: string;
  reason: string;
  line: number;
}

export interface Collection {
  entries: Entry[];
  redirects: Redirect[];
  problems: Problem[];
}

/** Folders of Markdown files, one a record. */
const FOLDERS = ['techniques', 'cases', 'guides', 'policies', 'benchmarks', 'plan-records', 'schemes', 'standards'];

const TABLES: { file: string; toRecord: (row: Row) => Record<string, unknown> }[] = [
  { file: 'schemes.csv', toRecord: schemeOfRow },
  { file: 'standards.csv', toRecord: standardOfRow },
];

/**
 * Reads a collection folder (corpus/shipped, or an export of it). What is wrong is reported and left out; the rest is
 * kept. File names in problems are relative to the folder's parent, so that they can be opened from the project.
 */
export function readCollection(folder: string, namedFrom = folder): Collection {
  const collection: Collection = { entries: [], redirects: [], problems: [] };
  const nameOf = (path: string) => relative(namedFrom, path);

  for (const path of FOLDERS.flatMap((name) => markdownFiles(join(folder, name)))) {
    const file = nameOf(path);
    const { record, problems, lineOf } = readMarkdown(readFileSync(path, 'utf8'), file);
    collection.problems.push(...problems);
    if (record) collection.entries.push({ record, file, lineOf });
  }
  for (const { file: name, toRecord } of TABLES) {
    for (const row of readTable(join(folder, name), nameOf, collection.problems)) {
      const file = nameOf(join(folder, name));
      const { record, problems } = recordOfRow(row, toRecord, file);
      collection.problems.push(...problems);
      if (record) collection.entries.push({ record, file, lineOf: () => row.line });
    }
  }
  for (const { cells, line } of readTable(join(folder, 'redirects.csv'), nameOf, collection.problems)) {
    collection.redirects.push({ from: cells.from ?? '', to: cells.to ?? '', reason: cells.reason ?? '', line });
  }
  return collection;
}

function readTable(path: string, nameOf: (path: string) => string, problems: Problem[]): Row[] {
  if (!existsSync(path)) return [];
  const read = readCsv(readFileSync(path, 'utf8'), nameOf(path));
  problems.push(...read.problems);
  return read.rows;
}

function markdownFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(folder, name));
}
