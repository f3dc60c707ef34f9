import type Database from 'better-sqlite3';

/** What readers leave behind for the editors: remarks on records, and questions that found no good match. Nothing about the reader is kept. */

/** What a reader says of a record: whether it helped, or which figure is wrong. */
export interface Remark {
  record: string;
  kind: 'useful' | 'not-useful' | 'wrong-figure';
  figure?: string;
  text?: string;
}

export class ReaderNotes {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Keeps what a reader says of a record, for the editors. Nothing about the reader is kept. */
  addRemark({ record, kind, figure, text }: Remark): void {
    this.#db
      .prepare('INSERT INTO remarks (record_id, kind, figure, text, at) VALUES (?, ?, ?, ?, ?)')
      .run(record, kind, figure ?? null, text ?? null, new Date().toISOString());
  }

  /** Those that nobody has settled yet, newest first. */
  remarks(): (Remark & { id: number; at: string })[] {
    return this.#db
      .prepare<[], { id: number; record: string; kind: Remark['kind']; figure: string | null; text: string | null; at: string }>(
        'SELECT id, record_id AS record, kind, figure, text, at FROM remarks WHERE settled_at IS NULL ORDER BY id DESC',
      )
      .all()
      .map(({ figure, text, ...remark }) => ({ ...remark, figure: figure ?? undefined, text: text ?? undefined }));
  }

  /** Whether there was such a remark that nobody had settled. */
  settle(id: number, by: string, settlement: string): boolean {
    const { changes } = this.#db
      .prepare('UPDATE remarks SET settled_at = ?, settled_by = ?, settlement = ? WHERE id = ? AND settled_at IS NULL')
      .run(new Date().toISOString(), by, settlement, id);
    return changes > 0;
  }

  /** Forgets a question; it comes back when it is asked again. Whether it was there. */
  dismiss(question: string): boolean {
    return this.#db.prepare('DELETE FROM unanswered WHERE question = ?').run(question).changes > 0;
  }

  /** Keeps a question that found no good match, and how often it was asked: it tells what the collection lacks. */
  keepUnanswered(question: string, lang: string, match: string): void {
    this.#db
      .prepare(
        `INSERT INTO unanswered (question, lang, match, times, last_at) VALUES (?, ?, ?, 1, ?)
         ON CONFLICT (question) DO UPDATE SET times = times + 1, match = excluded.match, last_at = excluded.last_at`,
      )
      .run(question, lang, match, new Date().toISOString());
  }

  unanswered(): { question: string; lang: string; match: string; times: number; lastAt: string }[] {
    return this.#db
      .prepare<[], { question: string; lang: string; match: string; times: number; lastAt: string }>(
        'SELECT question, lang, match, times, last_at AS lastAt FROM unanswered ORDER BY times DESC, last_at DESC',
      )
      .all();
  }
}
