import { type LibraryRecord, linksOf } from '../kinds/kinds.ts';
import type { Text } from '../kinds/text.ts';
import type { Collection, Entry } from '../read/collection.ts';
import { fieldPath, type Problem } from '../read/problem.ts';
import { vocabulary } from '../vocabulary/vocabulary.ts';
import { evidenceProblems } from './evidence.ts';
import { guideProblems } from './guides.ts';
import { bodyLength, proofProblems, unprovenTechniques } from './proof.ts';

/** What a collection must keep beyond the schema of each record. Every rule names file, line and field. */

/** Length of a canonical technique's Chinese text, without its summary. */
const TECHNIQUE_LENGTH = { least: 150, most: 400 };

export interface CheckResult {
  /** What must be mended: the check fails. */
  errors: Problem[];
  /** What is missing but not wrong, counted by what is missing. */
  missing: Map<string, number>;
}

export function checkCollection(collection: Collection): CheckResult {
  const { entries } = collection;
  const known = new Map(entries.map((entry) => [entry.record.id, entry]));
  const redirected = new Map(collection.redirects.map(({ from, to }) => [from, to]));
  const around: Around = { record: (id) => (known.get(id) ?? known.get(redirected.get(id) ?? ''))?.record };
  const errors = [
    ...collection.problems,
    ...duplicateProblems(entries, 'id', ({ id }) => id),
    ...duplicateProblems(entries, 'title', ({ kind, title }) => (kind === 'scheme' || kind === 'standard' ? undefined : title.zh)),
    ...entries.flatMap((entry) => recordProblems(entry, around)),
    ...redirectProblems(collection, known, redirected),
    ...unprovenTechniques(entries, redirected),
    ...guideProblems(entries),
  ];
  const missing = new Map<string, number>();
  for (const { record } of entries) for (const field of missingEnglish(record)) missing.set(field, (missing.get(field) ?? 0) + 1);
  return { errors, missing };
}

/** The records among which one stands; redirects are resolved. */
export interface Around {
  record(id: string): LibraryRecord | undefined;
}

/** What one record must keep by itself and in its links: the same in a file, in an import and at the desk. */
export function recordProblems(entry: Entry, around: Around): Problem[] {
  return [
    ...codeProblems(entry),
    ...linkProblems(entry, around),
    ...languageProblems(entry),
    ...sourceProblems(entry),
    ...lengthProblems(entry),
    ...proofProblems(entry, around),
    ...evidenceProblems(entry),
  ];
}

function at({ file, lineOf }: Entry, path: PropertyKey[], message: string, zh?: string): Problem {
  return { file, line: lineOf(path), field: fieldPath(path), message, zh };
}

function duplicateProblems(entries: Entry[], field: string, keyOf: (record: LibraryRecord) => string | undefined): Problem[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const key = keyOf(entry.record);
    if (key === undefined) return [];
    const earlier = first.get(key);
    if (!earlier) first.set(key, entry);
    return earlier ? [at(entry, [field], `“${key}” stands already in ${earlier.file}`)] : [];
  });
}

function codeProblems(entry: Entry): Problem[] {
  const words = vocabulary();
  return (['industries', 'problems', 'processes'] as const).flatMap((field) =>
    entry.record[field].flatMap((code, i) =>
      words[field].has(code)
        ? []
        : [at(entry, [field, i], `unknown code “${code}”: corpus/vocabulary/${field}.csv lists them`, `词表里没有代码“${code}”`)],
    ),
  );
}

function linkProblems(entry: Entry, around: Around): Problem[] {
  return linksOf(entry.record).flatMap(({ field, id }) => {
    const target = around.record(id);
    if (id === entry.record.id) return [at(entry, [field], 'leads to itself', '指向了它自己')];
    if (!target) return [at(entry, [field], `leads to “${id}”, which is no record`, `指向“${id}”,没有这条记录`)];
    if ((field === 'techniques' || field === 'broader') && target.kind !== 'technique') {
      return [at(entry, [field], `“${id}” is a ${target.kind}, not a technique`, `“${id}”不是技术`)];
    }
    return [];
  });
}

function languageProblems(entry: Entry): Problem[] {
  return (['title', 'summary'] as const).flatMap((field) =>
    entry.record[field].en ? [] : [at(entry, [field], 'the English is missing', '缺少英文')],
  );
}

/** A technique of our own words rests on its cases, a scheme on the record it is drawn from; all else names a source. */
function sourceProblems(entry: Entry): Problem[] {
  const { record } = entry;
  if (record.sources.length > 0 || record.kind === 'technique' || record.kind === 'scheme' || record.kind === 'guide') return [];
  return [at(entry, ['sources'], 'a source is missing', '缺少来源')];
}

function lengthProblems(entry: Entry): Problem[] {
  const { record } = entry;
  if (record.kind !== 'technique' || record.broader) return [];
  const length = bodyLength(record);
  if (length >= TECHNIQUE_LENGTH.least && length <= TECHNIQUE_LENGTH.most) return [];
  return [
    at(
      entry,
      ['howItWorks'],
      `the Chinese text has ${length} characters; ${TECHNIQUE_LENGTH.least} to ${TECHNIQUE_LENGTH.most} are expected over all its sections`,
      `各段中文共 ${length} 字,应为 ${TECHNIQUE_LENGTH.least} 到 ${TECHNIQUE_LENGTH.most} 字`,
    ),
  ];
}

function redirectProblems({ redirects }: Collection, known: Map<string, Entry>, redirected: Map<string, string>): Problem[] {
  return redirects.flatMap(({ from, to, line }) => {
    const problem = (message: string): Problem => ({ file: 'redirects.csv', line, field: 'to', message });
    if (known.has(from)) return [problem(`“${from}” is still a record: a redirect stands for one that is gone`)];
    if (redirected.has(to)) return [problem(`“${to}” is itself redirected to “${redirected.get(to)}”: name that`)];
    return known.has(to) ? [] : [problem(`leads to “${to}”, which is no record`)];
  });
}

/** Fields whose Chinese has no English yet, as `kind.field`. */
function missingEnglish(record: LibraryRecord): string[] {
  const fields: [string, Text | undefined][] = [['processText', record.processText]];
  if ('metrics' in record) {
    fields.push(['applicability', record.applicability], ['limits', record.limits], ['scale', record.scale], ['place', record.place]);
    fields.push(['investment.note', record.investment?.note], ['annualSaving.note', record.annualSaving?.note]);
  }
  if (record.kind === 'technique')
    fields.push(['howItWorks', record.howItWorks], ['needs', record.needs], ['crossMedia', record.crossMedia]);
  if ('metrics' in record) for (const metric of record.metrics) fields.push(['metrics.name', metric.name], ['metrics.basis', metric.basis]);
  return fields.filter(([, text]) => text && !text.en).map(([field]) => `${record.kind}.${field}`);
}
