import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { AuditLog } from './audit-log.ts';
import { noteClosed, takeClosed } from './clean-close.ts';
import { type Kind, type LibraryRecord, linksOf } from './kinds/kinds.ts';
import { migrate } from './migrations.ts';
import { ReaderNotes } from './reader-notes.ts';
import { LibrarySettings } from './settings.ts';

/**
 * The store of records, their states and revisions: the truth at run time (SQLite in WAL mode). Every change gets the
 * next number of one sequence, which is how an index knows what it has not yet seen.
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

export interface Change {
  sequence: number;
  id: string;
  /** Absent where the record is no longer to be found: retired, merged, or back to draft. */
  record?: LibraryRecord;
}

export interface ShippedImport {
  added: number;
  changed: number;
  unchanged: number;
  /** Ids whose shipped text changed but which a curator has revised here: the curator's stands. */
  kept: string[];
  redirected: number;
}

export interface Authorship {
  author: string;
  reason: string;
}

/** Another revision was saved since the one the editor started from. */
export class RevisionConflict extends Error {
  readonly current: Stored;
  constructor(current: Stored) {
    super(`${current.record.id} was changed by someone else: revision ${current.revision} stands now`);
    this.current = current;
  }
}

interface Row {
  id: string;
  state: State;
  revision: number;
  json: string;
  changed_at: string;
}

const SHIPPED: Authorship = { author: 'shipped', reason: 'shipped collection' };

export class Library {
  readonly #path: string;
  readonly #db: Database.Database;
  readonly notes: ReaderNotes;
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
    this.audit = new AuditLog(this.#db);
    this.settings = new LibrarySettings(this.#db);
    this.#db.prepare(`INSERT OR IGNORE INTO settings (name, value) VALUES ('identity', ?)`).run(randomUUID());
  }

  /** Tells this library from any other, so that an index never takes another's numbers for its own. */
  get identity(): string {
    return this.#db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'identity'`).get()?.value ?? '';
  }

  get sequence(): number {
    return this.#db.prepare<[], { n: number }>('SELECT coalesce(max(sequence), 0) AS n FROM changes').get()?.n ?? 0;
  }

  /** The id that stands for this one now: itself, or what it was merged into. */
  resolve(id: string): string {
    const next = this.#db.prepare<[string], { to_id: string }>('SELECT to_id FROM redirects WHERE from_id = ?');
    const seen = new Set<string>();
    let at = id;
    for (let row = next.get(at); row && !seen.has(at); row = next.get(at)) {
      seen.add(at);
      at = row.to_id;
    }
    return at;
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
    const row = this.#db.prepare<[string], Row>('SELECT * FROM records WHERE id = ?').get(this.resolve(id));
    return row && stored(row);
  }

  /** Published records that name this one, or an id that was merged into it, with the field in which they do. */
  linksTo(id: string): { field: string; id: string }[] {
    return this.#db
      .prepare<[string], { field: string; id: string }>(
        `WITH RECURSIVE merged (id) AS (VALUES (?) UNION SELECT r.from_id FROM redirects r JOIN merged m ON r.to_id = m.id)
         SELECT DISTINCT field, from_id AS id FROM links WHERE to_id IN (SELECT id FROM merged) ORDER BY field, from_id`,
      )
      .all(id);
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

  /**
   * Saves a revision. With `expectedRevision`, a revision saved meanwhile throws RevisionConflict; without a state the
   * record keeps the one it has, a new record beginning as a draft.
   */
  save(record: LibraryRecord, by: Authorship, options: { state?: State; expectedRevision?: number } = {}): Stored {
    return this.#db.transaction(() => {
      const standing = this.resolve(record.id);
      if (standing !== record.id) throw new Error(`${record.id} was merged into ${standing}: save that one`);
      const current = this.get(record.id);
      if (options.expectedRevision !== undefined && current && current.revision !== options.expectedRevision) {
        throw new RevisionConflict(current);
      }
      return this.#write(record, options.state ?? current?.state ?? 'draft', (current?.revision ?? 0) + 1, by);
    })();
  }

  /** Leaves a redirect from an id that was merged away; the record of that id is retired. */
  merge(from: string, to: string, by: Authorship): void {
    this.#db.transaction(() => {
      if (from === to || this.resolve(to) === from)
        throw new Error(`${to} already leads to ${from}: a redirect back would go round in a circle`);
      const current = this.get(from);
      if (current && current.record.id === from) this.#write(current.record, 'retired', current.revision + 1, by);
      this.#redirect(from, to, by.reason);
    })();
  }

  revisions(id: string): { revision: number; state: State; author: string; reason: string; at: string; record: LibraryRecord }[] {
    return this.#db
      .prepare<[string], { revision: number; state: State; author: string; reason: string; at: string; json: string }>(
        'SELECT revision, state, author, reason, at, json FROM revisions WHERE record_id = ? ORDER BY revision DESC',
      )
      .all(id)
      .map(({ json, ...row }) => ({ ...row, record: JSON.parse(json) as LibraryRecord }));
  }

  /**
   * Takes in the shipped collection: new and changed records, except where a curator has revised the record here; those
   * differences are kept for review. Importing the same files twice changes nothing. All of it or none of it.
   */
  importShipped(records: LibraryRecord[], redirects: { from: string; to: string; reason: string }[]): ShippedImport {
    const result: ShippedImport = { added: 0, changed: 0, unchanged: 0, kept: [], redirected: 0 };
    const last = this.#db.prepare<[string], { hash: string }>('SELECT hash FROM shipped WHERE id = ?');
    const remember = this.#db.prepare(
      'INSERT INTO shipped (id, hash, pending) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, pending = excluded.pending',
    );
    this.#db.transaction(() => {
      for (const record of records) {
        const hash = contentHash(record);
        if (last.get(record.id)?.hash === hash) {
          result.unchanged++;
          continue;
        }
        const current = this.#db.prepare<[string], Row>('SELECT * FROM records WHERE id = ?').get(record.id);
        if (current && this.#curated(record.id)) {
          result.kept.push(record.id);
          remember.run(record.id, hash, JSON.stringify(record));
          continue;
        }
        this.#write(record, 'published', (current?.revision ?? 0) + 1, SHIPPED);
        remember.run(record.id, hash, null);
        if (current) result.changed++;
        else result.added++;
      }
      for (const { from, to, reason } of redirects) {
        if (!this.#redirect(from, to, reason)) continue;
        result.redirected++;
        const merged = this.#db.prepare<[string], Row>(`SELECT * FROM records WHERE id = ? AND state <> 'retired'`).get(from);
        if (merged) this.#write(stored(merged).record, 'retired', merged.revision + 1, { ...SHIPPED, reason });
      }
    })();
    return result;
  }

  /** Shipped texts that differ from what a curator made of the record here. */
  pendingShipped(): LibraryRecord[] {
    return this.#db
      .prepare<[], { pending: string }>('SELECT pending FROM shipped WHERE pending IS NOT NULL ORDER BY id')
      .all()
      .map((row) => JSON.parse(row.pending) as LibraryRecord);
  }

  close(): void {
    this.#db.close();
    noteClosed(this.#path);
  }

  #curated(id: string): boolean {
    return this.#db.prepare(`SELECT 1 FROM revisions WHERE record_id = ? AND author <> 'shipped' LIMIT 1`).get(id) !== undefined;
  }

  #redirect(from: string, to: string, reason: string): boolean {
    const { changes } = this.#db
      .prepare(
        `INSERT INTO redirects (from_id, to_id, reason) VALUES (?, ?, ?)
         ON CONFLICT (from_id) DO UPDATE SET to_id = excluded.to_id, reason = excluded.reason WHERE to_id <> excluded.to_id`,
      )
      .run(from, to, reason);
    if (changes > 0) this.#note(from);
    return changes > 0;
  }

  #write(record: LibraryRecord, state: State, revision: number, by: Authorship): Stored {
    const json = JSON.stringify(record);
    const at = new Date().toISOString();
    this.#db
      .prepare(
        `INSERT INTO records (id, kind, state, revision, json, changed_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, revision = excluded.revision,
           json = excluded.json, changed_at = excluded.changed_at`,
      )
      .run(record.id, record.kind, state, revision, json, at);
    this.#db
      .prepare('INSERT INTO revisions (record_id, revision, state, author, reason, at, json) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(record.id, revision, state, by.author, by.reason, at, json);
    this.#db.prepare('DELETE FROM links WHERE from_id = ?').run(record.id);
    if (state === 'published') {
      const link = this.#db.prepare('INSERT OR IGNORE INTO links (from_id, field, to_id) VALUES (?, ?, ?)');
      for (const { field, id } of linksOf(record)) link.run(record.id, field, id);
    }
    this.#note(record.id);
    return { record, state, revision, changedAt: at };
  }

  #note(id: string): void {
    this.#db.prepare('INSERT INTO changes (record_id) VALUES (?)').run(id);
  }
}

/** Tells two contents of a record apart. */
export function contentHash(record: LibraryRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 22);
}

function stored(row: Row): Stored {
  return { record: JSON.parse(row.json) as LibraryRecord, state: row.state, revision: row.revision, changedAt: row.changed_at };
}
