import { isDeepStrictEqual } from 'node:util';

import { stringify } from 'csv-stringify/sync';

import type { LibraryRecord } from '../kinds/kinds.ts';
import type { Row } from './csv.ts';
import { writeMarkdown } from './markdown.ts';
import { rowOfScheme, rowOfStandard, SCHEME_HEADER, STANDARD_HEADER } from './table-rows.ts';
import { recordOfRow, schemeOfRow, standardOfRow } from './tables.ts';

/** Records → the files of a collection folder, from which readCollection gives the same records. */

export interface CollectionFile {
  /** With slashes, below the collection's folder. */
  path: string;
  content: string;
}

export function collectionFiles(records: LibraryRecord[], redirects: { from: string; to: string; reason: string }[]): CollectionFile[] {
  const files: CollectionFile[] = [];
  const schemes: Cells[] = [];
  const standards: Cells[] = [];
  for (const record of records) {
    const scheme = record.kind === 'scheme' ? rowOfScheme(record) : undefined;
    const standard = record.kind === 'standard' ? rowOfStandard(record) : undefined;
    if (scheme && standsAsRow(record, scheme, schemeOfRow)) schemes.push(scheme);
    else if (standard && standsAsRow(record, standard, standardOfRow)) standards.push(standard);
    else files.push({ path: pathOf(record), content: writeMarkdown(record) });
  }
  const table = (path: string, header: readonly string[], rows: Cells[]): void => {
    if (rows.length > 0) files.push({ path, content: stringify([header, ...rows.map((row) => header.map((name) => row[name] ?? ''))]) });
  };
  table('schemes.csv', SCHEME_HEADER, schemes);
  table('standards.csv', STANDARD_HEADER, standards);
  table('redirects.csv', ['from', 'to', 'reason'], redirects);
  return files;
}

type Cells = Record<string, string | undefined>;

/** A record with more than its table has columns for stands as a file of its own. */
function standsAsRow(record: LibraryRecord, cells: Cells, toRecord: (row: Row) => Record<string, unknown>): boolean {
  const filled = Object.fromEntries(Object.entries(cells).flatMap(([name, cell]) => (cell ? [[name, cell]] : [])));
  const { record: read } = recordOfRow({ cells: filled, line: 1 }, toRecord, '');
  return isDeepStrictEqual(plain(read), plain(record));
}

/** Without fields that are there and hold nothing. */
function plain(record: LibraryRecord | undefined): unknown {
  return record && JSON.parse(JSON.stringify(record));
}

const FOLDER = {
  technique: 'techniques',
  case: 'cases',
  guide: 'guides',
  policy: 'policies',
  benchmark: 'benchmarks',
  scheme: 'schemes',
  standard: 'standards',
} satisfies Record<LibraryRecord['kind'], string>;

/** Cases stand in a folder for each sector, which begins their id; what is drawn from the plan stands apart. */
function pathOf({ kind, id }: LibraryRecord): string {
  if (kind === 'case') return `cases/${id.split('-')[0]}/${id}.md`;
  return `${id.startsWith('plan-') ? 'plan-records' : FOLDER[kind]}/${id}.md`;
}
