import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { EXACT_UP_TO } from '../../../../indexer/index/sqlite/matrix.ts';
import { SqliteIndex } from '../../../../indexer/index/sqlite/sqlite-index.ts';
import { put, sampleDocument } from '../../../setup/sample-documents.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

/** What a large index had in memory, taken up at the next start. Large it is by its passages: few documents with many each. */

const PASSAGES_EACH = 1000;
const DOCUMENTS = Math.ceil(EXACT_UP_TO / PASSAGES_EACH) + 1;
const THINGS = ['镍', '铬', '锌', '油烟', '粉尘', '余热', '氨氮', '噪声'];

/** Directions on a circle, all different; a document's own lie together. */
const vectorOf = (document: number, passage: number) => {
  const angle = (document + passage / (2 * PASSAGES_EACH)) / DOCUMENTS;
  return Float32Array.of(Math.cos(angle * Math.PI), Math.sin(angle * Math.PI), 0, 0);
};

async function fill(path: string): Promise<void> {
  const index = SqliteIndex.open(path);
  await index.useModel('a model');
  const numbers = [...Array(DOCUMENTS).keys()];
  const passages = (document: number) => [...Array(PASSAGES_EACH).keys()].map((passage) => `${document}-${passage}`);
  await put(index, ...numbers.map((n) => sampleDocument(`case-${n}`, { zh: { title: `回收${THINGS[n % 8]}` }, passages: passages(n) })));
  for (const n of numbers) await index.putVectors(passages(n).map((key, passage) => ({ key, vector: vectorOf(n, passage) })));
  await index.close();
}

async function answersOf(index: SqliteIndex): Promise<unknown> {
  const keyword = await Promise.all(THINGS.map((text) => index.keyword({ text: `${text} 回收`, limit: 5 })));
  const semantic = await Promise.all([0, 3, 11, 20].map((n) => index.semantic({ vector: vectorOf(n, 500), limit: 3 })));
  return { keyword, semantic: semantic.map((hits) => hits.map(({ id }) => id)) };
}

describe('a large index that was closed in order', () => {
  let path: string;
  let snapshot: string;
  let expected: unknown;
  beforeEach(async () => {
    path = join(temporaryFolder(), 'index.db');
    snapshot = `${path}.snapshot`;
    await fill(path);
    // Without its snapshot it is read row by row.
    const kept = readFileSync(snapshot);
    rmSync(snapshot);
    const index = SqliteIndex.open(path);
    expected = await answersOf(index);
    await index.close();
    expect(readFileSync(snapshot).length).toBe(kept.length);
  });

  it('answers the same from its snapshot, and goes on changing', async () => {
    const index = SqliteIndex.open(path);
    expect(await answersOf(index)).toEqual(expected);
    await put(index, sampleDocument('new', { zh: { title: '逆流漂洗' }, passages: ['new'] }));
    await index.putVectors([{ key: 'new', vector: Float32Array.of(0, 0, 1, 0) }]);
    await index.apply([{ remove: 'case-3' }], { library: 'test', sequence: 2 });
    const changed = async (of: SqliteIndex) => [
      await of.keyword({ text: '漂洗', limit: 5 }),
      (await of.semantic({ vector: Float32Array.of(0, 0, 1, 0), limit: 1 })).map(({ id }) => id),
      (await of.semantic({ vector: vectorOf(3, 500), limit: 30 })).some(({ id }) => id === 'case-3'),
      (await of.keyword({ text: '油烟', limit: 30 })).some(({ id }) => id === 'case-3'),
    ];
    const now = await changed(index);
    expect(now).toEqual([[expect.objectContaining({ id: 'new' })], ['new'], false, false]);
    await index.close();
    const again = SqliteIndex.open(path);
    expect(await changed(again)).toEqual(now);
    await again.close();
  });

  it('is read row by row where the snapshot is cut short, no snapshot, or of another state of the file', async () => {
    const whole = readFileSync(snapshot);
    const otherState = Buffer.from(whole);
    otherState[otherState.indexOf('"of":"') + 6] = 'x'.charCodeAt(0);
    for (const damaged of [whole.subarray(0, whole.length - 10), Buffer.from('no snapshot'), Buffer.alloc(0), otherState]) {
      writeFileSync(snapshot, damaged);
      const index = SqliteIndex.open(path);
      expect(await answersOf(index)).toEqual(expected);
      await index.close();
    }
  });

  it('is closed in order though no snapshot can be written, and is read row by row', async () => {
    mkdirSync(`${snapshot}.building`);
    const index = SqliteIndex.open(path);
    await put(index, sampleDocument('new', { zh: { title: '逆流漂洗' } }));
    await index.close();
    expect(existsSync(snapshot)).toBe(false);
    expect(existsSync(`${path}.closed`)).toBe(true);
    const again = SqliteIndex.open(path);
    expect((await again.keyword({ text: '漂洗', limit: 5 })).map(({ id }) => id)).toEqual(['new']);
    await again.close();
  });

  it('is read row by row after a crash, which leaves no note of an orderly end', async () => {
    // Of the right length and state, but with vectors of zeros: whoever takes it up answers otherwise.
    const zeros = readFileSync(snapshot);
    // Behind the header's length, the header, and the number of dimensions.
    const vectorsAt = 4 + zeros.readUInt32LE(0) + 4;
    writeFileSync(snapshot, zeros.fill(0, vectorsAt, vectorsAt + DOCUMENTS * PASSAGES_EACH * 4));
    const taken = SqliteIndex.open(path);
    expect(await answersOf(taken)).not.toEqual(expected);
    await taken.close();

    writeFileSync(snapshot, zeros);
    rmSync(`${path}.closed`);
    const index = SqliteIndex.open(path);
    expect(await answersOf(index)).toEqual(expected);
    await index.close();
  });
});

describe('a small index', () => {
  it('answers the same from its snapshot, whose vectors are whole', async () => {
    const path = join(temporaryFolder(), 'index.db');
    const index = SqliteIndex.open(path);
    await index.useModel('a model');
    await put(index, ...['a', 'b'].map((id) => sampleDocument(id, { zh: { title: `${THINGS[0]}回收` }, passages: [id] })));
    await index.putVectors(['a', 'b'].map((key, n) => ({ key, vector: vectorOf(n, 0) })));
    const asked = async (of: SqliteIndex) => [
      await of.keyword({ text: '镍 回收', limit: 5 }),
      await of.semantic({ vector: vectorOf(1, 1), limit: 5 }),
    ];
    const expected = await asked(index);
    await index.close();
    expect(existsSync(`${path}.snapshot`)).toBe(true);
    const again = SqliteIndex.open(path);
    expect(await asked(again)).toEqual(expected);
    await again.close();
  });

  it('without a vector keeps no snapshot', async () => {
    const path = join(temporaryFolder(), 'index.db');
    const index = SqliteIndex.open(path);
    await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' } }));
    await index.close();
    expect(existsSync(`${path}.snapshot`)).toBe(false);
  });
});
