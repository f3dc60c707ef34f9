import { beforeEach, describe, expect, it } from 'vitest';

import type { KeywordQuery, SearchIndex } from '../../indexer/index/search-index.ts';
import { idsOf, put, sampleDocument } from '../setup/sample-documents.ts';
import type { OpenIndex } from './search-index.contract.ts';

export function describeKeyword(name: string, open: OpenIndex): void {
  describe(`${name}: words`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open();
      return () => index.close();
    });
    const find = async (text: string, more: Partial<KeywordQuery> = {}) => idsOf(await index.keyword({ text, limit: 10, ...more }));

    it('are found in every column and either language', async () => {
      await put(
        index,
        sampleDocument('detail', { zh: { detail: '占地较大' } }),
        sampleDocument('english', { en: { summary: 'Rinse water is reused.' } }),
        sampleDocument('names', { zh: { names: '电镀厂' } }),
        sampleDocument('title', { zh: { title: '逆流漂洗' } }),
      );
      expect(await find('占地')).toEqual(['detail']);
      expect(await find('rinse')).toEqual(['english']);
      expect(await find('电镀厂')).toEqual(['names']);
      expect(await find('逆流漂洗')).toEqual(['title']);
    });

    it('are found however they are spelled', async () => {
      await put(index, sampleDocument('a', { zh: { title: '电镀废水处理' }, en: { title: 'Rinsing with less water' } }));
      for (const text of ['電鍍', '廢水', 'ＲＩＮＳＩＮＧ', 'rinse', 'rinses']) expect(await find(text), text).toEqual(['a']);
    });

    it('are alternatives: a record with more of them stands higher', async () => {
      await put(
        index,
        sampleDocument('both', { zh: { title: '镀镍漂洗' } }),
        sampleDocument('neither', { zh: { title: '窑炉脱硫' } }),
        sampleDocument('one', { zh: { title: '漂洗' }, en: { title: 'of steel' } }),
      );
      expect(await find('镀镍 漂洗')).toEqual(['both', 'one']);
    });

    it('say more in the title than in the small print', async () => {
      await put(
        index,
        sampleDocument('a-detail', { zh: { title: '别的事情', detail: '漂洗' } }),
        sampleDocument('b-title', { zh: { title: '漂洗', detail: '别的事情' } }),
      );
      expect(await find('漂洗')).toEqual(['b-title', 'a-detail']);
    });

    it('of the vocabulary count less than the user’s own, and add to them', async () => {
      await put(
        index,
        sampleDocument('a-expansion', { en: { title: 'rinsing' } }),
        sampleDocument('b-own', { zh: { title: '漂洗' } }),
        sampleDocument('c-both', { zh: { title: '漂洗' }, en: { title: 'rinsing' } }),
      );
      expect(await find('漂洗')).not.toContain('a-expansion');
      const expanded = await find('漂洗', { expansions: ['rinsing'], expansionWeight: 0.3 });
      expect(expanded).toEqual(['c-both', 'b-own', 'a-expansion']);
    });

    it('of the vocabulary find alone what the user’s words do not, unless they weigh nothing', async () => {
      await put(index, sampleDocument('a', { en: { title: 'rinsing' } }));
      expect(await find('漂洗', { expansions: ['rinsing'], expansionWeight: 0.3 })).toEqual(['a']);
      expect(await find('漂洗', { expansions: ['rinsing'], expansionWeight: 0 })).toEqual([]);
      expect(await find('漂洗', { expansions: [], expansionWeight: 0.3 })).toEqual([]);
    });

    it('that a query language would take for its own are plain words', async () => {
      await put(
        index,
        sampleDocument('plain', { en: { title: 'rinse or near not and' } }),
        sampleDocument('rinse', { en: { title: 'rinse' } }),
      );
      for (const text of ['OR', 'NEAR', 'NOT', 'AND', '"OR"', 'title:OR', 'NEAR(near, 5)', 'or*', '^or', '{or}', '-or']) {
        expect(await find(text), text).toContain('plain');
        expect(await find(text), text).not.toContain('rinse');
      }
      expect((await find('rinse NOT rinse')).sort()).toEqual(['plain', 'rinse']);
      for (const text of ['" OR NEAR( * ^ :', "'; DROP TABLE documents; --", '%', '_', '\\', '"', "''", '(((', '**']) {
        expect(await find(`${text} rinse`), text).toContain('rinse');
      }
    });

    it.each(['', ' ', '\n\t', ',。!?', '"*^:()', '\0', '\uD800'])('are none in %j, and find nothing', async (text) => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗,再利用' } }));
      expect(await find(text)).toEqual([]);
    });

    it('are found beside what is no character', async () => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' } }));
      expect(await find('\0漂洗\uD800')).toEqual(['a']);
    });

    it('may be very many', async () => {
      await put(index, sampleDocument('a', { zh: { title: '逆流漂洗' } }));
      expect(await find(`漂洗 ${Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ')}`)).toEqual(['a']);
    });

    it('give the best first, none twice, ties in the order of ids', async () => {
      const documents = ['d', 'b', 'e', 'a', 'c'].map((id) => sampleDocument(id, { zh: { title: '逆流漂洗' } }));
      await put(index, ...documents, sampleDocument('z', { zh: { title: '漂洗漂洗漂洗' } }));
      const hits = await index.keyword({ text: '逆流漂洗', limit: 10 });
      expect(new Set(idsOf(hits)).size).toBe(hits.length);
      expect(idsOf(hits).slice(0, 5)).toEqual(['a', 'b', 'c', 'd', 'e']);
      for (let i = 1; i < hits.length; i++) expect(hits[i]?.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? 0);
    });

    it('give with a smaller limit the head of the same list', async () => {
      await put(
        index,
        ...['a', 'b', 'c', 'd'].map((id, i) =>
          sampleDocument(id, { zh: { title: '漂洗'.repeat(i + 1) }, en: { title: i < 2 ? 'rinse' : '' } }),
        ),
      );
      const query = { text: '漂洗', expansions: ['rinse'], expansionWeight: 0.9 };
      const whole = await index.keyword({ ...query, limit: 10 });
      expect(whole).toHaveLength(4);
      for (const limit of [0, 1, 2, 3]) expect(await index.keyword({ ...query, limit })).toEqual(whole.slice(0, limit));
    });

    it('find only what the filter lets through', async () => {
      await put(
        index,
        sampleDocument('a', { zh: { title: '漂洗' }, facets: { kind: 'case' } }),
        sampleDocument('b', { zh: { title: '漂洗' }, facets: { kind: 'policy' } }),
      );
      expect(await find('漂洗', { filter: { kind: ['policy'] } })).toEqual(['b']);
      expect(await find('别的', { expansions: ['漂洗'], expansionWeight: 1, filter: { kind: ['policy'] } })).toEqual(['b']);
    });
  });
}
