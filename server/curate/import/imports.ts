import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import type { Library } from '../../../corpus/library.ts';
import type { ChosenWords } from '../../../corpus/read/offered.ts';
import { RECORD_COLUMNS } from '../../../corpus/read/record-columns.ts';
import { projectRoot } from '../../../corpus/root.ts';
import { sketchOf } from '../../../indexer/likeness.ts';
import type { Account } from '../../accounts/accounts.ts';
import type { ImportPreview } from '../../api/import.ts';
import { HttpProblem } from '../../errors.ts';
import { inThread } from '../../files/threads.ts';
import type { Duplicates } from '../duplicates.ts';
import { mayOpen } from '../permissions.ts';
import { SketchTable } from '../sketches.ts';
import { compareRows } from './in-file.ts';
import { type JudgedRow, judge } from './preview.ts';
import type { ReadFile, Refusal } from './read-file.ts';

/**
 * Imports under way: a file is read in a thread, kept in memory for the account that sent it, and looked at row by row until it is
 * confirmed or forgotten. Nothing of it is in the library until then; if the server ends, the file is sent again.
 */

export interface Import {
  id: string;
  account: string;
  file: ReadFile;
  words: ChosenWords;
  rows: JudgedRow[];
  expiresAt: number;
  meaning: { done: number; total: number };
  /** Counts up with each judging: a comparison that is still at work for an older one stops. */
  judged: number;
}

const KEPT_MS = 60 * 60_000;
const MOST_AN_ACCOUNT = 3;
/** A preview waits this long for the comparison by meaning; it goes on behind it. */
const WAIT_MS = 10_000;

const program = join(projectRoot, 'dist', 'server', 'curate', 'import', 'thread.js');
const LIMITS = {
  timeoutMs: 60_000,
  memoryMb: 1024,
  expected: { zh: '请减少行数,或分成几个文件', en: 'part the file, or send fewer rows' },
};

export class Imports {
  readonly #library: Library;
  readonly #duplicates: Duplicates;
  readonly #held = new Map<string, Import>();

  constructor(library: Library, duplicates: Duplicates) {
    this.#library = library;
    this.#duplicates = duplicates;
  }

  /** Reads a file and holds it. */
  async open(file: Buffer, account: Account): Promise<Import> {
    const read = (await inThread(program, file, LIMITS)) as ReadFile | Refusal;
    if ('code' in read) {
      const name = read.code === 'too-large' ? 'too-large' : 'invalid-fields';
      throw new HttpProblem(name, read.message, [{ field: 'body', text: read.message }]);
    }
    const held: Import = {
      id: randomUUID(),
      account: account.id,
      file: read,
      words: {},
      rows: [],
      expiresAt: 0,
      meaning: { done: 0, total: 0 },
      judged: 0,
    };
    this.#forget(account.id);
    this.#held.set(held.id, held);
    await this.judge(held, account);
    return held;
  }

  /** The import of this id, where it is this account's and not yet over. */
  get(id: string, account: Account): Import {
    this.#forget();
    const held = this.#held.get(id);
    if (held?.account !== account.id)
      throw new HttpProblem('not-found', {
        zh: '这次导入已经结束,或放了一小时没有确认:请重新选文件。什么也没有写入。',
        en: 'This import is over, or was forgotten after an hour: send the file again. Nothing was written.',
      });
    return held;
  }

  drop(id: string): void {
    this.#held.delete(id);
  }

  /** Puts cells right and says what words mean; all rows are then looked at again, beside the library as it stands now. */
  async change(
    held: Import,
    account: Account,
    words: ChosenWords,
    cells: { n: number; column: string; value: string | number }[],
  ): Promise<void> {
    for (const { n, column, value } of cells) {
      const offered = held.file.offers[n - 1];
      const known = RECORD_COLUMNS.find(({ key }) => key === column);
      if (!offered)
        throw new HttpProblem('invalid-fields', undefined, [
          { field: 'cells', text: { zh: `没有第 ${n} 行`, en: `there is no row ${n}` } },
        ]);
      if (!known)
        throw new HttpProblem('invalid-fields', undefined, [
          { field: 'cells', text: { zh: `没有“${column}”这一列`, en: `there is no column “${column}”` } },
        ]);
      if (value === '') offered.cells.delete(column);
      else offered.cells.set(column, { ...offered.cells.get(column), value, error: false });
      offered.broken = offered.broken.filter((one) => one.column !== column);
    }
    for (const [vocabulary, chosen] of Object.entries(words) as [keyof ChosenWords, Record<string, string>][])
      held.words[vocabulary] = { ...held.words[vocabulary], ...chosen };
    await this.judge(held, account);
  }

  /** Looks at all rows; those that are new are compared with the library and with each other. */
  async judge(held: Import, account: Account): Promise<void> {
    held.expiresAt = Date.now() + KEPT_MS;
    held.judged++;
    held.rows = await judge(held.file.offers, { library: this.#library, account, words: held.words });
    compareRows(held.rows, new SketchTable(), sketchOf);
    const fresh = held.rows.filter(({ state, record }) => record && (state === 'new' || state === 'duplicate'));
    held.meaning = { done: 0, total: fresh.length };
    for (const [i, row] of fresh.entries()) {
      await this.#compare(row, account, false);
      if (i % 20 === 19) await new Promise(setImmediate);
    }
    const working = this.#compareByMeaning(held, fresh, account, held.judged);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([working, new Promise((resolve) => (timer = setTimeout(resolve, WAIT_MS)))]);
    clearTimeout(timer);
  }

  async #compareByMeaning(held: Import, rows: JudgedRow[], account: Account, judged: number): Promise<void> {
    try {
      for (const row of rows) {
        if (held.judged !== judged || !this.#held.has(held.id) || !this.#duplicates.knowsMeaning) return;
        await this.#compare(row, account, true);
        held.meaning.done++;
      }
    } catch {
      // The embedder stopped: texts and sources have been compared, and `meaning` says how far this came.
    }
  }

  async #compare(row: JudgedRow, account: Account, byMeaning: boolean): Promise<void> {
    if (!row.record) return;
    const found = await this.#duplicates.alike(row.record, { byMeaning });
    const alike = found.filter(({ id }) => this.#maySee(id, account));
    row.alike = [...alike, ...row.alike.filter(({ n }) => n !== undefined)];
    if (row.alike.length > 0) row.state = 'duplicate';
  }

  /** Contributors are told of what readers see, and of what they offered themselves. */
  #maySee(id: string, account: Account): boolean {
    const head = this.#library.desk.head(id);
    return head !== undefined && (head.standing === 'published' || mayOpen(head, account));
  }

  /** Imports whose time is over, and the oldest ones of an account that sends many. */
  #forget(account?: string): void {
    for (const { id, expiresAt } of this.#held.values()) if (expiresAt < Date.now()) this.#held.delete(id);
    const own = [...this.#held.values()].filter((held) => held.account === account);
    for (const { id } of own.slice(0, Math.max(0, own.length - MOST_AN_ACCOUNT + 1))) this.#held.delete(id);
  }
}

export function presentImport({ id, file, rows, expiresAt, meaning }: Import): ImportPreview {
  const counts: ImportPreview['counts'] = { new: 0, changed: 0, same: 0, duplicate: 0, wrong: 0 };
  for (const { state } of rows) counts[state]++;
  return {
    id,
    format: file.format,
    expiresAt: new Date(expiresAt).toISOString(),
    counts,
    notes: file.notes,
    examples: file.examples,
    meaning,
    rows: rows.map(({ record: _, expected: __, ...row }) => row),
  };
}
