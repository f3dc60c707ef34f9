import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';

import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import { KIND_CHOICES } from '../../corpus/read/choices.ts';
import { type Column, getAt } from '../../corpus/read/columns.ts';
import { isShown, RECORD_COLUMNS } from '../../corpus/read/record-columns.ts';
import { collectionFiles } from '../../corpus/read/write-collection.ts';
import { shippedFolder } from '../../corpus/root.ts';
import type { ExportFormat } from '../api/giving.ts';
import { clean } from '../files/plain-text.ts';
import { asText } from '../files/text-cell.ts';

/**
 * The library as files for others: JSONL and the Markdown tree hold all of every record and can be read back; CSV and XLSX hold
 * what has a column (corpus/read/record-columns.ts).
 */

export interface Exported {
  record: LibraryRecord;
  /** Where records that are not published are among them. */
  state?: string;
}

export interface ExportInput {
  records: Exported[];
  redirects: { from: string; to: string; reason: string }[];
  format: ExportFormat;
  /** Of headings and names of choices. */
  lang: Lang;
}

export async function exportFile(input: ExportInput): Promise<Buffer> {
  switch (input.format) {
    case 'jsonl':
      return Buffer.from(
        input.records.map(({ record, state }) => `${JSON.stringify(state ? { ...record, recordState: state } : record)}\n`).join(''),
      );
    case 'csv':
      return Buffer.from(csvOf(input));
    case 'xlsx':
      return xlsxOf(input);
    case 'markdown':
      return treeOf(input);
  }
}

interface Shown {
  heading: string;
  cell: (exported: Exported) => string | number | undefined;
}

/** The columns that say something of at least one of the records. */
function columnsFor({ records, lang }: Pick<ExportInput, 'records' | 'lang'>): Shown[] {
  const shown = RECORD_COLUMNS.filter(isShown).map((column) => ({
    heading: column[lang],
    cell: ({ record }: Exported) => cellOf(column, record, lang),
  }));
  const state: Shown = { heading: lang === 'en' ? 'Record state' : '记录状态', cell: (exported) => exported.state };
  return [...shown, state].filter(({ cell }) => records.some((record) => cell(record) !== undefined));
}

function cellOf({ path, show, choices }: Column, record: LibraryRecord, lang: Lang): string | number | undefined {
  const shown = show(getAt(record, path({ ...record })));
  return choices?.[String(shown)]?.[lang] ?? shown;
}

function csvOf(input: ExportInput): string {
  const columns = columnsFor(input);
  const rows = input.records.map((record) =>
    columns.map(({ cell }) => {
      const shown = cell(record);
      return typeof shown === 'string' ? asText(shown) : (shown ?? '');
    }),
  );
  return stringify([columns.map(({ heading }) => heading), ...rows], { bom: true, record_delimiter: 'windows' });
}

/** Characters that Excel takes in one cell. */
const MOST_IN_CELL = 32_767;

/** A sheet a kind, written row by row: a large library is never held whole as cells. */
async function xlsxOf(input: ExportInput): Promise<Buffer> {
  const parts: Buffer[] = [];
  const stream = new PassThrough();
  stream.on('data', (part: Buffer) => parts.push(part));
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  workbook.creator = 'CleanMatch 清产通';
  for (const [kind, name] of Object.entries(KIND_CHOICES)) {
    const records = input.records.filter(({ record }) => record.kind === kind);
    if (records.length === 0) continue;
    const columns = columnsFor({ ...input, records });
    const sheet = workbook.addWorksheet(name[input.lang], { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
    const heading = sheet.addRow(columns.map((column) => column.heading));
    heading.font = { bold: true };
    heading.commit();
    for (const record of records) {
      const cells = columns.map(({ cell }) => {
        const shown = cell(record);
        // A text that does not fit is left out: cut, it would be taken for the whole when the sheet is read again.
        return typeof shown === 'string' ? (shown.length > MOST_IN_CELL ? undefined : clean(shown)) : shown;
      });
      sheet.addRow(cells).commit();
    }
    sheet.commit();
  }
  await workbook.commit();
  return Buffer.concat(parts);
}

/** As corpus/shipped is laid out, with what stands there beside the records: the plan's tables and the rates. */
async function treeOf({ records, redirects }: ExportInput): Promise<Buffer> {
  const zip = new JSZip();
  // A fixed date: the same library gives the same bytes.
  const date = new Date(Date.UTC(2020, 0, 1));
  for (const { path, content } of collectionFiles(
    records.map(({ record }) => record),
    redirects,
  ))
    zip.file(path, content, { date, createFolders: false });
  for (const path of besideRecords()) zip.file(path, readFileSync(join(shippedFolder, path)), { date, createFolders: false });
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 6 } });
}

function besideRecords(): string[] {
  const plan = readdirSync(join(shippedFolder, 'plan')).map((name) => `plan/${name}`);
  return [...plan, 'rates.csv'].sort();
}
