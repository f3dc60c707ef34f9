import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';

import { SqliteIndex } from '../../indexer/index/sqlite/sqlite-index.ts';
import { direction, idsOf, pointPassages, put, sampleDocument } from '../setup/sample-documents.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { describeSearchIndex } from './search-index.contract.ts';

describeSearchIndex('sqlite', async () => SqliteIndex.open(join(temporaryFolder(), 'index.db')));

describe('the file of the sqlite index', () => {
  let file: string;
  beforeEach(async () => {
    file = join(temporaryFolder(), 'index.db');
    const index = SqliteIndex.open(file);
    const filler = Array.from({ length: 400 }, (_, i) =>
      sampleDocument(`filler-${i}`, { zh: { summary: '填充'.repeat(50) }, passages: [`text ${i}`] }),
    );
    await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' }, passages: ['one'] }), ...filler);
    await index.useModel('model-1');
    await pointPassages(index, { one: 0 });
    await index.close();
  });

  async function withIndex<T>(look: (index: SqliteIndex) => Promise<T>): Promise<T> {
    const index = SqliteIndex.open(file);
    try {
      return await look(index);
    } finally {
      await index.close();
    }
  }

  it('holds everything when it is opened again, vectors included', async () => {
    await withIndex(async (index) => {
      expect(await index.stats()).toMatchObject({ records: 401, passages: 401, vectors: 1 });
      expect(await index.position()).toEqual({ library: 'test', sequence: 1 });
      expect(idsOf(await index.keyword({ text: '漂洗', limit: 10 }))).toEqual(['a']);
      expect(idsOf(await index.semantic({ vector: direction(0), limit: 10 }))).toEqual(['a']);
    });
  });

  it.each<[what: string, damage: () => void]>([
    ['is no database', () => writeFileSync(file, 'no database '.repeat(1000))],
    ['is empty', () => truncateSync(file, 0)],
    ['is half written', () => truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096)],
    ['ends within a page', () => truncateSync(file, readFileSync(file).length - 1000)],
    ['is overwritten in the middle', () => writeFileSync(file, readFileSync(file).fill(0xaa, 8192, 40_960))],
    ['has another format', () => withDatabase((db) => db.pragma('user_version = 9999'))],
    ['has no format', () => withDatabase((db) => db.pragma('user_version = 0'))],
    ['is another program’s', () => withDatabase((db) => db.exec('DROP TABLE documents; CREATE TABLE t (x); PRAGMA user_version = 77'))],
  ])('is made anew, empty and without position, where it %s', async (_, damage) => {
    damage();
    await withIndex(async (index) => {
      expect(await index.stats()).toMatchObject({ records: 0, passages: 0, vectors: 0 });
      expect(await index.position()).toBeUndefined();
      await put(index, sampleDocument('b', { zh: { title: '烟气脱硫' } }));
      expect(idsOf(await index.keyword({ text: '脱硫', limit: 10 }))).toEqual(['b']);
    });
  });

  it('that was not closed holds what was applied', async () => {
    const index = SqliteIndex.open(file);
    await put(index, sampleDocument('late', { zh: { title: '烟气脱硫' } }));
    const copy = join(temporaryFolder(), 'index.db');
    for (const ending of ['', '-wal']) copyFileSync(`${file}${ending}`, `${copy}${ending}`);
    await index.close();
    const after = SqliteIndex.open(copy);
    expect(idsOf(await after.keyword({ text: '脱硫', limit: 10 }))).toEqual(['late']);
    await after.close();
  });

  it('stands alone after a rebuild, and half a rebuild is cleared away', async () => {
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${file}.building${ending}`, 'half a rebuild');
    await withIndex((index) => index.rebuild([sampleDocument('b')], { library: 'test', sequence: 2 }));
    expect(readdirSync(dirname(file))).toEqual(['index.db', 'index.db.closed']);
    await withIndex(async (index) => expect(await index.list({}, 10)).toEqual(['b']));
  });

  it('is left alone by half a rebuild that was killed', async () => {
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${file}.building${ending}`, 'half a rebuild');
    await withIndex(async (index) => expect((await index.stats()).records).toBe(401));
    expect(readdirSync(dirname(file))).toEqual(['index.db', 'index.db.closed', 'index.db.snapshot']);
  });

  it('is made with its folder', async () => {
    file = join(temporaryFolder(), 'one', 'two', 'index.db');
    await withIndex(async (index) => expect((await index.stats()).records).toBe(0));
  });

  function withDatabase(change: (db: Database.Database) => void): void {
    const db = new Database(file);
    change(db);
    db.close();
  }
});

describe('an sqlite index in memory', () => {
  it('can be rebuilt as one in a file can, and leaves no file', async () => {
    const folder = temporaryFolder();
    const before = process.cwd();
    process.chdir(folder);
    try {
      const index = SqliteIndex.open(':memory:');
      await put(index, sampleDocument('a'));
      await index.rebuild([sampleDocument('b')], { library: 'test', sequence: 2 });
      expect(await index.list({}, 10)).toEqual(['b']);
      await index.close();
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      process.chdir(before);
    }
  });
});
