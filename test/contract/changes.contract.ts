import { beforeEach, describe, expect, it } from 'vitest';

import type { IndexDocument, SearchIndex } from '../../indexer/index/search-index.ts';
import { direction, idsOf, pointPassages, put, sampleDocument } from '../setup/sample-documents.ts';
import type { OpenIndex } from './search-index.contract.ts';

export function describeChanges(name: string, open: OpenIndex): void {
  describe(`${name}: changes`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open();
      return () => index.close();
    });
    const find = async (text: string) => idsOf(await index.keyword({ text, limit: 10 }));

    it('an empty index has no position, no records and an answer to everything', async () => {
      expect(await index.position()).toBeUndefined();
      expect(await index.stats()).toMatchObject({ records: 0, passages: 0, vectors: 0 });
      expect(await find('漂洗')).toEqual([]);
      expect(await index.list({}, 10)).toEqual([]);
      expect(await index.semantic({ vector: direction(0), limit: 10 })).toEqual([]);
      expect(await index.facets({}, ['kind'])).toEqual({ kind: {} });
      expect(await index.passagesWithoutVector(10)).toEqual([]);
    });

    it('a record that was put is found', async () => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' } }));
      expect(await find('漂洗')).toEqual(['a']);
    });

    it('a record put again is found by its new words alone', async () => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' }, facets: { problem: ['nickel'] }, passages: ['old'] }));
      await put(index, sampleDocument('a', { zh: { title: '烟气脱硫' }, facets: { problem: ['so2'] }, passages: ['new'] }));
      expect(await find('漂洗')).toEqual([]);
      expect(await find('脱硫')).toEqual(['a']);
      expect(await index.facets({}, ['problem'])).toEqual({ problem: { so2: 1 } });
      expect((await index.passagesWithoutVector(10)).map(({ key }) => key)).toEqual(['new']);
      expect((await index.stats()).records).toBe(1);
    });

    it('a removed record leaves nothing behind', async () => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' }, facets: { problem: ['nickel'] }, passages: ['one'] }));
      await pointPassages(index, { one: 0 });
      await index.apply([{ remove: 'a' }], { library: 'test', sequence: 2 });
      expect(await find('漂洗')).toEqual([]);
      expect(await index.list({}, 10)).toEqual([]);
      expect(await index.facets({}, ['problem'])).toEqual({ problem: {} });
      expect(await index.semantic({ vector: direction(0), limit: 10 })).toEqual([]);
      expect(await index.stats()).toMatchObject({ records: 0, passages: 0, vectors: 0 });
    });

    it('removing what is not there does nothing', async () => {
      await put(index, sampleDocument('a'));
      await index.apply([{ remove: 'b' }], { library: 'test', sequence: 2 });
      expect(await index.list({}, 10)).toEqual(['a']);
    });

    it('changes of one call are taken in their order', async () => {
      const one = { put: sampleDocument('a', { zh: { title: '一号' } }) };
      await index.apply([one, { remove: 'a' }, { put: sampleDocument('a', { zh: { title: '二号' } }) }], { library: 'test', sequence: 1 });
      expect(await find('二号')).toEqual(['a']);
      expect(await find('一号')).toEqual([]);
    });

    it('a call moves the position with its changes', async () => {
      await index.apply([], { library: 'one', sequence: 7 });
      expect(await index.position()).toEqual({ library: 'one', sequence: 7 });
      await index.apply([{ put: sampleDocument('a') }], { library: 'one', sequence: 9 });
      expect(await index.position()).toEqual({ library: 'one', sequence: 9 });
    });

    it('a call that fails does nothing of what it was to do, and the next one works', async () => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' } }));
      const before = { position: await index.position(), stats: await index.stats() };
      const broken = { ...sampleDocument('c'), keyword: undefined } as unknown as IndexDocument;
      const changes = [{ put: sampleDocument('b', { zh: { title: '漂洗' } }) }, { remove: 'a' }, { put: broken }];
      await expect(index.apply(changes, { library: 'test', sequence: 5 })).rejects.toThrow();
      expect({ position: await index.position(), stats: await index.stats() }).toEqual(before);
      expect(await find('漂洗')).toEqual(['a']);
      await put(index, sampleDocument('b', { zh: { title: '漂洗' } }));
      expect((await find('漂洗')).sort()).toEqual(['a', 'b']);
    });

    it('stats count records, different passages and those with a vector', async () => {
      await put(index, sampleDocument('a', { passages: ['one', 'two'] }), sampleDocument('b', { passages: ['two'] }), sampleDocument('c'));
      expect(await index.stats()).toMatchObject({ records: 3, passages: 2, vectors: 0 });
      await pointPassages(index, { one: 0 });
      const stats = await index.stats();
      expect(stats).toMatchObject({ records: 3, passages: 2, vectors: 1 });
      expect(stats.engine).not.toBe('');
      expect(stats.generation).not.toBe('');
    });

    it('changes keep the generation', async () => {
      const { generation } = await index.stats();
      await put(index, sampleDocument('a'));
      expect((await index.stats()).generation).toBe(generation);
    });
  });
}
