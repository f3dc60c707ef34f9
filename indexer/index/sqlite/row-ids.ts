import type Database from 'better-sqlite3';

/** The ids of rows, remembered once asked for: a row is used once, so none is ever wrong. */
export class RowIds {
  readonly #find: Database.Statement<[number], string>;
  readonly #known = new Map<number, string>();

  constructor(db: Database.Database) {
    this.#find = db.prepare<[number], string>('SELECT id FROM documents WHERE row = ?').pluck();
  }

  of(row: number): string {
    const known = this.#known.get(row);
    if (known !== undefined) return known;
    const id = this.#find.get(row) ?? '';
    if (id) this.#known.set(row, id);
    return id;
  }
}
