import { guideProblems } from '../../corpus/check/guides.ts';
import { recordProblems } from '../../corpus/check/rules.ts';
import { citedIds, LibraryRecord, linksOf } from '../../corpus/kinds/kinds.ts';
import type { Library } from '../../corpus/library.ts';
import type { Entry } from '../../corpus/read/collection.ts';
import { metricOf } from '../../corpus/vocabulary/metrics.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { FieldProblem } from '../api/desk/field.ts';
import { fieldFaults } from '../field-messages.ts';
import { proposeCodes, proposeTechniques } from './proposals.ts';

/**
 * What is wrong with a record as far as it is typed. Its kind's schema comes first: what does not fit it cannot be saved.
 * Then the rules that the collection keeps (corpus/check) and links and codes: what breaks them cannot be published.
 */

export interface Checked {
  /** Absent where what was sent is no record. */
  record?: LibraryRecord;
  problems: FieldProblem[];
}

/** Most problems told at once. */
const MOST = 100;

export function checkRecord(library: Library, input: unknown): Checked {
  const parsed = LibraryRecord.safeParse(input);
  if (!parsed.success)
    return {
      problems: fieldFaults(parsed.error, input, MOST).map(({ field, text }) => ({ field, message: text, severity: 'not-a-record' })),
    };
  const record = parsed.data;
  const problems = [
    ...ruleProblems(library, record),
    ...metricProblems(record),
    ...unpublishedLinks(library, record),
    ...titleTwice(library, record),
  ];
  return { record, problems: problems.slice(0, MOST) };
}

export function hasErrors(problems: FieldProblem[]): boolean {
  return problems.some(({ severity }) => severity !== 'warning');
}

/** The rules of corpus/check, with proposals where a code or a link leads nowhere. */
function ruleProblems(library: Library, record: LibraryRecord): FieldProblem[] {
  const entryOf = (of: LibraryRecord): Entry => ({ record: of, file: of.id, lineOf: () => undefined });
  const anyState = (id: string) => library.desk.head(id)?.record;
  const found = recordProblems(entryOf(record), { record: anyState });
  if (record.kind === 'guide') {
    const cited = citedIds(record.body).flatMap((id) => anyState(id) ?? []);
    found.push(...guideProblems([entryOf(record), ...cited.filter(({ kind }) => kind !== 'guide').map(entryOf)]));
  }
  const regions = 'region' in record && record.region && !vocabulary().regions.has(record.region) ? [record.region] : [];
  return [
    ...found.map(({ field = '', message, zh }): FieldProblem => {
      const proposals = proposalsFor(library, record, field);
      return {
        field,
        message: { zh: zh ?? message, en: message },
        severity: 'error',
        proposals: proposals.length > 0 ? proposals : undefined,
      };
    }),
    ...regions.map(
      (code): FieldProblem => ({
        field: 'region',
        message: { zh: `词表里没有地区代码“${code}”`, en: `unknown region code “${code}”` },
        severity: 'warning',
        proposals: proposeCodes('regions', code),
      }),
    ),
  ];
}

function proposalsFor(library: Library, record: LibraryRecord, field: string): NonNullable<FieldProblem['proposals']> {
  const [, name, index] = /^(industries|problems|processes)\[(\d+)\]$/.exec(field) ?? [];
  if (name === 'industries' || name === 'problems' || name === 'processes') return proposeCodes(name, record[name][Number(index)] ?? '');
  if (field !== 'techniques' && field !== 'broader') return [];
  const lost = linksOf(record).find((link) => link.field === field && !library.desk.head(link.id));
  return lost ? proposeTechniques(library, lost.id) : [];
}

/** A figure's code must be one of vocabulary/metrics.csv, or figures of different things would be summed up. */
function metricProblems(record: LibraryRecord): FieldProblem[] {
  const lists = { metrics: 'metrics' in record ? record.metrics : [], savings: 'savings' in record ? record.savings : [] };
  return Object.entries(lists).flatMap(([field, metrics]) =>
    metrics.flatMap(({ code }, i): FieldProblem[] =>
      code === undefined || metricOf(code)
        ? []
        : [
            {
              field: `${field}[${i}].code`,
              message: { zh: `没有指标代码“${code}”`, en: `unknown metric code “${code}”` },
              severity: 'error',
            },
          ],
    ),
  );
}

/** Readers cannot follow a link to what is not published. */
function unpublishedLinks(library: Library, record: LibraryRecord): FieldProblem[] {
  return linksOf(record).flatMap(({ field, id }): FieldProblem[] => {
    const head = library.desk.head(id);
    if (!head || head.standing === 'published') return [];
    const message = { zh: `“${id}”还没有发布,读者看不到`, en: `“${id}” is not published: readers cannot follow this link yet` };
    return [{ field, message, severity: 'warning' }];
  });
}

/** Two cases or techniques of the same title are most likely one. */
function titleTwice(library: Library, record: LibraryRecord): FieldProblem[] {
  if (record.kind === 'scheme' || record.kind === 'standard') return [];
  const same = library.desk
    .withTitle(record.title.zh)
    .filter(({ id, kind }) => id !== record.id && kind !== 'scheme' && kind !== 'standard');
  return same.map(({ id, title }) => ({
    field: 'title',
    message: { zh: `“${id}”已有这个标题`, en: `“${id}” has this title already` },
    severity: 'error',
    proposals: [{ code: id, name: title }],
  }));
}
