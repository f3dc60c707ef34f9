import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { AuditLog } from './audit-log.ts';
import { noteClosed, takeClosed } from './clean-close.ts';
import { DeskRecords } from './desk.ts';
import type { Kind, LibraryRecord } from './kinds/kinds.ts';
import { migrate } from './migrations.ts';
import { Publications } from './publications.ts';
import { ReaderNotes } from './reader-notes.ts';
import { RecordRows, type Row, type Stored, stored } from './record-rows.ts';
import { LibrarySettings } from './settings.ts';
import { type ShippedImport, ShippedTexts } from './shipped-texts.ts';

/**
 * The store of records, their states and revisions: the truth at run time (SQLite in WAL mode). Every change gets the
 * next number of one sequence, which is how an index knows what it has not yet seen.
 */

export type { Authorship, State, Stored } from './record-rows.ts';
export { RevisionConflict } from './record-rows.ts';
export { contentHash, type ShippedImport } from './shipped-texts.ts';

export interface Change {
  sequence: number;
  id: string;
  /** Absent where the record is no longer to be found: retired, merged, or back to draft. */
  record?: LibraryRecord;
}

export class Library {
  readonly #path: string;
  readonly #db: Database.Database;
  readonly #rows: RecordRows;
  readonly #shipped: ShippedTexts;
  // Asked several times by every question.
  readonly #lastChange: Database.Statement<[], number>;
  readonly #linksTo: Database.Statement<[string], { field: string; id: string }>;
  /** Records as editors see them: all states, and texts worked on beside the published ones. */
  readonly desk: DeskRecords;
  readonly notes: ReaderNotes;
  readonly publications: Publications;
  readonly audit: AuditLog;
  readonly settings: LibrarySettings;

  /** Opens or creates the library; migrates an older schema. `:memory:` serves tests. */
  constructor(path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    const sound = takeClosed(path);
    this.#db = new Database(path);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = FULL');
    this.#db.pragma('foreign_keys = ON');
    this.#db.pragma('busy_timeout = 5000');
    const check = sound ? 'ok' : this.#db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw Object.assign(new Error(`the library is damaged: ${check}`), { code: 'SQLITE_CORRUPT' });
    migrate(this.#db);
    this.notes = new ReaderNotes(this.#db);
    this.publications = new Publications(this.#db);
    this.audit = new AuditLog(this.#db);
    this.settings = new LibrarySettings(this.#db);
    this.#rows = new RecordRows(this.#db);
    this.#shipped = new ShippedTexts(this.#db, this.#rows);
    this.#lastChange = this.#db.prepare<[], number>('SELECT coalesce(max(sequence), 0) FROM changes').pluck();
    this.#linksTo = this.#db.prepare<[string], { field: string; id: string }>(
      `WITH RECURSIVE merged (id) AS (VALUES (?) UNION SELECT r.from_id FROM redirects r JOIN merged m ON r.to_id = m.id)
       SELECT DISTINCT field, from_id AS id FROM links WHERE to_id IN (SELECT id FROM merged) ORDER BY field, from_id`,
    );
    this.desk = new DeskRecords(this.#db, this.#rows, this.audit, this.settings);
  }

  /** All that `work` changes, or nothing of it. Works within itself, too. */
  together<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  /** Tells this library from any other, so that an index never takes another's numbers for its own. */
  get identity(): string {
    return this.#db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'identity'`).get()?.value ?? '';
  }

  /** What the shipped files were like when they were last taken in (server/shipped-mark.ts). */
  get shippedMark(): string | undefined {
    return this.#db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'shipped-mark'`).get()?.value;
  }

  set shippedMark(value: string) {
    this.#db
      .prepare(`INSERT INTO settings (name, value) VALUES ('shipped-mark', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
      .run(value);
  }

  get sequence(): number {
    return this.#lastChange.get() ?? 0;
  }

  /** The id that stands for this one now: itself, or what it was merged into. */
  resolve(id: string): string {
    return this.#rows.resolve(id);
  }

  redirects(): { from: string; to: string; reason: string }[] {
    return this.#db
      .prepare<[], { from: string; to: string; reason: string }>(
        'SELECT from_id AS "from", to_id AS "to", reason FROM redirects ORDER BY from_id',
      )
      .all();
  }

  /** A record of any state, by its id or one that was merged into it. */
  get(id: string): Stored | undefined {
    const row = this.#rows.row(this.resolve(id));
    return row && stored(row);
  }

  /** Published records that name this one, or an id that was merged into it, with the field in which they do. */
  linksTo(id: string): { field: string; id: string }[] {
    return this.#linksTo.all(id);
  }

  /** All published records, or those of a kind, in the order of their ids. */
  published(kind?: Kind): LibraryRecord[] {
    return this.#db
      .prepare<[{ kind: string | null }], Row>(
        `SELECT * FROM records WHERE state = 'published' AND (@kind IS NULL OR kind = @kind) ORDER BY id`,
      )
      .all({ kind: kind ?? null })
      .map((row) => stored(row).record);
  }

  count(): { total: number; published: number } {
    const row = this.#db
      .prepare<[], { total: number; published: number }>(
        `SELECT count(*) AS total, count(*) FILTER (WHERE state = 'published') AS published FROM records`,
      )
      .get();
    return row ?? { total: 0, published: 0 };
  }

  /** What changed after a number of the sequence, each record once, oldest change first. */
  changesSince(sequence: number, limit = -1): Change[] {
    return this.#db
      .prepare<[number, number], Row & { sequence: number; record_id: string }>(
        `SELECT max(c.sequence) AS sequence, c.record_id, r.* FROM changes c LEFT JOIN records r ON r.id = c.record_id
         WHERE c.sequence > ? GROUP BY c.record_id ORDER BY 1 LIMIT ?`,
      )
      .all(sequence, limit)
      .map((row) => ({
        sequence: row.sequence,
        id: row.record_id,
        record: row.state === 'published' ? stored(row).record : undefined,
      }));
  }

  /** Takes in the shipped collection, where it does not differ from what a curator made of a record here. */
  importShipped(records: LibraryRecord[], redirects: { from: string; to: string; reason: string }[]): ShippedImport {
    return this.#shipped.import(records, redirects);
  }

  /** Shipped texts that differ from what a curator made of the record here. */
  pendingShipped(): LibraryRecord[] {
    return this.#shipped.pending();
  }

  /** The shipped text of a record is dealt with: taken over or left. */
  settleShipped(id: string): void {
    this.#shipped.settle(id);
  }

  close(): void {
    this.#db.close();
    noteClosed(this.#path);
  }
}
