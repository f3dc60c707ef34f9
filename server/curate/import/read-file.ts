import type { Words } from '../../../corpus/read/choices.ts';
import { readCsv } from '../../../corpus/read/csv.ts';
import { offersOfJsonLines } from '../../../corpus/read/facts.ts';
import { type FileNote, offersOfGrid } from '../../../corpus/read/grid.ts';
import { offersOfBlocks } from '../../../corpus/read/headed-text.ts';
import { readMarkdownFields } from '../../../corpus/read/markdown.ts';
import type { Offered } from '../../../corpus/read/offered.ts';
import { schemeOfRow, standardOfRow } from '../../../corpus/read/tables.ts';
import { ArchiveError, DOCUMENT_LIMITS, isArchive, openArchive } from '../../files/archive.ts';
import { decodeText, isText } from '../../files/plain-text.ts';
import { MOST_ROWS, readSheets, SheetError } from '../../files/sheet-cells.ts';
import { blocksOfWord } from './word-blocks.ts';

/** A file of records → what each offers. What the file is, its content says: names and types that were sent are not asked. */

export type Format = 'xlsx' | 'csv' | 'jsonl' | 'markdown' | 'zip' | 'docx';

export interface ReadFile {
  format: Format;
  offers: Offered[];
  notes: FileNote[];
  examples: number;
}

/** The file as a whole cannot be taken. */
export interface Refusal {
  code: 'too-large' | 'unreadable';
  message: Words;
}

const w = (zh: string, en: string): Words => ({ zh, en });

const REFUSALS = {
  'old-excel': w('这是旧的 .xls 文件,请另存为 .xlsx 或 CSV。', 'This is an old .xls or .doc file: save it as .xlsx, .docx or CSV.'),
  'not-a-sheet': w(
    '读不出:需要 XLSX、CSV、JSONL、Markdown、Word(.docx)或其 ZIP。',
    'The file cannot be read: XLSX, CSV, JSONL, Markdown, Word (.docx) or a ZIP of Markdown is expected.',
  ),
  'not-an-archive': w('压缩包已损坏,打不开。', 'The archive is damaged and cannot be opened.'),
  locked: w('文件有密码,请去掉密码后再导入。', 'The file is locked with a password: take it off first.'),
  'too-large': w(
    `解压后超过 ${DOCUMENT_LIMITS.unpacked / 1e6} MB,没有读入。`,
    `Unpacked it exceeds ${DOCUMENT_LIMITS.unpacked / 1e6} MB: it was not read.`,
  ),
  'too-many-rows': w(`一次最多 ${MOST_ROWS} 行,请分成几个文件。`, `At most ${MOST_ROWS} rows are taken at once: part the file.`),
  empty: w('文件里没有可读入的记录。', 'There is no record in the file.'),
} satisfies Record<SheetError['code'] | ArchiveError['code'], Words>;

export async function readFile(file: Buffer): Promise<ReadFile | Refusal> {
  try {
    const read = await readByContent(file);
    if (read.offers.length > MOST_ROWS) return refuse('too-many-rows');
    if (read.offers.length > 0) return read;
    const note = read.notes[0];
    return note ? { code: 'unreadable', message: note.message } : refuse('empty');
  } catch (error) {
    if (error instanceof SheetError || error instanceof ArchiveError) return refuse(error.code);
    throw error;
  }
}

function refuse(code: keyof typeof REFUSALS): Refusal {
  return { code: code === 'too-large' || code === 'too-many-rows' ? 'too-large' : 'unreadable', message: REFUSALS[code] };
}

async function readByContent(file: Buffer): Promise<ReadFile> {
  if (isArchive(file)) return readArchive(file);
  const text = decodeText(file);
  if (file.length > 0 && isText(text)) {
    if (/^\s*\{/.test(text)) return readJsonLines(text);
    if (/^---[ \t]*\r?\n/.test(text)) return { format: 'markdown', offers: [offerOfMarkdown(text)], notes: [], examples: 0 };
  }
  return readGrid(file, 'csv');
}

function readJsonLines(text: string): ReadFile {
  // Lines are counted before an object is made of each.
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  if (lines > MOST_ROWS + 1) throw new SheetError('too-many-rows');
  return { format: 'jsonl', offers: offersOfJsonLines(text), notes: [], examples: 0 };
}

async function readArchive(file: Buffer): Promise<ReadFile> {
  const names = new Set<string>();
  const entries = openArchive(file, undefined, (name) => {
    names.add(name);
    return /\.(md|csv)$/i.test(name);
  });
  if (names.has('word/document.xml')) return readWord(file);
  if (names.has('xl/workbook.xml')) return readGrid(file, 'xlsx');
  const read: ReadFile = { format: 'zip', offers: [], notes: [], examples: 0 };
  for (const { name, content } of entries) {
    const file = fileName(name);
    const text = decodeText(content).replace(/^\uFEFF/, '');
    if (/\.md$/i.test(file)) {
      if (!/^readme/i.test(file) || text.startsWith('---')) read.offers.push(offerOfMarkdown(text, file));
    } else read.offers.push(...offersOfTable(text, file));
  }
  return read;
}

/** The last part of a path, for people to read: nothing is opened by it. */
function fileName(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return name.replace(/[\p{C}]/gu, '').slice(0, 120);
}

function offerOfMarkdown(content: string, file?: string): Offered {
  const { fields, problems, lineOf } = readMarkdownFields(content.replace(/\r\n?/g, '\n'), file ?? '');
  const lines = new Map(Object.keys(fields ?? {}).flatMap((key) => [[key, lineOf([key]) ?? 1] as const]));
  const broken = problems.map(({ field, line, message }) => ({
    column: field ?? '',
    row: line,
    message: w(`不符合要求:${message}`, message),
  }));
  return { place: { file, row: 1 }, whole: true, fields: fields ?? {}, cells: new Map(), lines, broken };
}

const TABLES = new Map([
  ['schemes.csv', schemeOfRow],
  ['standards.csv', standardOfRow],
]);

/** The tables of a collection that was exported as a tree. Other tables in it, such as those of the plan, are no records. */
function offersOfTable(text: string, file: string): Offered[] {
  const toRecord = TABLES.get(file);
  if (!toRecord) return [];
  return readCsv(text, file).rows.map((row) => ({
    place: { file, row: row.line },
    whole: true,
    fields: toRecord(row),
    cells: new Map(),
    broken: [],
  }));
}

async function readWord(file: Buffer): Promise<ReadFile> {
  let blocks: Awaited<ReturnType<typeof blocksOfWord>>;
  try {
    blocks = await blocksOfWord(file);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new SheetError('not-a-sheet');
  }
  const offers = offersOfBlocks(blocks);
  const message = w(
    '文件里没有标题:请用 Word 的“标题”样式标出案例名称和各栏(概要、行业、措施类型、投资……)。',
    'There is no heading in the file: mark the case’s name and its fields (Summary, Industries, Measure …) with Word’s heading styles.',
  );
  return { format: 'docx', offers, notes: offers.length > 0 ? [] : [{ place: {}, message }], examples: 0 };
}

async function readGrid(file: Buffer, format: 'xlsx' | 'csv'): Promise<ReadFile> {
  const sheets = await readSheets(file);
  const grids = sheets.map(({ name, rows }) => offersOfGrid(rows, { sheet: name }));
  const headed = grids.filter((grid) => grid.headed);
  // Sheets without headings of records, such as a list of codes, are passed over where another sheet has them.
  const read = headed.length > 0 ? headed : grids.slice(0, 1);
  return {
    format,
    offers: read.flatMap(({ offers }) => offers),
    notes: read.flatMap(({ notes }) => notes).slice(0, 100),
    examples: read.reduce((sum, { examples }) => sum + examples, 0),
  };
}
