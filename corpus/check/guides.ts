import { bounds, type Money, type Value } from '../kinds/figures.ts';
import { citedIds, type LibraryRecord } from '../kinds/kinds.ts';
import type { Entry } from '../read/collection.ts';
import type { Problem } from '../read/problem.ts';

/**
 * Every figure of a guide, with its unit, must stand in a record that the same paragraph cites: in one of its figures, or
 * in its texts. Numbers without a unit (三级, 第2步) are no figures.
 */

/** Guides that are themselves a source and cite nothing. */
const SOURCES = new Set(['guide-scheme-practice']);

/** Chinese characters a guide has at least. */
const LEAST_CHARACTERS = 1800;

const FIGURE =
  /(?<![\w.\-/[-])(\d+(?:,\d{3})*(?:\.\d+)?)\s?(万|亿)?\s?(?=%|%|℃|°|元|吨|度|千|公斤|克|升|立方|平方|米|年(?![版度起前后代份底初末中来间]|\d)|个月|天|小时|分钟|倍|台|家|[a-zA-Zμ㎡])/g;

export function guideProblems(entries: Entry[]): Problem[] {
  const records = new Map(entries.map(({ record }) => [record.id, record]));
  return entries.flatMap(({ record, file, lineOf }) => {
    if (record.kind !== 'guide' || SOURCES.has(record.id)) return [];
    const problem = (message: string): Problem => ({ file, line: lineOf(['body']), field: 'body', message });
    const problems = figuresWithoutRecord(record.body, records).map(({ figure, paragraph }) =>
      problem(`the figure ${figure} stands in no record that its paragraph cites: “${paragraph.slice(0, 40)}…”`),
    );
    const characters = record.body.match(/\p{Script=Han}/gu)?.length ?? 0;
    if (characters < LEAST_CHARACTERS)
      problems.push(problem(`${characters} Chinese characters; at least ${LEAST_CHARACTERS} are expected`));
    if (!record.abstractEn) problems.push(problem('the English abstract is missing'));
    return problems;
  });
}

function figuresWithoutRecord(body: string, records: Map<string, LibraryRecord>): { figure: string; paragraph: string }[] {
  return paragraphsOf(body).flatMap((paragraph) => {
    const cited = citedIds(paragraph).flatMap((id) => records.get(id) ?? []);
    const known = new Set(cited.flatMap(numbersOf));
    const plain = paragraph.replace(/\[\[[^\]]*\]\]/g, ' ');
    return [...plain.matchAll(FIGURE)].flatMap(([figure, digits = '', scale]) => {
      const value = Number(digits.replace(/,/g, ''));
      const scaled = scale === '万' ? value * 1e4 : scale === '亿' ? value * 1e8 : value;
      const stands = known.has(key(value)) || known.has(key(scaled));
      return stands ? [] : [{ figure: figure.trim(), paragraph: paragraph.trim() }];
    });
  });
}

/** Blocks between blank lines; each item of a list and each row of a table stands by itself. */
function paragraphsOf(body: string): string[] {
  return body
    .split(/\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.)\s)/)
    .map((block) => block.trim())
    .filter((block) => block && !block.startsWith('#'));
}

/** All numbers a record gives, in its figures and in its texts. */
function numbersOf(record: LibraryRecord): string[] {
  const values: (Value | undefined)[] = [];
  const money = (sum: Money | undefined) => values.push(sum?.value);
  if ('metrics' in record) values.push(...record.metrics.map(({ value }) => value));
  if ('values' in record) values.push(...record.values.map(({ value }) => value));
  if ('investment' in record) money(record.investment);
  if ('annualSaving' in record) money(record.annualSaving);
  if (record.kind === 'scheme') {
    money(record.yearlyBenefit);
    values.push(...record.savings.map(({ value }) => value));
  }
  if ('paybackYears' in record) values.push(record.paybackYears);
  const numbers = values.filter((value) => value !== undefined).flatMap((value) => bounds(value));
  const texts = [record.title, record.summary, ...('scale' in record ? [record.scale, record.limits, record.applicability] : [])];
  const inTexts =
    [...texts.map((text) => text?.zh ?? ''), ...basisTexts(record), record.kind === 'guide' ? record.body : '']
      .join(' ')
      .match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
  return [...numbers.map(key), ...inTexts.map((digits) => key(Number(digits.replace(/,/g, ''))))];
}

function basisTexts(record: LibraryRecord): string[] {
  return 'metrics' in record ? record.metrics.map(({ basis, name }) => `${name.zh} ${basis?.zh ?? ''}`) : [];
}

function key(value: number): string {
  return String(Number(value.toPrecision(12)));
}
