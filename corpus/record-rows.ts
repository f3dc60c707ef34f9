import { randomUUID } from 'node:crypto';

import type Database from 'better-sqlite3';

import { type LibraryRecord, linksOf } from './kinds/kinds.ts';
import type { Words } from './read/choices.ts';

/**
 * How a record is written into the library: its row, its revision, its links and its number in the sequence of changes, always
 * together. Who may write what, and when, is decided by the callers (desk.ts, shipped-texts.ts), in a transaction.
 */

export type State = 'draft' | 'in-review' | 'published' | 'retired';

export interface Stored {
  record: LibraryRecord;
  state: State;
  /** Counts the record's revisions from 1. */
  revision: number;
  /** ISO 8601, when this revision was made. */
  changedAt: string;
}

export interface Authorship {
  author: string;
  reason: string;
}

/** What made a revision. */
export type RevisionAction =
  | 'save'
  | 'submit'
  | 'send-back'
  | 'publish'
  | 'retire'
  | 'restore'
  | 'merge'
  | 'prove'
  | 'ship'
  | 'accept-shipped';

export interface Row {
  id: string;
  state: State;
  revision: number;
  json: string;
  changed_at: string;
  /** Revision of the text worked on beside the published one. */
  pending: number | null;
}

export interface Written {
  state: State;
  action: RevisionAction;
  /** Who wrote the text, where it is not the author of this revision. */
  writer?: string;
}

/** Another revision was saved since the one the editor started from. */
export class RevisionConflict extends Error {
  readonly current: Stored;
  readonly words: Words;
  constructor(current: Stored) {
    const { record, revision } = current;
    const en = `${record.id} was changed by someone else: revision ${revision} stands now`;
    super(en);
    this.words = { zh: `别人刚刚改过 ${record.id}:现在是第 ${revision} 版`, en };
    this.current = current;
  }
}

export class RecordRows {
  readonly #db: Database.Database;
  // A question asks these of some hundred records: prepared once, since preparing costs more than running.
  readonly #rowOf: Database.Statement<[string], Row>;
  readonly #mergedInto: Database.Statement<[string], string>;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#rowOf = db.prepare<[string], Row>('SELECT * FROM records WHERE id = ?');
    this.#mergedInto = db.prepare<[string], string>('SELECT to_id FROM redirects WHERE from_id = ?').pluck();
    db.prepare(`INSERT OR IGNORE INTO settings (name, value) VALUES ('identity', ?)`).run(randomUUID());
  }

  row(id: string): Row | undefined {
    return this.#rowOf.get(id);
  }

  /** The id that stands for this one now: itself, or what it was merged into. */
  resolve(id: string): string {
    const seen = new Set<string>();
    let at = id;
    for (let next = this.#mergedInto.get(at); next !== undefined && !seen.has(at); next = this.#mergedInto.get(at)) {
      seen.add(at);
      at = next;
    }
    return at;
  }

  /** Writes the text that stands: what readers see, where it is published. A text worked on beside it is given up. */
  write(record: LibraryRecord, by: Authorship, written: Written): Stored {
    const { revision, at, json } = this.#revise(record, by, written);
    this.#db
      .prepare(
        `INSERT INTO records (id, kind, state, revision, json, changed_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, revision = excluded.revision,
           json = excluded.json, changed_at = excluded.changed_at, pending = NULL`,
      )
      .run(record.id, record.kind, written.state, revision, json, at);
    this.#db.prepare('DELETE FROM links WHERE from_id = ?').run(record.id);
    if (written.state === 'published') {
      const link = this.#db.prepare('INSERT OR IGNORE INTO links (from_id, field, to_id) VALUES (?, ?, ?)');
      for (const { field, id } of linksOf(record)) link.run(record.id, field, id);
    }
    this.note(record.id);
    return { record, state: written.state, revision, changedAt: at };
  }

  /** Writes a text beside the published one, which readers go on seeing. */
  writeBeside(record: LibraryRecord, by: Authorship, written: Written): void {
    const { revision } = this.#revise(record, by, written);
    this.#db.prepare('UPDATE records SET pending = ? WHERE id = ?').run(revision, record.id);
  }

  /** Gives up the text worked on beside the published one; it stays in the history. */
  dropBeside(id: string): void {
    this.#db.prepare('UPDATE records SET pending = NULL WHERE id = ?').run(id);
  }

  /** Whether the redirect is new or leads elsewhere than before. */
  redirect(from: string, to: string, reason: string): boolean {
    const { changes } = this.#db
      .prepare(
        `INSERT INTO redirects (from_id, to_id, reason) VALUES (?, ?, ?)
         ON CONFLICT (from_id) DO UPDATE SET to_id = excluded.to_id, reason = excluded.reason WHERE to_id <> excluded.to_id`,
      )
      .run(from, to, reason);
    if (changes > 0) this.note(from);
    return changes > 0;
  }

  /** The next number of the sequence: an index looks at this record again. */
  note(id: string): void {
    this.#db.prepare('INSERT INTO changes (record_id) VALUES (?)').run(id);
  }

  #revise(record: LibraryRecord, by: Authorship, { state, action, writer }: Written): { revision: number; at: string; json: string } {
    const json = JSON.stringify(record);
    const at = new Date().toISOString();
    const last = this.#db
      .prepare<[string], { n: number }>('SELECT coalesce(max(revision), 0) AS n FROM revisions WHERE record_id = ?')
      .get(record.id);
    const revision = (last?.n ?? 0) + 1;
    this.#db
      .prepare(
        'INSERT INTO revisions (record_id, revision, state, author, reason, at, json, action, writer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(record.id, revision, state, by.author, by.reason, at, json, action, writer ?? by.author);
    return { revision, at, json };
  }
}

export function stored(row: Row): Stored {
  return { record: JSON.parse(row.json) as LibraryRecord, state: row.state, revision: row.revision, changedAt: row.changed_at };
}
