import type Database from 'better-sqlite3';

/**
 * Who did what and when: changes of records, sign-ins, accounts, settings. Entries are added and never changed: the file
 * itself refuses it (migrations.ts). What a record said before and after stands in its revisions.
 */

export interface AuditEntry {
  id: number;
  /** ISO 8601. */
  at: string;
  /** E-mail of the account, or what acted without one: `reader`, `npm run admin`. */
  who: string;
  /** `record-published`, `sign-in`, `account-changed` … */
  action: string;
  record?: string;
  detail?: Record<string, unknown>;
}

export interface AuditFilter {
  who?: string;
  action?: string;
  record?: string;
  /** Dates or times, both included: 2026-07-01, 2026-07-31. */
  from?: string;
  to?: string;
}

interface Row {
  id: number;
  at: string;
  who: string;
  action: string;
  record_id: string | null;
  detail: string | null;
}

const WHERE = `(@who IS NULL OR who = @who) AND (@action IS NULL OR action = @action) AND (@record IS NULL OR record_id = @record)
  AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to OR at LIKE @to || '%')`;

export class AuditLog {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  note({ who, action, record, detail }: Omit<AuditEntry, 'id' | 'at'>): void {
    this.#db
      .prepare('INSERT INTO audit (at, who, action, record_id, detail) VALUES (?, ?, ?, ?, ?)')
      .run(new Date().toISOString(), who, action, record ?? null, detail ? JSON.stringify(detail) : null);
  }

  /** Newest first. */
  page(filter: AuditFilter, limit: number, offset: number): { total: number; entries: AuditEntry[] } {
    const values = valuesOf(filter);
    const total = this.#db.prepare<[object], { n: number }>(`SELECT count(*) AS n FROM audit WHERE ${WHERE}`).get(values)?.n ?? 0;
    const rows = this.#db
      .prepare<[object], Row>(`SELECT * FROM audit WHERE ${WHERE} ORDER BY id DESC LIMIT @limit OFFSET @offset`)
      .all({ ...values, limit, offset });
    return { total, entries: rows.map(entryOf) };
  }

  /** All of them, oldest first, one batch after another, so that a long log need not fit in memory. */
  *all(filter: AuditFilter): Generator<AuditEntry> {
    const next = this.#db.prepare<[object], Row>(`SELECT * FROM audit WHERE id > @after AND ${WHERE} ORDER BY id LIMIT 1000`);
    let after = 0;
    for (let rows = next.all({ ...valuesOf(filter), after }); rows.length > 0; rows = next.all({ ...valuesOf(filter), after })) {
      yield* rows.map(entryOf);
      after = rows.at(-1)?.id ?? after;
    }
  }
}

function valuesOf({ who, action, record, from, to }: AuditFilter): Record<string, string | null> {
  return { who: who ?? null, action: action ?? null, record: record ?? null, from: from ?? null, to: to ?? null };
}

function entryOf({ record_id, detail, ...row }: Row): AuditEntry {
  return { ...row, record: record_id ?? undefined, detail: detail ? (JSON.parse(detail) as Record<string, unknown>) : undefined };
}
