import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { Library } from '../../../corpus/library.ts';
import { fillVectors, type Progress, rebuildIndex, syncIndex } from '../../../indexer/build.ts';
import { VectorCache } from '../../../indexer/embed/cache.ts';
import { RemoteEmbedder } from '../../../indexer/embed/remote.ts';
import { SqliteIndex } from '../../../indexer/index/sqlite/sqlite-index.ts';
import { type BuildSite, emptyBuildSite } from '../../setup/build-site.ts';
import { bringTo } from '../../setup/desk-steps.ts';
import { type EmbeddingServer, sendStatus, startEmbeddingServer } from '../../setup/embedding-server.ts';
import { sampleCase } from '../../setup/sample-records.ts';

let server: EmbeddingServer;
let site: BuildSite;

beforeAll(async () => {
  server = await startEmbeddingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  site = emptyBuildSite();
  for (let i = 0; i < 120; i++) bringTo(site.library, numbered(i));
  server.textsSince();
  return () => site.close();
});

const numbered = (i: number, extra = '') => sampleCase(`case-${i}`, { title: { zh: `第${i}家厂${extra}`, en: `plant number ${i}` } });
const embedder = (model = 'm') => new RemoteEmbedder({ url: server.url, model, tries: 1 });
const fill = (model?: string) => fillVectors(site.index, embedder(model), site.cache);
const find = async (text: string) => (await site.index.keyword({ text, limit: 200 })).map(({ id }) => id);

describe('bringing the index up to the library', () => {
  it('indexes every published record, and a second time works on none', async () => {
    expect(await syncIndex(site.library, site.index)).toBe(120);
    expect((await site.index.stats()).records).toBe(120);
    expect(await site.index.position()).toEqual({ library: site.library.identity, sequence: site.library.sequence });
    expect(await syncIndex(site.library, site.index)).toBe(0);
  });

  it('costs one record’s work where one changed', async () => {
    await syncIndex(site.library, site.index);
    await fill();
    server.textsSince();
    bringTo(site.library, numbered(7, '改名换姓'));
    expect(await syncIndex(site.library, site.index)).toBe(1);
    expect(await find('改名换姓')).toEqual(['case-7']);
    await fill();
    expect(server.textsSince()).toEqual([expect.stringContaining('改名换姓')]);
  });

  it('takes out what was retired or is a draft again', async () => {
    await syncIndex(site.library, site.index);
    bringTo(site.library, numbered(1), 'retired');
    bringTo(site.library, numbered(2), 'draft');
    await syncIndex(site.library, site.index);
    expect(await site.index.list({}, 200)).toHaveLength(118);
    expect(await site.index.list({ ids: ['case-1', 'case-2'] }, 10)).toEqual([]);
  });

  it('tells how far it is, ending at all', async () => {
    const told: Progress[] = [];
    await syncIndex(site.library, site.index, (progress) => told.push({ ...progress }));
    expect(told.map(({ done }) => done)).toEqual([...told.map(({ done }) => done)].sort((a, b) => a - b));
    expect(told.at(-1)).toEqual({ stage: 'keyword', done: 120, total: 120 });
  });

  it('goes on where it was broken off', async () => {
    const stop = () => {
      throw new Error('broken off');
    };
    await expect(syncIndex(site.library, site.index, stop)).rejects.toThrow('broken off');
    const { records } = await site.index.stats();
    expect(records).toBeGreaterThan(0);
    expect(records).toBeLessThan(120);
    expect(await syncIndex(site.library, site.index)).toBe(120 - records);
    expect((await site.index.stats()).records).toBe(120);
  });

  it('builds anew for another library, whose numbers mean nothing here', async () => {
    await syncIndex(site.library, site.index);
    const { generation } = await site.index.stats();
    const other = new Library(':memory:');
    bringTo(other, sampleCase('elsewhere'));
    await syncIndex(other, site.index);
    expect(await site.index.list({}, 10)).toEqual(['elsewhere']);
    expect((await site.index.stats()).generation).not.toBe(generation);
    expect(await site.index.position()).toEqual({ library: other.identity, sequence: other.sequence });
    other.close();
  });

  it('rebuilt whole, finds the same as made bit by bit', async () => {
    await syncIndex(site.library, site.index);
    bringTo(site.library, numbered(7, '改名换姓'));
    await syncIndex(site.library, site.index);
    const before = await find('镀镍漂洗 plant 改名换姓');
    expect(before[0]).toBe('case-7');
    await rebuildIndex(site.library, site.index);
    expect(await find('镀镍漂洗 plant 改名换姓')).toEqual(before);
  });
});

describe('filling in the vectors', () => {
  it('embeds each passage once, and after that nothing', async () => {
    await syncIndex(site.library, site.index);
    const { passages } = await site.index.stats();
    expect(await fill()).toBe(passages);
    expect((await site.index.stats()).vectors).toBe(passages);
    const asked = server.textsSince();
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(passages);
    expect(await fill()).toBe(0);
    expect(server.textsSince()).toEqual([]);
  });

  it('embeds nothing again for an index made anew beside the same cache', async () => {
    await syncIndex(site.library, site.index);
    await fill();
    server.textsSince();
    const anew = SqliteIndex.open(`${site.indexFile}.anew`);
    await syncIndex(site.library, anew);
    const cache = new VectorCache(site.cacheFile);
    expect(await fillVectors(anew, embedder(), cache)).toBe((await anew.stats()).passages);
    expect(server.textsSince()).toEqual([]);
    cache.close();
    await anew.close();
  });

  it('forgets the vectors of another model', async () => {
    await syncIndex(site.library, site.index);
    const { passages } = await site.index.stats();
    await fill('a');
    server.textsSince();
    expect(await fill('b')).toBe(passages);
    expect(server.textsSince()).toHaveLength(passages);
    expect((await site.index.stats()).vectors).toBe(passages);
  });

  it('stops when it is told to, and goes on later', async () => {
    await syncIndex(site.library, site.index);
    const { passages } = await site.index.stats();
    const stop = new AbortController();
    const made = await fillVectors(site.index, embedder(), site.cache, () => stop.abort(), stop.signal);
    expect(made).toBeLessThan(passages);
    expect((await site.index.stats()).vectors).toBe(made);
    expect(await fill()).toBe(passages - made);
  });

  it('keeps what it has made when the embedder fails', async () => {
    await syncIndex(site.library, site.index);
    const { passages } = await site.index.stats();
    server.answerNext((_, __, ordinary) => ordinary(), sendStatus(401));
    await expect(fill()).rejects.toThrow(/401/);
    const { vectors } = await site.index.stats();
    expect(vectors).toBeGreaterThan(0);
    expect(await fill()).toBe(passages - vectors);
  });
});
