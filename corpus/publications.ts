import type Database from 'better-sqlite3';

import type { LibraryRecord } from './kinds/kinds.ts';

/** A published record with the times a feed tells. */
export interface Publication {
  record: LibraryRecord;
  /** ISO 8601: when it was first published here, and when the text that stands was. */
  firstAt: string;
  changedAt: string;
}

/** What was published when. */
export class Publications {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Records published or changed from one time to before another (ISO 8601), the latest first. */
  between({ from = '', to = '9999', limit }: { from?: string; to?: string; limit: number }): Publication[] {
    return this.#db
      .prepare<[string, string, number], { json: string; changed_at: string; first_at: string }>(
        `SELECT r.json, r.changed_at,
           (SELECT min(v.at) FROM revisions v WHERE v.record_id = r.id AND v.state = 'published') AS first_at
         FROM records r WHERE r.state = 'published' AND r.changed_at >= ? AND r.changed_at < ?
         ORDER BY r.changed_at DESC, r.id LIMIT ?`,
      )
      .all(from, to, limit)
      .map(({ json, changed_at, first_at }) => ({ record: JSON.parse(json) as LibraryRecord, firstAt: first_at, changedAt: changed_at }));
  }

  countBetween(from: string, to: string): number {
    return (
      this.#db
        .prepare<[string, string], { n: number }>(
          `SELECT count(*) AS n FROM records WHERE state = 'published' AND changed_at >= ? AND changed_at < ?`,
        )
        .get(from, to)?.n ?? 0
    );
  }
}
