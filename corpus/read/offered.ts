import { LibraryRecord } from '../kinds/kinds.ts';
import { RegionCode } from '../kinds/record.ts';
import { codesNamed } from '../vocabulary/lookup.ts';
import type { VocabularyName } from '../vocabulary/vocabulary.ts';
import type { Words } from './choices.ts';
import { type Column, type Fields, getAt, putAt } from './columns.ts';
import { fieldPath } from './problem.ts';
import { columnAt, RECORD_COLUMNS } from './record-columns.ts';

/**
 * What a file offers as a record, before anything is known about it: cells by column, or fields as a record has them. It becomes a
 * record, alone or laid over the record that stands, or problems that name row and column and what was expected.
 */

export interface Place {
  file?: string;
  sheet?: string;
  /** Row of a sheet, line of a text file, page order of a report's records. */
  row?: number;
}

export interface OfferedCell {
  value: string | number;
  /** The cell shows an error of its sheet. */
  error?: boolean;
  /** As a spreadsheet names it: D5. */
  at?: string;
  /** The heading it stands under, as printed. */
  heading?: string;
}

export interface CellProblem {
  /** Key of the column, or path of the field. */
  column: string;
  heading?: string;
  at?: string;
  row?: number;
  /** What stands there. */
  value?: string;
  /** Where the word is not of this vocabulary: entries may be proposed. */
  vocabulary?: VocabularyName | 'techniques';
  message: Words;
}

export interface Offered {
  place: Place;
  /** Whether it states the whole record: a field it does not name is then absent. Otherwise such a field stays as it is. */
  whole: boolean;
  fields: Fields;
  cells: Map<string, OfferedCell>;
  /** Lines of fields in their file. */
  lines?: Map<string, number>;
  /** What cannot be read at all. */
  broken: CellProblem[];
}

/** Words of a file and the codes that a person chose for them, by vocabulary. */
export type ChosenWords = Partial<Record<VocabularyName | 'techniques', Record<string, string>>>;

const MOST_TEXT = 50_000;

export function idOf({ fields, cells }: Offered): string | undefined {
  const id = cells.get('id')?.value ?? fields.id;
  return id === undefined ? undefined : String(id).trim();
}

/** The fields of the record it makes, laid over `standing` where it does not state the whole, and what is wrong with its cells. */
export function fieldsOf(offered: Offered, standing?: LibraryRecord): { fields: Fields; problems: CellProblem[] } {
  const base: Fields = standing && !offered.whole ? structuredClone<Fields>({ ...standing }) : {};
  const fields = overlay(base, offered.fields);
  const problems = [...offered.broken];
  for (const column of RECORD_COLUMNS) {
    const cell = offered.cells.get(column.key);
    if (!cell) continue;
    const problem = putCell(fields, column, cell);
    if (problem) problems.push(problem);
  }
  if (!offered.whole) fields.kind ??= 'case';
  return { fields, problems };
}

function putCell(fields: Fields, column: Column, cell: OfferedCell): CellProblem | undefined {
  const text = String(cell.value).trim();
  const path = column.path(fields);
  // What a sheet shows of a record is less than the record: an unchanged cell changes nothing.
  if (String(column.show(getAt(fields, path)) ?? '') === text) return undefined;
  if (cell.error) return wrong(column, cell, { zh: '单元格是一个错误值。', en: 'The cell shows an error.' });
  if (text.length > MOST_TEXT)
    return wrong(column, cell, { zh: `最多 ${MOST_TEXT} 个字符。`, en: `At most ${MOST_TEXT} characters are taken.` });
  const value = column.read(text);
  if (value === undefined) return wrong(column, cell, expected(column.expects));
  if (column.key === 'more_sources') putAt(fields, path, [...firstOf(fields.sources), ...(value as unknown[])]);
  else putAt(fields, path, column.key === 'metrics' ? keepUnseen(value, getAt(fields, path)) : value);
  return undefined;
}

const firstOf = (sources: unknown): unknown[] => (Array.isArray(sources) ? sources.slice(0, 1) : []);

/** A figure keeps what a cell has no place for, where its name is still the same. */
function keepUnseen(read: unknown, standing: unknown): unknown {
  if (!Array.isArray(read) || !Array.isArray(standing)) return read;
  return read.map((metric: unknown) => {
    const name = getAt(metric, ['name', 'zh']);
    const before = standing.find((one: unknown) => getAt(one, ['name', 'zh']) === name) as Fields | undefined;
    if (!before || typeof metric !== 'object') return metric;
    const same = JSON.stringify(before.value) === JSON.stringify((metric as Fields).value);
    return { ...(before.code ? { code: before.code } : {}), ...(same && before.doubt ? { doubt: before.doubt } : {}), ...metric };
  });
}

/** Fields of objects are laid over each other one by one; lists are replaced. */
function overlay(base: Fields, given: Fields): Fields {
  const fields = { ...base };
  for (const [key, value] of Object.entries(given)) {
    const before = fields[key];
    fields[key] = isObject(before) && isObject(value) ? overlay(before, value) : structuredClone(value);
  }
  return fields;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Turns words of the vocabulary into its codes, in place; a word that means none, or several, is a problem. */
export function resolveWords(fields: Fields, offered: Offered, chosen: ChosenWords = {}): CellProblem[] {
  return RECORD_COLUMNS.flatMap((column) => {
    const { vocabulary } = column;
    const path = column.path(fields);
    const words = getAt(fields, path);
    if (!vocabulary || words === undefined) return [];
    const problems: CellProblem[] = [];
    const codes = [words].flat().flatMap((word: unknown) => {
      const found = chosenFor(chosen, vocabulary, String(word)) ?? codesOf(vocabulary, String(word));
      if (found === undefined)
        problems.push({ ...wrong(column, cellAt(offered, column), unknown(column)), value: String(word), vocabulary });
      return found ?? String(word);
    });
    putAt(fields, path, column.list ? [...new Set(codes)] : codes[0]);
    return problems;
  });
}

/** What a person said that the word means. A word of a file may be called as what every object has (constructor). */
export function chosenFor(chosen: ChosenWords, vocabulary: keyof ChosenWords, word: string): string | undefined {
  const words = chosen[vocabulary];
  return words && Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Of regions the vocabulary has provinces and cities, and districts where there are records: other codes are codes too. */
function codesOf(vocabulary: VocabularyName, word: string): string[] | undefined {
  if (vocabulary === 'regions' && RegionCode.safeParse(word).success) return [word];
  return codesNamed(vocabulary, word);
}

/** The record, where the fields keep to their schema. A field that is already known to be wrong is not told twice. */
export function recordOf(fields: Fields, offered: Offered, known: CellProblem[]): { record?: LibraryRecord; problems: CellProblem[] } {
  // Of what could not be read at all, nothing more is missing.
  if (offered.broken.length > 0 && offered.cells.size === 0 && Object.keys(offered.fields).length === 0) return { problems: known };
  const parsed = LibraryRecord.safeParse(fields);
  if (parsed.success) return { record: known.length === 0 ? parsed.data : undefined, problems: known };
  const problems = [...known];
  for (const issue of parsed.error.issues) {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const column = columnAt(fields, path);
    const name = column?.key ?? fieldPath(path);
    if (problems.some((one) => one.column === name)) continue;
    const at = column ? cellAt(offered, column) : undefined;
    const line = offered.lines?.get(String(path[0])) ?? offered.place.row;
    if (issue.code === 'unrecognized_keys') problems.push({ column: name, ...told(at), row: line, message: noSuchField(name) });
    else if (column && (!offered.whole || getAt(fields, path.map(asKey)) === undefined))
      problems.push({ ...wrong(column, at, missing(column, at)), row: line });
    else
      problems.push({
        column: fieldPath(path),
        row: line,
        value: shown(getAt(fields, path.map(asKey))),
        message: { zh: `不符合要求:${issue.message}`, en: issue.message },
      });
  }
  return { problems };
}

const asKey = (key: PropertyKey) => (typeof key === 'number' ? key : String(key));
const cellAt = ({ cells }: Offered, { key }: Column): OfferedCell | undefined => cells.get(key);
const shown = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value).slice(0, 200));
const told = (cell: OfferedCell | undefined) => ({ heading: cell?.heading, at: cell?.at });

export function wrong(column: Column, cell: OfferedCell | undefined, message: Words): CellProblem {
  return { column: column.key, ...told(cell), value: cell && String(cell.value).slice(0, 200), message };
}

const expected = ({ zh, en }: Words): Words => ({ zh: `应为:${zh}。`, en: `Expected: ${en}.` });
const noSuchField = (name: string): Words => ({ zh: `这类记录没有“${name}”。`, en: `A record of this kind has no “${name}”.` });
const unknown = ({ expects }: Column): Words => ({
  zh: `词表里没有这个词。应为:${expects.zh}。`,
  en: `Not in the vocabulary. Expected: ${expects.en}.`,
});
const missing = ({ zh, en, expects }: Column, cell: OfferedCell | undefined): Words =>
  cell ? expected(expects) : { zh: `缺少“${zh}”:${expects.zh}。`, en: `“${en}” is missing: ${expects.en}.` };
