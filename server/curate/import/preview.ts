import { differences } from '../../../corpus/difference.ts';
import type { Head } from '../../../corpus/heads.ts';
import { Kind, type LibraryRecord, linksOf } from '../../../corpus/kinds/kinds.ts';
import type { Library } from '../../../corpus/library.ts';
import { gradeOf, UnprovenGrade } from '../../../corpus/proofs.ts';
import { type CellProblem, type ChosenWords, fieldsOf, idOf, type Offered, recordOf, resolveWords } from '../../../corpus/read/offered.ts';
import { RECORD_COLUMNS } from '../../../corpus/read/record-columns.ts';
import type { Account } from '../../accounts/accounts.ts';
import type { AlikeRow, ImportRow } from '../../api/import.ts';
import { newId } from '../new-id.ts';
import { isEditor } from '../permissions.ts';
import { LinkNames } from './link-names.ts';
import { withProposals } from './proposing.ts';

/** Each row of a file beside the library as it stands: new, a change, the same, a possible duplicate, or wrong. Writes nothing. */

export interface JudgedRow extends ImportRow {
  /** What would be written, where nothing is wrong. */
  record?: LibraryRecord;
  /** The revision it changes. */
  expected?: number;
}

export interface Judging {
  library: Library;
  account: Account;
  words: ChosenWords;
}

const MOST_FROM_TEXT = 200;

export async function judge(offers: Offered[], judging: Judging): Promise<JudgedRow[]> {
  const { library } = judging;
  const names = new LinkNames(library);
  const taken = new Map<string, number>();
  const rows: JudgedRow[] = [];
  for (const [i, offered] of offers.entries()) {
    rows.push(judgeRow(offered, i + 1, judging, names, taken));
    // The server answers others between the rows of a large file.
    if (i % 50 === 49) await new Promise(setImmediate);
  }
  const inFile = new Set(rows.flatMap(({ record }) => (record ? [record.id] : [])));
  for (const row of rows) {
    const lost = row.record && linksOf(row.record).filter(({ id }) => !inFile.has(id) && !library.desk.head(id));
    if (lost && lost.length > 0)
      refuse(
        row,
        lost.map(({ field, id }) => lostLink(field, id)),
      );
  }
  let wrong = 0;
  for (const row of rows) {
    if (row.problems.length === 0) continue;
    // What an empty cell could hold is looked for in the row's text: of many wrong rows, in the first.
    const offered = wrong++ < MOST_FROM_TEXT ? offers[row.n - 1] : undefined;
    row.problems = withProposals(row.problems, offered, library);
    if (wrong % 20 === 0) await new Promise(setImmediate);
  }
  return rows;
}

function judgeRow(offered: Offered, n: number, judging: Judging, names: LinkNames, taken: Map<string, number>): JudgedRow {
  const { library, account, words } = judging;
  const row: JudgedRow = { n, place: offered.place, state: 'wrong', differences: [], alike: [], problems: [] };
  const id = idOf(offered);
  const head = id ? library.desk.head(id) : undefined;
  const { fields, problems } = fieldsOf(offered, head?.record.id === id ? head?.record : undefined);
  if (head && head.record.id === id && KINDS.has(String(fields.kind)) && fields.kind !== head.record.kind)
    return refuse(row, [ofAnotherKind(id)]);
  problems.push(...resolveWords(fields, offered, words), ...names.resolve(fields, offered, words));
  if (!id) fields.id = freeId(library, fields, taken);
  const read = recordOf(fields, offered, problems);
  row.id = typeof fields.id === 'string' ? fields.id.slice(0, 100) : undefined;
  row.title = titleOf(fields);
  row.problems = read.problems;
  if (!read.record) return row;
  row.kind = read.record.kind;
  const twice = taken.get(read.record.id);
  if (twice !== undefined)
    return refuse(row, [problemAt('id', { zh: `第 ${twice} 条已用了这个编号。`, en: `Entry ${twice} has this id already.` }, row.id)]);
  taken.set(read.record.id, n);
  row.record = read.record;
  const unproven = head && head.record.id !== id ? [] : gradeProblems(library, head?.record, read.record);
  if (unproven.length > 0) return refuse(row, unproven);
  if (!head) return { ...row, state: 'new' };
  if (head.record.id !== id) return { ...row, state: 'duplicate', record: undefined, alike: [mergedInto(head)] };
  return judgeChange(row, head, read.record, account);
}

function judgeChange(row: JudgedRow, head: Head, record: LibraryRecord, account: Account): JudgedRow {
  if (!isEditor(account) && !(head.creator === account.email && head.state === 'draft'))
    return refuse(row, [
      problemAt(
        'id',
        { zh: '这条记录已在资料库中,只有编辑可以修改。', en: 'This record is in the library: only editors change it.' },
        record.id,
      ),
    ]);
  if (head.state === 'retired')
    return refuse(row, [problemAt('id', { zh: '这条记录已撤下,请先恢复。', en: 'This record is retired: restore it first.' }, record.id)]);
  // What is absent and what is empty are the same thing in the library's JSON.
  const changed = differences(head.record, JSON.parse(JSON.stringify(record)));
  if (changed.length === 0) return { ...row, state: 'same', record: undefined };
  return { ...row, state: 'changed', differences: changed, expected: head.revision };
}

const KINDS = new Set<string>(Kind.options);

function ofAnotherKind(id: string): CellProblem {
  return problemAt('id', { zh: '这个编号已属于另一类记录。', en: 'This id belongs to a record of another kind.' }, id);
}

/** A row that turned out to be wrong after all: nothing of it is written. */
function refuse(row: JudgedRow, problems: CellProblem[]): JudgedRow {
  return Object.assign(row, {
    state: 'wrong',
    record: undefined,
    differences: [],
    problems: [...row.problems, ...problems],
  } satisfies Partial<JudgedRow>);
}

/** A grade beyond `reported` needs its proof, which a file does not bring: it makes the row wrong. */
function gradeProblems(library: Library, before: LibraryRecord | undefined, after: LibraryRecord): CellProblem[] {
  try {
    library.desk.proofs.check(after.id, gradeOf(before), gradeOf(after));
    return [];
  } catch (error) {
    if (!(error instanceof UnprovenGrade)) throw error;
    const message = {
      zh: '“实测”“认定”要有证明文件:先以“报道”导入,再在编辑台登记证明。',
      en: '“measured” and “appraised” need their proof: import it as “reported” and record the proof at the desk.',
    };
    return [problemAt('evidence', message, error.grade)];
  }
}

export const isTakable = ({ state, record, problems }: JudgedRow): boolean =>
  record !== undefined && problems.length === 0 && state !== 'wrong' && state !== 'same';

function problemAt(column: string, message: CellProblem['message'], value?: string): CellProblem {
  return { column, value, message };
}

function lostLink(field: string, id: string): CellProblem {
  const column = RECORD_COLUMNS.find((one) => one.path({}).join('.') === field)?.key ?? field;
  const vocabulary = field === 'techniques' ? ('techniques' as const) : undefined;
  return { column, value: id, vocabulary, message: { zh: '没有编号或标题是这样的记录。', en: 'No record has this id or title.' } };
}

const mergedInto = ({ record }: Head): AlikeRow => ({ id: record.id, title: record.title, why: ['merged-id'] });

function freeId(library: Library, fields: Record<string, unknown>, taken: Map<string, number>): string {
  const base = newId(library, String(fields.kind ?? 'record'), fields.title);
  let id = base;
  for (let n = 2; taken.has(id) || (id !== base && library.desk.head(id)); n++) id = `${base}-${n}`;
  return id;
}

function titleOf(fields: Record<string, unknown>): ImportRow['title'] {
  const { zh, en } = (typeof fields.title === 'object' && fields.title !== null ? fields.title : {}) as Record<string, unknown>;
  return typeof zh === 'string' && zh.trim()
    ? { zh: zh.slice(0, 300), en: typeof en === 'string' && en.trim() ? en.slice(0, 300) : undefined }
    : undefined;
}
