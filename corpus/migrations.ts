import type Database from 'better-sqlite3';

/**
 * The library's schema, step by step. A step that has shipped is never changed: a new one is added. The version a file
 * has reached stands in its `user_version`.
 */
const STEPS = [
  `CREATE TABLE records (
     id TEXT PRIMARY KEY,
     kind TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('draft', 'in-review', 'published', 'retired')),
     revision INTEGER NOT NULL,
     json TEXT NOT NULL,
     changed_at TEXT NOT NULL
   );
   CREATE INDEX records_by_state ON records (state, kind);
   CREATE TABLE revisions (
     record_id TEXT NOT NULL,
     revision INTEGER NOT NULL,
     state TEXT NOT NULL,
     author TEXT NOT NULL,
     reason TEXT NOT NULL,
     at TEXT NOT NULL,
     json TEXT NOT NULL,
     PRIMARY KEY (record_id, revision)
   );
   CREATE TABLE redirects (
     from_id TEXT PRIMARY KEY,
     to_id TEXT NOT NULL,
     reason TEXT NOT NULL
   );
   CREATE TABLE links (
     from_id TEXT NOT NULL,
     field TEXT NOT NULL,
     to_id TEXT NOT NULL,
     PRIMARY KEY (to_id, from_id, field)
   ) WITHOUT ROWID;
   CREATE INDEX links_by_from ON links (from_id);
   CREATE TABLE changes (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     record_id TEXT NOT NULL
   );
   CREATE TABLE shipped (
     id TEXT PRIMARY KEY,
     hash TEXT NOT NULL,
     pending TEXT
   );
   CREATE TABLE settings (
     name TEXT PRIMARY KEY,
     value TEXT NOT NULL
   );`,
  `CREATE TABLE remarks (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     record_id TEXT NOT NULL,
     kind TEXT NOT NULL CHECK (kind IN ('useful', 'not-useful', 'wrong-figure')),
     figure TEXT,
     text TEXT,
     at TEXT NOT NULL,
     settled_at TEXT
   );
   CREATE INDEX remarks_by_record ON remarks (record_id);
   CREATE TABLE unanswered (
     question TEXT PRIMARY KEY,
     lang TEXT NOT NULL,
     match TEXT NOT NULL,
     times INTEGER NOT NULL,
     last_at TEXT NOT NULL
   );`,
];

export const LIBRARY_VERSION = STEPS.length;

/** Brings a library file to the present schema, all steps or none. Throws where the file is from a newer version. */
export function migrate(db: Database.Database): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > LIBRARY_VERSION) {
    throw new Error(
      `The library was written by a newer CleanMatch (schema ${version}, this one knows ${LIBRARY_VERSION}): update CleanMatch, or restore a backup made with this version.`,
    );
  }
  if (version === LIBRARY_VERSION) return;
  db.transaction(() => {
    for (const step of STEPS.slice(version)) db.exec(step);
    db.pragma(`user_version = ${LIBRARY_VERSION}`);
  })();
}
