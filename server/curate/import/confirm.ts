import { recordProblems } from '../../../corpus/check/rules.ts';
import type { Head } from '../../../corpus/heads.ts';
import type { Library } from '../../../corpus/library.ts';
import type { State } from '../../../corpus/record-rows.ts';
import { HttpProblem } from '../../errors.ts';
import { refusalsAsProblems } from '../refusals.ts';
import { isTakable, type JudgedRow } from './preview.ts';

/** Writes the chosen rows, each as a revision of its author: all of them or none, whatever stops it. */

export interface Confirmation {
  rows?: number[];
  state: Exclude<State, 'retired'>;
  reason: string;
  author: string;
}

const NOTHING_WRITTEN = {
  zh: '什么也没有写入:请选新的、有改动的或疑似重复的行。',
  en: 'Nothing was written: choose rows that are new, changed or duplicates.',
};

export function confirmRows(library: Library, all: JudgedRow[], { rows: chosen, state, reason, author }: Confirmation): Head[] {
  const rows = chosen ? all.filter(({ n }) => chosen.includes(n)) : all.filter((row) => row.state === 'new' || row.state === 'changed');
  const wrong = rows.filter((row) => !isTakable(row));
  const missing = chosen?.filter((n) => !all.some((row) => row.n === n)) ?? [];
  if (rows.length === 0 || wrong.length > 0 || missing.length > 0) {
    throw new HttpProblem('invalid-fields', NOTHING_WRITTEN, [
      ...wrong.slice(0, 20).map(({ n, state: is }) => ({
        field: 'rows',
        text: { zh: `第 ${n} 行${is === 'wrong' ? '有错' : '与库里相同'},不能写入`, en: `row ${n} is ${is} and cannot be taken` },
      })),
      ...missing.slice(0, 20).map((n) => ({ field: 'rows', text: { zh: `没有第 ${n} 行`, en: `there is no row ${n}` } })),
      ...(rows.length === 0 ? [{ field: 'rows', text: { zh: '没有新的或有改动的行', en: 'no row is new or changed' } }] : []),
    ]);
  }
  const by = { author, reason };
  return refusalsAsProblems(
    () =>
      library.together(() => {
        const heads = rows.flatMap(({ record, expected }) => {
          if (!record) return [];
          let head = expected === undefined ? library.desk.create(record, by) : library.desk.save(record, by, expected);
          if (state !== 'draft') head = library.desk.submit(record.id, by, head.revision);
          if (state === 'published') head = library.desk.publish(record.id, by, head.revision);
          return [head];
        });
        // Only now: rows may name each other.
        if (state === 'published') requirePublishable(library, rows);
        library.audit.note({ who: author, action: 'records-imported', detail: { records: heads.length, state, reason } });
        return heads;
      }),
    (id) => library.desk.head(id)?.record,
  );
}

/** As one record at the desk: what breaks a rule of the collection is not published, or an export would not pass npm run check. */
function requirePublishable(library: Library, rows: JudgedRow[]): void {
  const around = { record: (id: string) => library.desk.head(id)?.record };
  const faults = rows.flatMap(({ n, record }) =>
    record
      ? recordProblems({ record, file: record.id, lineOf: () => undefined }, around).map(({ field, message, zh }) => ({
          field: 'rows',
          text: { zh: `第 ${n} 行 ${field}:${zh ?? message}`, en: `row ${n}, ${field}: ${message}` },
        }))
      : [],
  );
  if (faults.length > 0) throw new HttpProblem('invalid-fields', NOT_PUBLISHABLE, faults.slice(0, 20));
}

const NOT_PUBLISHABLE = {
  zh: '什么也没有写入:这几行还不能发布。请补齐,或先存为草稿。',
  en: 'Nothing was written: these rows cannot be published yet. Complete them, or take them in as drafts.',
};
