import type Database from 'better-sqlite3';
import { z } from 'zod';

/** What administrators decide of how the centre works. Kept in the library; how the server runs stands in server/config.ts. */

export const Settings = z.strictObject({
  /** What one person wrote, another publishes. A centre of one person switches it off. */
  secondPerson: z.boolean().default(true),
  /** Whether questions that found no good match are kept. CLEANMATCH_KEEP_QUESTIONS=off goes before it. */
  keepQuestions: z.boolean().default(true),
  /** Years after which a case or a technique's own figures count as stale. */
  staleAfterYears: z.number().int().min(1).max(50).default(10),
  /** Months after which a source's web address is to be looked at again. */
  sourceCheckMonths: z.number().int().min(1).max(240).default(24),
});
export type Settings = z.output<typeof Settings>;

export class LibrarySettings {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  get(): Settings {
    const row = this.#db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'desk'`).get();
    return Settings.parse(row ? JSON.parse(row.value) : {});
  }

  set(settings: Settings): void {
    this.#db
      .prepare(`INSERT INTO settings (name, value) VALUES ('desk', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
      .run(JSON.stringify(settings));
  }
}
