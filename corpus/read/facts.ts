import type { Words } from './choices.ts';
import type { Fields } from './columns.ts';
import type { CellProblem, Offered, OfferedCell, Place } from './offered.ts';
import { columnOf } from './record-columns.ts';

/**
 * Records one a line as JSON (JSONL), in either of two forms: whole records as the library has them, or the flat facts of a
 * collector, with fields named as the columns of a sheet are (`title_zh`, `industry_code`, `problems` …) and figures as objects
 * (`{ name_zh, name_en, value, unit, basis_zh }`).
 */

/** Keys that would change what an object is. No field has such a name. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

export function offersOfJsonLines(text: string, file?: string): Offered[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, i) => (line.trim() ? [offerOfLine(line, { file, row: i + 1 })] : []));
}

function offerOfLine(line: string, place: Place): Offered {
  const offered: Offered = { place, whole: false, fields: {}, cells: new Map(), broken: [] };
  const broken = (column: string, zh: string, en: string) =>
    offered.broken.push({ column, row: place.row, value: line.slice(0, 100), message: { zh, en } });
  let unsafe: string | undefined;
  let given: unknown;
  try {
    given = JSON.parse(line, (key, value: unknown) => {
      if (UNSAFE.has(key)) unsafe = key;
      return value;
    });
  } catch (error) {
    broken('', `这一行不是有效的 JSON:${(error as Error).message}`, `The line is no valid JSON: ${(error as Error).message}`);
    return offered;
  }
  if (unsafe) broken(unsafe, `没有名为“${unsafe}”的字段。`, `There is no field “${unsafe}”.`);
  else if (typeof given !== 'object' || given === null || Array.isArray(given))
    broken('', '每行应为一个 JSON 对象 {…}。', 'One JSON object {…} a line is expected.');
  else if ('title' in given) {
    // An export with drafts says which they are; the state is not of the record.
    const { recordState: _, ...fields } = given as Fields;
    return { ...offered, whole: true, fields };
  } else takeFacts(offered, given as Fields);
  return offered;
}

function takeFacts(offered: Offered, given: Fields): void {
  for (const [key, value] of Object.entries(given)) {
    const special = SPECIAL.get(key);
    if (special) {
      const problem = special(offered.fields, value);
      if (problem) offered.broken.push({ column: key, row: offered.place.row, value: shown(value), message: problem });
      continue;
    }
    const column = columnOf(key);
    const cell = cellOf(value);
    if (!column) offered.broken.push(problemAt(offered, key, value, { zh: `没有名为“${key}”的字段。`, en: `There is no field “${key}”.` }));
    else if (!cell)
      offered.broken.push(
        problemAt(offered, key, value, { zh: '应为文字、数字或文字列表。', en: 'A text, a number or a list of texts is expected.' }),
      );
    else offered.cells.set(column.key, { ...cell, heading: key });
  }
}

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 200);
const problemAt = ({ place }: Offered, column: string, value: unknown, message: Words): CellProblem => ({
  column,
  row: place.row,
  value: shown(value),
  message,
});

function cellOf(value: unknown): OfferedCell | undefined {
  if (typeof value === 'string' || typeof value === 'number') return { value };
  if (Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number')) return { value: value.join('..') };
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return { value: value.join('|') };
  return undefined;
}

type Take = (fields: Fields, value: unknown) => Words | undefined;

const object = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const both = (zh: unknown, en: unknown) => (zh === undefined && en === undefined ? undefined : { zh, en });

const money =
  (field: string): Take =>
  (fields, value) => {
    const given = object(value);
    if (!given) return { zh: '应为 {value, currency, note}。', en: '{value, currency, note} is expected.' };
    const { note, ...rest } = given;
    fields[field] = { ...rest, note: object(note) ?? both(note, undefined) };
    return undefined;
  };

const SPECIAL = new Map<string, Take>([
  ['investment', money('investment')],
  ['annual_saving', money('annualSaving')],
  [
    'metrics',
    (fields, value) => {
      if (!Array.isArray(value) || !value.every((one) => object(one)))
        return {
          zh: '应为 {name_zh, name_en, value, unit, basis_zh} 的列表。',
          en: 'A list of {name_zh, name_en, value, unit, basis_zh} is expected.',
        };
      fields.metrics = value.map((one: Fields) => {
        const { name_zh, name_en, basis_zh, basis_en, ...rest } = one;
        return { name: both(name_zh, name_en), ...rest, basis: both(basis_zh, basis_en) };
      });
      return undefined;
    },
  ],
  [
    'source',
    (fields, value) => {
      if (!object(value)) return { zh: '应为 {title, issuer, year, url, lang}。', en: '{title, issuer, year, url, lang} is expected.' };
      fields.sources = [value];
      return undefined;
    },
  ],
]);
