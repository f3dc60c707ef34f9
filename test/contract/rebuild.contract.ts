import { beforeEach, describe, expect, it } from 'vitest';

import type { IndexDocument, SearchIndex } from '../../indexer/index/search-index.ts';
import { direction, idsOf, pointPassages, put, sampleDocument } from '../setup/sample-documents.ts';
import type { OpenIndex } from './search-index.contract.ts';

const POSITION = { library: 'other', sequence: 42 };

export function describeRebuild(name: string, open: OpenIndex): void {
  describe(`${name}: a rebuild`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open();
      await index.useModel('model-1');
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' }, passages: ['one'] }), sampleDocument('b', { passages: ['two'] }));
      await pointPassages(index, { one: 0, two: 90 });
      return () => index.close();
    });
    const find = async (text: string) => idsOf(await index.keyword({ text, limit: 10 }));

    it('replaces everything and moves the position', async () => {
      await index.rebuild([sampleDocument('c', { zh: { title: '烟气脱硫' }, facets: { kind: 'policy' } })], POSITION);
      expect(await index.list({}, 10)).toEqual(['c']);
      expect(await find('漂洗')).toEqual([]);
      expect(await find('脱硫')).toEqual(['c']);
      expect(await index.facets({}, ['kind'])).toEqual({ kind: { policy: 1 } });
      expect(await index.position()).toEqual(POSITION);
    });

    it('is a new generation', async () => {
      const { generation } = await index.stats();
      await index.rebuild([sampleDocument('a')], POSITION);
      expect((await index.stats()).generation).not.toBe(generation);
    });

    it('keeps the vectors of passages that are still there, and asks for the others', async () => {
      await index.rebuild([sampleDocument('a', { passages: ['one', 'three'] }), sampleDocument('c', { passages: ['one'] })], POSITION);
      expect(idsOf(await index.semantic({ vector: direction(0), limit: 10 }))).toEqual(['a', 'c']);
      expect((await index.passagesWithoutVector(10)).map(({ key }) => key)).toEqual(['three']);
      expect(await index.stats()).toMatchObject({ records: 2, passages: 2, vectors: 1 });
      await index.useModel('model-1');
      expect((await index.stats()).vectors).toBe(1);
    });

    it('is not seen before it stands whole', async () => {
      const seen: Promise<string[]>[] = [];
      function* documents(): Iterable<IndexDocument> {
        for (let i = 0; i < 100; i++) {
          yield sampleDocument(`new-${i}`, { zh: { title: '逆流漂洗' } });
          if (i % 25 === 0) seen.push(find('漂洗'));
        }
      }
      await index.rebuild(documents(), POSITION);
      for (const ids of await Promise.all(seen)) expect(ids).toEqual(['a']);
      expect(await index.list({}, 1000)).toHaveLength(100);
    });

    it('that fails leaves the old index standing, and can be tried again', async () => {
      function* documents(): Iterable<IndexDocument> {
        yield sampleDocument('new', { zh: { title: '逆流漂洗' } });
        throw new Error('the library went away');
      }
      const before = { position: await index.position(), stats: await index.stats() };
      await expect(index.rebuild(documents(), POSITION)).rejects.toThrow('the library went away');
      expect({ position: await index.position(), stats: await index.stats() }).toEqual(before);
      expect(await find('漂洗')).toEqual(['a']);
      expect(idsOf(await index.semantic({ vector: direction(90), limit: 1 }))).toEqual(['b']);
      await index.rebuild([sampleDocument('new')], POSITION);
      expect(await index.list({}, 10)).toEqual(['new']);
    });

    it('is followed by changes as before', async () => {
      await index.rebuild([sampleDocument('c', { passages: ['three'] })], POSITION);
      await put(index, sampleDocument('d', { zh: { title: '漂洗' }, passages: ['four'] }));
      await pointPassages(index, { three: 0, four: 10 });
      expect(await find('漂洗')).toEqual(['d']);
      expect(idsOf(await index.semantic({ vector: direction(0), limit: 10 }))).toEqual(['c', 'd']);
    });

    it('of nothing is an empty index', async () => {
      await index.rebuild([], POSITION);
      expect(await index.stats()).toMatchObject({ records: 0, passages: 0, vectors: 0 });
      expect(await index.position()).toEqual(POSITION);
    });
  });
}
