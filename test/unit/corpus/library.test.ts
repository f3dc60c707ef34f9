import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';

import { Library, RevisionConflict, type State } from '../../../corpus/library.ts';
import { LIBRARY_VERSION, migrate } from '../../../corpus/migrations.ts';
import { bringTo, SECOND, WRITER } from '../../setup/desk-steps.ts';
import { sampleCase, sampleTechnique } from '../../setup/sample-records.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';

const renamed = (zh: string) => sampleCase('a', { title: { zh } });

let file: string;
let library: Library;

beforeEach(() => {
  file = join(temporaryFolder(), 'library.db');
  library = new Library(file);
  return () => library.close();
});

describe('a saved record', () => {
  it('begins as a draft at revision 1, and is not published', () => {
    expect(library.desk.create(sampleCase('a'), WRITER)).toMatchObject({ state: 'draft', revision: 1 });
    expect(library.published()).toEqual([]);
    expect(library.count()).toEqual({ total: 1, published: 0 });
  });

  it.each<State>(['draft', 'in-review', 'published', 'retired'])('that is %s is seen by readers only where it is published', (state) => {
    expect(bringTo(library, sampleCase('a'), state)).toMatchObject({ state });
    expect(library.get('a')?.state).toBe(state);
    expect(library.published()).toHaveLength(state === 'published' ? 1 : 0);
  });

  it('is read back as it was saved', () => {
    const record = sampleCase('a', { metrics: [{ name: { zh: '节水' }, value: [1, 2], unit: 't' }], year: 2019 });
    library.desk.create(record, WRITER);
    expect(library.get('a')?.record).toEqual(record);
  });

  it('keeps every revision with its author and reason, newest first', () => {
    library.desk.create(renamed('一'), WRITER);
    library.desk.save(renamed('二'), SECOND, 1);
    expect(library.desk.revisions('a')).toMatchObject([
      { revision: 2, state: 'draft', ...SECOND, record: { title: { zh: '二' } } },
      { revision: 1, state: 'draft', ...WRITER, record: { title: { zh: '一' } } },
    ]);
  });

  it('is there after the library was closed and opened, under the same identity', () => {
    const { identity } = library;
    library.desk.create(sampleCase('a'), WRITER);
    library.close();
    library = new Library(file);
    expect(library.get('a')?.revision).toBe(1);
    expect(library.identity).toBe(identity);
  });

  it('is published in the order of ids', () => {
    for (const id of ['c', 'a', 'b']) bringTo(library, sampleCase(id));
    expect(library.published().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('two editors of one record', () => {
  it('do not overwrite each other: the second is told what stands now', () => {
    library.desk.create(renamed('一'), WRITER);
    library.desk.save(renamed('二'), SECOND, 1);
    const late = () => library.desk.save(renamed('三'), WRITER, 1);
    expect(late).toThrow(RevisionConflict);
    expect(late).toThrow(/a was changed by someone else: revision 2/);
    expect(library.get('a')).toMatchObject({ revision: 2, record: { title: { zh: '二' } } });
    expect(library.desk.revisions('a')).toHaveLength(2);
  });
});

describe('the sequence of changes', () => {
  it('tells each changed record once, with its last state, oldest change first', () => {
    bringTo(library, sampleCase('a'));
    bringTo(library, sampleCase('b'));
    const before = library.sequence;
    bringTo(library, sampleCase('c'));
    bringTo(library, renamed('新'));
    bringTo(library, sampleCase('c'), 'retired');
    const told = library.changesSince(before);
    expect(told.map(({ id, record }) => [id, record])).toEqual([
      ['a', renamed('新')],
      ['c', undefined],
    ]);
    expect(told.at(-1)?.sequence).toBe(library.sequence);
    expect(library.changesSince(library.sequence)).toEqual([]);
  });

  it('tells a draft as no record, since it is not to be found', () => {
    library.desk.create(sampleCase('a'), WRITER);
    expect(library.changesSince(0)).toEqual([{ sequence: 1, id: 'a', record: undefined }]);
  });

  it('never goes back, and differs from library to library by identity', () => {
    const other = new Library(':memory:');
    expect(other.identity).not.toBe(library.identity);
    other.close();
    const before = library.sequence;
    library.desk.create(sampleCase('a'), WRITER);
    expect(library.sequence).toBeGreaterThan(before);
  });
});

describe('links', () => {
  it('lead back from what is named to the published records that name it', () => {
    bringTo(library, sampleTechnique('t'));
    bringTo(library, sampleCase('a', { techniques: ['t'] }));
    bringTo(library, sampleCase('b', { techniques: ['t'] }), 'draft');
    expect(library.linksTo('t')).toEqual([{ field: 'techniques', id: 'a' }]);
  });

  it('go when the record no longer names it, or is retired', () => {
    for (const id of ['a', 'b']) bringTo(library, sampleCase(id, { techniques: ['t'] }));
    bringTo(library, sampleCase('a'));
    bringTo(library, sampleCase('b', { techniques: ['t'] }), 'retired');
    expect(library.linksTo('t')).toEqual([]);
  });
});

describe('the file', () => {
  it('is made with its folder, at the present schema', () => {
    const deep = join(temporaryFolder(), 'one', 'two', 'library.db');
    new Library(deep).close();
    expect(existsSync(deep)).toBe(true);
    const db = new Database(deep);
    expect(db.pragma('user_version', { simple: true })).toBe(LIBRARY_VERSION);
    db.close();
  });

  it.each([1, 2])('of schema %i is brought up to the present one with all it holds, after a copy was made of it as it was', (version) => {
    const folder = temporaryFolder();
    const old = join(folder, 'library.db');
    const db = new Database(old);
    db.pragma('journal_mode = WAL');
    migrate(db, version);
    const json = JSON.stringify(sampleCase('a'));
    db.prepare(`INSERT INTO records VALUES ('a', 'case', 'published', 1, ?, '2025-01-01T00:00:00.000Z')`).run(json);
    db.prepare(`INSERT INTO revisions VALUES ('a', 1, 'published', 'li', 'first', '2025-01-01T00:00:00.000Z', ?)`).run(json);
    db.close();

    const migrated = new Library(old);
    expect(migrated.published()).toEqual([sampleCase('a')]);
    expect(migrated.desk.revisions('a')).toMatchObject([{ revision: 1, author: 'li', reason: 'first' }]);
    expect(migrated.desk.save(renamed('新'), WRITER, 1)).toMatchObject({ state: 'draft', standing: 'published', revision: 2 });
    migrated.notes.addRemark({ record: 'a', kind: 'useful' });
    expect(migrated.notes.remarks()).toHaveLength(1);
    migrated.close();

    const copies = readdirSync(folder).filter((name) => name.startsWith(`library.db.schema-${version}.`));
    expect(copies).toHaveLength(1);
    const copy = new Database(join(folder, copies[0] ?? ''), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(version);
    expect(copy.prepare('SELECT id, revision FROM records').all()).toEqual([{ id: 'a', revision: 1 }]);
    copy.close();
  });

  it('of the present version is opened without a copy', () => {
    library.close();
    library = new Library(file);
    expect(readdirSync(join(file, '..')).filter((name) => name.includes('schema'))).toEqual([]);
  });

  it('of a newer version is refused and left as it is', () => {
    const db = new Database(file);
    db.pragma(`user_version = ${LIBRARY_VERSION + 1}`);
    db.close();
    expect(() => new Library(file)).toThrow(/written by a newer CleanMatch/);
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(LIBRARY_VERSION + 1);
    after.close();
  });

  it('that is no database is refused', () => {
    expect(() => new Library(import.meta.filename)).toThrow(/not a database/);
  });
});
