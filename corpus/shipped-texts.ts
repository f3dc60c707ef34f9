import { createHash } from 'node:crypto';

import type Database from 'better-sqlite3';

import type { LibraryRecord } from './kinds/kinds.ts';
import { type Authorship, type RecordRows, stored } from './record-rows.ts';

/**
 * The collection that comes with the software, taken into the library at start: new and changed records, except where a
 * curator has revised the record here. Then the curator's text stands, and the shipped one is kept for review.
 */

export interface ShippedImport {
  added: number;
  changed: number;
  unchanged: number;
  /** Ids whose shipped text changed but which a curator has revised here: the curator's stands. */
  kept: string[];
  redirected: number;
}

const SHIPPED: Authorship = { author: 'shipped', reason: 'shipped collection' };

export class ShippedTexts {
  readonly #db: Database.Database;
  readonly #rows: RecordRows;

  constructor(db: Database.Database, rows: RecordRows) {
    this.#db = db;
    this.#rows = rows;
  }

  /** Importing the same files twice changes nothing. All of it or none of it. */
  import(records: LibraryRecord[], redirects: { from: string; to: string; reason: string }[]): ShippedImport {
    const result: ShippedImport = { added: 0, changed: 0, unchanged: 0, kept: [], redirected: 0 };
    this.#db
      .transaction(() => {
        for (const record of records) this.#take(record, result);
        for (const { from, to, reason } of redirects) {
          if (!this.#rows.redirect(from, to, reason)) continue;
          result.redirected++;
          const merged = this.#rows.row(from);
          if (merged && merged.state !== 'retired')
            this.#rows.write(stored(merged).record, { ...SHIPPED, reason }, { state: 'retired', action: 'ship' });
        }
      })
      .immediate();
    return result;
  }

  /** Shipped texts that differ from what a curator made of the record here. */
  pending(): LibraryRecord[] {
    return this.#db
      .prepare<[], { pending: string }>('SELECT pending FROM shipped WHERE pending IS NOT NULL ORDER BY id')
      .all()
      .map((row) => JSON.parse(row.pending) as LibraryRecord);
  }

  /** The text is dealt with: it comes up again only when the collection ships another one. */
  settle(id: string): void {
    this.#db.prepare('UPDATE shipped SET pending = NULL WHERE id = ?').run(id);
  }

  #take(record: LibraryRecord, result: ShippedImport): void {
    const hash = contentHash(record);
    if (this.#db.prepare<[string], { hash: string }>('SELECT hash FROM shipped WHERE id = ?').get(record.id)?.hash === hash) {
      result.unchanged++;
      return;
    }
    const current = this.#rows.row(record.id);
    const curated = current && this.#curated(record.id);
    if (curated) result.kept.push(record.id);
    else {
      this.#rows.write(record, SHIPPED, { state: 'published', action: 'ship' });
      if (current) result.changed++;
      else result.added++;
    }
    this.#db
      .prepare(
        'INSERT INTO shipped (id, hash, pending) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, pending = excluded.pending',
      )
      .run(record.id, hash, curated ? JSON.stringify(record) : null);
  }

  #curated(id: string): boolean {
    return this.#db.prepare(`SELECT 1 FROM revisions WHERE record_id = ? AND author <> 'shipped' LIMIT 1`).get(id) !== undefined;
  }
}

/** Tells two contents of a record apart. */
export function contentHash(record: LibraryRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 22);
}
