import { beforeEach, describe, expect, it } from 'vitest';

import type { Filter, SearchIndex } from '../../indexer/index/search-index.ts';
import { direction, idsOf, pointPassages, put, sampleDocument } from '../setup/sample-documents.ts';
import type { OpenIndex } from './search-index.contract.ts';

export function describeSemantic(name: string, open: OpenIndex): void {
  describe(`${name}: vectors`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open();
      await index.useModel('model-1');
      return () => index.close();
    });
    const near = async (degrees: number, limit = 10, filter?: Filter) =>
      idsOf(await index.semantic({ vector: direction(degrees), limit, filter }));
    const missing = async () => (await index.passagesWithoutVector(100)).map(({ key }) => key).sort();

    it('find nothing until they are made; the words find meanwhile', async () => {
      await put(index, sampleDocument('a', { zh: { title: '漂洗' }, passages: ['one'] }));
      expect(await near(0)).toEqual([]);
      expect(idsOf(await index.keyword({ text: '漂洗', limit: 10 }))).toEqual(['a']);
      expect(await index.passagesWithoutVector(10)).toEqual([{ key: 'one', lang: 'zh', text: 'one' }]);
      await pointPassages(index, { one: 0 });
      expect(await near(0)).toEqual(['a']);
      expect(await missing()).toEqual([]);
    });

    it('find a record by the nearest of its passages, and say which that is', async () => {
      await put(index, sampleDocument('a', { passages: ['far', 'near'] }), sampleDocument('b', { passages: ['between'] }));
      await pointPassages(index, { far: 170, near: 5, between: 30 });
      const hits = await index.semantic({ vector: direction(0), limit: 10 });
      expect(hits).toEqual([
        { id: 'a', score: expect.closeTo(Math.cos((5 / 180) * Math.PI), 4), passage: 'near' },
        { id: 'b', score: expect.closeTo(Math.cos((30 / 180) * Math.PI), 4), passage: 'between' },
      ]);
    });

    it('find with only some of them made', async () => {
      await put(index, sampleDocument('a', { passages: ['one'] }), sampleDocument('b', { passages: ['two'] }));
      await pointPassages(index, { two: 0 });
      expect(await near(0)).toEqual(['b']);
      expect(await missing()).toEqual(['one']);
    });

    it('are shared by records with the same passage, which is asked for once', async () => {
      await put(index, sampleDocument('a', { passages: ['same'] }), sampleDocument('b', { passages: ['same'] }));
      expect(await missing()).toEqual(['same']);
      await pointPassages(index, { same: 0 });
      expect(await near(0)).toEqual(['a', 'b']);
    });

    it('of a known passage serve a record put later', async () => {
      await put(index, sampleDocument('a', { passages: ['same'] }));
      await pointPassages(index, { same: 0 });
      await put(index, sampleDocument('b', { passages: ['same'] }));
      expect(await missing()).toEqual([]);
      expect(await near(0)).toEqual(['a', 'b']);
    });

    it('stand when a record is put again unchanged, and go when its text changes', async () => {
      await put(index, sampleDocument('a', { passages: ['one'] }));
      await pointPassages(index, { one: 0 });
      await put(index, sampleDocument('a', { passages: ['one'] }));
      expect(await near(0)).toEqual(['a']);
      await put(index, sampleDocument('a', { passages: ['two'] }));
      expect(await near(0)).toEqual([]);
      expect(await missing()).toEqual(['two']);
    });

    it('for passages that are gone by now do no harm', async () => {
      await put(index, sampleDocument('a', { passages: ['one'] }));
      await pointPassages(index, { one: 0, gone: 0 });
      expect(await near(0)).toEqual(['a']);
      expect(await index.stats()).toMatchObject({ passages: 1, vectors: 1 });
    });

    it('put twice count once', async () => {
      await put(index, sampleDocument('a', { passages: ['one'] }));
      await pointPassages(index, { one: 0 });
      await pointPassages(index, { one: 0 });
      expect(await near(0)).toEqual(['a']);
      expect((await index.stats()).vectors).toBe(1);
    });

    it('of another model are forgotten; of the same they stay', async () => {
      await put(index, sampleDocument('a', { passages: ['one'] }));
      await pointPassages(index, { one: 0 });
      await index.useModel('model-1');
      expect(await near(0)).toEqual(['a']);
      await index.useModel('model-2');
      expect(await near(0)).toEqual([]);
      expect(await missing()).toEqual(['one']);
      expect(await index.stats()).toMatchObject({ records: 1, vectors: 0 });
      await index.putVectors([{ key: 'one', vector: Float32Array.from([1, 0, 0, 0, 0]) }]);
      expect(idsOf(await index.semantic({ vector: Float32Array.from([1, 0, 0, 0, 0]), limit: 10 }))).toEqual(['a']);
    });

    it('of another length than the question’s find nothing', async () => {
      await put(index, sampleDocument('a', { passages: ['one'] }));
      await pointPassages(index, { one: 0 });
      expect(await index.semantic({ vector: Float32Array.from([1, 0]), limit: 10 })).toEqual([]);
    });

    it('give the nearest first, no more than asked for, the head of the same list', async () => {
      await put(index, ...['a', 'b', 'c', 'd'].map((id) => sampleDocument(id, { passages: [id] })));
      await pointPassages(index, { a: 40, b: 10, c: 60, d: 20 });
      expect(await near(0)).toEqual(['b', 'd', 'a', 'c']);
      expect(await near(0, 2)).toEqual(['b', 'd']);
      expect(await near(0, 0)).toEqual([]);
    });

    it('give ties in the order of ids', async () => {
      await put(index, ...['d', 'b', 'a', 'c'].map((id) => sampleDocument(id, { passages: [id] })));
      await pointPassages(index, { a: 0, b: 0, c: 0, d: 0 });
      expect(await near(0)).toEqual(['a', 'b', 'c', 'd']);
      expect(await near(0, 2)).toEqual(['a', 'b']);
    });

    it('find only what the filter lets through, as many as asked for', async () => {
      await put(
        index,
        ...['a', 'b', 'c', 'd'].map((id, i) => sampleDocument(id, { passages: [id], facets: { kind: i < 2 ? 'case' : 'policy' } })),
      );
      await pointPassages(index, { a: 0, b: 10, c: 20, d: 30 });
      expect(await near(0, 2, { kind: ['policy'] })).toEqual(['c', 'd']);
      expect(await near(0, 2, { kind: ['standard'] })).toEqual([]);
      expect(await near(0, 2, {})).toEqual(['a', 'b']);
    });

    it('that are missing are told no more than asked for', async () => {
      await put(index, sampleDocument('a', { passages: ['one', 'two', 'three'] }));
      expect(await index.passagesWithoutVector(2)).toHaveLength(2);
    });
  });
}
