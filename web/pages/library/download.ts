import type { Money, Value } from '../../../corpus/kinds/figures.ts';
import type { Lang } from '../../../corpus/kinds/text.ts';
import type { SearchResult } from '../../../server/api/search.ts';
import { search } from '../../src/api.ts';
import { type LibraryView, searchOf } from './filters.ts';

/** The whole list that is shown, not only its page, as a file made in the browser. */

export type Format = 'csv' | 'json';

/** The most the server gives at once, and how far it pages. */
const AT_ONCE = 200;
const FURTHEST = 10_000;

export async function wholeList(view: LibraryView, lang: Lang, signal: AbortSignal, progress: (done: number, all: number) => void) {
  const found = new Map<string, SearchResult>();
  for (let offset = 0; offset <= FURTHEST; offset += AT_ONCE) {
    const { total, results } = await search({ ...searchOf(view, lang), limit: AT_ONCE, offset }, signal);
    for (const result of results) found.set(result.id, result);
    progress(found.size, total);
    if (results.length === 0 || offset + results.length >= total) break;
  }
  return [...found.values()];
}

/** Columns by the API's own names, so that a file means the same in either language. */
const COLUMNS: [string, (record: SearchResult, origin: string) => unknown][] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['title_zh', ({ title }) => title.zh],
  ['title_en', ({ title }) => title.en],
  ['summary_zh', ({ summary }) => summary.zh],
  ['summary_en', ({ summary }) => summary.en],
  ['industries', ({ industries }) => industries.join(' ')],
  ['problems', ({ problems }) => problems.join(' ')],
  ['measure', ({ measure }) => measure],
  ['cost_class', ({ costClass }) => costClass],
  ['place_zh', ({ place }) => place?.zh],
  ['place_en', ({ place }) => place?.en],
  ['year', ({ year }) => year],
  ['evidence', ({ evidence }) => evidence],
  ['validity', ({ validity }) => validity],
  ...money('investment', ({ investment }) => investment),
  ...money('annual_saving', ({ annualSaving }) => annualSaving),
  ['payback_years_low', ({ paybackYears }) => end(paybackYears, 0)],
  ['payback_years_high', ({ paybackYears }) => end(paybackYears, 1)],
  ['address', ({ id }, origin) => `${origin}/records/${id}`],
];

function money(name: string, sum: (record: SearchResult) => Money | undefined): typeof COLUMNS {
  return [
    [`${name}_low`, (record) => end(sum(record)?.value, 0)],
    [`${name}_high`, (record) => end(sum(record)?.value, 1)],
    [`${name}_currency`, (record) => sum(record)?.currency],
    // A figure its source makes doubtful keeps its doubt.
    [`${name}_doubt`, (record) => sum(record)?.doubt?.zh],
  ];
}

function end(value: Value | undefined, at: 0 | 1): number | undefined {
  return Array.isArray(value) ? value[at] : value;
}

export function csvOf(records: SearchResult[], origin: string): string {
  const lines = [COLUMNS.map(([name]) => name), ...records.map((record) => COLUMNS.map(([, read]) => read(record, origin)))];
  // The mark at the front tells Excel that the file is UTF-8.
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula begins with a quote. */
export function csvCell(cell: unknown): string {
  const text = String(cell ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function jsonOf(records: SearchResult[], address: string): string {
  const plain = records.map(({ highlights: _, score: __, ...record }) => record);
  return `${JSON.stringify({ from: address, at: new Date().toISOString(), total: plain.length, records: plain }, undefined, 2)}\n`;
}

export function save(text: string, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
