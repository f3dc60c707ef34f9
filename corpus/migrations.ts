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
  `CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at TEXT NOT NULL,
     who TEXT NOT NULL,
     action TEXT NOT NULL,
     record_id TEXT,
     detail TEXT
   );
   CREATE INDEX audit_by_record ON audit (record_id);
   CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END;
   CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END;`,
  // records.pending is the revision of a text worked on beside the published one. A revision's author did what it records
  // (submitting, publishing); its writer wrote the text. A head is the newest text of a record, whoever may see it.
  `ALTER TABLE records ADD COLUMN pending INTEGER;
   ALTER TABLE revisions ADD COLUMN action TEXT NOT NULL DEFAULT 'save';
   ALTER TABLE revisions ADD COLUMN writer TEXT NOT NULL DEFAULT '';
   UPDATE revisions SET writer = author;
   UPDATE revisions SET action = 'ship' WHERE author = 'shipped';
   CREATE INDEX records_by_title ON records (json_extract(json, '$.title.zh'));
   CREATE VIEW heads AS
     SELECT r.id, r.kind, v.state, v.revision, v.json, v.at AS changed_at, v.author, v.writer,
       r.state AS standing, r.revision AS standing_revision, r.json AS standing_json,
       (SELECT author FROM revisions f WHERE f.record_id = r.id ORDER BY f.revision LIMIT 1) AS creator
     FROM records r JOIN revisions v ON v.record_id = r.id AND v.revision = coalesce(r.pending, r.revision);
   CREATE TABLE proofs (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     record_id TEXT NOT NULL,
     revision INTEGER NOT NULL,
     grade TEXT NOT NULL,
     document TEXT NOT NULL,
     date TEXT NOT NULL,
     who TEXT NOT NULL,
     url TEXT,
     recorded_by TEXT NOT NULL,
     recorded_at TEXT NOT NULL
   );
   CREATE INDEX proofs_by_record ON proofs (record_id);
   ALTER TABLE remarks ADD COLUMN settled_by TEXT;
   ALTER TABLE remarks ADD COLUMN settlement TEXT;`,
];

export const LIBRARY_VERSION = STEPS.length;

/**
 * Brings a library file to the present schema, all steps or none, after a copy of the file as it was is made beside it.
 * Throws where the file is from a newer version. `to` makes an older schema: for tests.
 */
export function migrate(db: Database.Database, to = LIBRARY_VERSION): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > LIBRARY_VERSION) {
    throw new Error(
      `The library was written by a newer CleanMatch (schema ${version}, this one knows ${LIBRARY_VERSION}): update CleanMatch, or restore a backup made with this version.`,
    );
  }
  if (version >= to) return;
  if (version > 0 && !db.memory) copyBefore(db, version);
  db.transaction(() => {
    for (const step of STEPS.slice(version, to)) db.exec(step);
    db.pragma(`user_version = ${to}`);
  }).immediate();
}

/** library.db.schema-2.20260731T101500Z.db: whole, with what stood in the write-ahead log. */
function copyBefore(db: Database.Database, version: number): void {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  db.prepare('VACUUM INTO ?').run(`${db.name}.schema-${version}.${time}.db`);
}
