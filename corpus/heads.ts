import type Database from 'better-sqlite3';

import type { Kind, LibraryRecord } from './kinds/kinds.ts';
import type { RecordRows, RevisionAction, State, Stored } from './record-rows.ts';

/** Records as editors see them: the newest text of each, which may be worked on beside the one that readers see. */

export interface Head extends Stored {
  /** Who did the last thing to it, and who wrote the text. */
  author: string;
  writer: string;
  /** Who made its first revision. */
  creator: string;
  /** State of what stands: published where readers see the record, in this text or an earlier one. */
  standing: State;
  /** What readers see meanwhile, where the text is worked on beside it. */
  published?: { revision: number; record: LibraryRecord };
}

export interface HeadFilter {
  states?: State[];
  kinds?: Kind[];
  /** Words that all stand in title, summary or id. */
  text?: string;
  /** Who did the last thing to it, wrote it or made it. */
  author?: string;
  creator?: string;
}

interface HeadRow {
  id: string;
  kind: Kind;
  state: State;
  revision: number;
  json: string;
  changed_at: string;
  author: string;
  writer: string;
  creator: string;
  standing: State;
  standing_revision: number;
  standing_json: string;
}

export interface Revision {
  revision: number;
  state: State;
  action: RevisionAction;
  author: string;
  writer: string;
  reason: string;
  at: string;
  record: LibraryRecord;
}

const TEXT = ['$.title.zh', '$.title.en', '$.summary.zh', '$.summary.en'].map((path) => `coalesce(json_extract(json, '${path}'), '')`);
const SEARCHED = `lower(${['id', ...TEXT].join(` || ' ' || `)})`;
/** More words than anybody types to find one record. */
const MOST_WORDS = 8;

export class Heads {
  readonly #db: Database.Database;
  readonly #rows: RecordRows;

  constructor(db: Database.Database, rows: RecordRows) {
    this.#db = db;
    this.#rows = rows;
  }

  /** Of any state, by its id or one that was merged into it. */
  head(id: string): Head | undefined {
    const row = this.#db.prepare<[string], HeadRow>('SELECT * FROM heads WHERE id = ?').get(this.#rows.resolve(id));
    return row && headOf(row);
  }

  /** Last changed first. */
  list(filter: HeadFilter, limit: number, offset: number): { total: number; heads: Head[] } {
    const { where, values } = conditions(filter);
    const total = this.#db.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM heads WHERE ${where}`).get(...values)?.n ?? 0;
    const rows = this.#db
      .prepare<unknown[], HeadRow>(`SELECT * FROM heads WHERE ${where} ORDER BY changed_at DESC, id LIMIT ? OFFSET ?`)
      .all(...values, limit, offset);
    return { total, heads: rows.map(headOf) };
  }

  /** Records that stand under exactly this Chinese title and are not retired. */
  withTitle(zh: string): LibraryRecord[] {
    return this.#db
      .prepare<[string], HeadRow>(
        `SELECT h.* FROM records r JOIN heads h ON h.id = r.id WHERE json_extract(r.json, '$.title.zh') = ? AND r.state <> 'retired'`,
      )
      .all(zh)
      .map((row) => headOf(row).record);
  }

  counts(creator?: string): Record<State, number> {
    const counts: Record<State, number> = { draft: 0, 'in-review': 0, published: 0, retired: 0 };
    const rows = this.#db
      .prepare<[object], { state: State; n: number }>(
        'SELECT state, count(*) AS n FROM heads WHERE (@creator IS NULL OR creator = @creator) GROUP BY state',
      )
      .all({ creator: creator ?? null });
    for (const { state, n } of rows) counts[state] = n;
    return counts;
  }

  /** Newest first. */
  revisions(id: string): Revision[] {
    return this.#db
      .prepare<[string], Omit<Revision, 'record'> & { json: string }>(
        'SELECT revision, state, action, author, writer, reason, at, json FROM revisions WHERE record_id = ? ORDER BY revision DESC',
      )
      .all(id)
      .map(({ json, ...row }) => ({ ...row, record: JSON.parse(json) as LibraryRecord }));
  }
}

function conditions({ states, kinds, text, author, creator }: HeadFilter): { where: string; values: string[] } {
  const parts: string[] = ['true'];
  const values: string[] = [];
  const add = (sql: string, ...given: string[]) => {
    parts.push(sql);
    values.push(...given);
  };
  const anyOf = (column: string, given: string[]) => add(`${column} IN (${given.map(() => '?').join(', ')})`, ...given);
  if (states?.length) anyOf('state', states);
  if (kinds?.length) anyOf('kind', kinds);
  if (author) add('? IN (author, writer, creator)', author);
  if (creator) add('creator = ?', creator);
  for (const word of (text ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)) add(`instr(${SEARCHED}, ?) > 0`, word);
  return { where: parts.join(' AND '), values };
}

function headOf(row: HeadRow): Head {
  const beside = row.revision !== row.standing_revision;
  return {
    record: JSON.parse(row.json) as LibraryRecord,
    state: row.state,
    revision: row.revision,
    changedAt: row.changed_at,
    author: row.author,
    writer: row.writer,
    creator: row.creator,
    standing: row.standing,
    published: beside ? { revision: row.standing_revision, record: JSON.parse(row.standing_json) as LibraryRecord } : undefined,
  };
}
