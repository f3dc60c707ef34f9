import type Database from 'better-sqlite3';

import { FACETS, type Filter } from '../search-index.ts';

export interface Condition {
  /** SQL that holds for the rows of `documents d` that pass. */
  sql: string;
  parameters: (string | number)[];
}

const marks = (values: unknown[]) => values.map(() => '?').join(', ');

/** A filter as SQL; undefined where it lets everything through. */
export function conditionOf(filter: Filter | undefined): Condition | undefined {
  const parts: string[] = [];
  const parameters: (string | number)[] = [];
  for (const name of FACETS) {
    const values = filter?.[name];
    if (!values?.length) continue;
    // A record has one kind and most are let through: looked at in the row itself, not in a list of all that pass.
    if (name === 'kind') {
      parts.push(`d.kind IN (${marks(values)})`);
      parameters.push(...values);
      continue;
    }
    parts.push(`d.row IN (SELECT row FROM facets WHERE name = ? AND value IN (${marks(values)}))`);
    parameters.push(name, ...values);
  }
  if (filter?.yearFrom !== undefined) {
    parts.push('d.year >= ?');
    parameters.push(filter.yearFrom);
  }
  if (filter?.yearTo !== undefined) {
    parts.push('d.year <= ?');
    parameters.push(filter.yearTo);
  }
  if (filter?.ids) {
    parts.push('d.id IN (SELECT value FROM json_each(?))');
    parameters.push(JSON.stringify(filter.ids));
  }
  return parts.length > 0 ? { sql: parts.join(' AND '), parameters } : undefined;
}

/** The rows of the records a filter lets through. */
export type Allowed = ReadonlySet<number>;

/** Filters whose rows are remembered until the index changes. */
const FILTERS_KEPT = 8;

/** Filters as rows, remembered: the kinds recommend asks for are the same for every question. */
export class AllowedRows {
  readonly #db: Database.Database;
  readonly #kept = new Map<string, Allowed>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Undefined where the filter lets everything through. */
  of(filter: Filter | undefined): Allowed | undefined {
    const condition = conditionOf(filter);
    if (!condition) return undefined;
    const name = JSON.stringify([condition.sql, condition.parameters]);
    const known = this.#kept.get(name);
    if (known) return known;
    const rows = this.#db.prepare<unknown[], number>(`SELECT d.row FROM documents d WHERE ${condition.sql}`).pluck();
    const allowed = new Set(rows.all(...condition.parameters));
    if (this.#kept.size >= FILTERS_KEPT) this.#kept.clear();
    this.#kept.set(name, allowed);
    return allowed;
  }

  forget(): void {
    this.#kept.clear();
  }
}
