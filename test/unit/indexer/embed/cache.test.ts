import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { VectorCache } from '../../../../indexer/embed/cache.ts';
import { unit } from '../../../../indexer/embed/embedder.ts';
import { RemoteEmbedder } from '../../../../indexer/embed/remote.ts';
import { type EmbeddingServer, sendStatus, startEmbeddingServer, vectorOf } from '../../../setup/embedding-server.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

let server: EmbeddingServer;
let cache: VectorCache;
let file: string;

beforeAll(async () => {
  server = await startEmbeddingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  file = join(temporaryFolder(), 'vectors.db');
  cache = new VectorCache(file);
  server.textsSince();
  return () => cache.close();
});

const embedder = (model = 'm') => new RemoteEmbedder({ url: server.url, model, tries: 1 });
const expected = (text: string) => unit(Float32Array.from(vectorOf(text)));

describe('nothing is embedded twice', () => {
  it('in two calls', async () => {
    const first = await cache.embedPassages(embedder(), ['one', 'two']);
    expect(await cache.embedPassages(embedder(), ['one', 'two'])).toEqual(first);
    expect(server.textsSince()).toEqual(['one', 'two']);
  });

  it('where only some are new: those alone are asked for, and all come in their order', async () => {
    await cache.embedPassages(embedder(), ['two']);
    server.textsSince();
    expect(await cache.embedPassages(embedder(), ['one', 'two', 'three'])).toEqual(['one', 'two', 'three'].map(expected));
    expect(server.textsSince()).toEqual(['one', 'three']);
  });

  it('in one call that holds a text twice', async () => {
    expect(await cache.embedPassages(embedder(), ['one', 'two', 'one'])).toEqual(['one', 'two', 'one'].map(expected));
    expect(server.textsSince()).toEqual(['one', 'two']);
  });

  it('after the cache was closed and opened', async () => {
    await cache.embedPassages(embedder(), ['one']);
    cache.close();
    cache = new VectorCache(file);
    server.textsSince();
    expect(await cache.embedPassages(embedder(), ['one'])).toEqual([expected('one')]);
    expect(server.textsSince()).toEqual([]);
  });
});

describe('the cache', () => {
  it('keeps the vectors of two models apart', async () => {
    await cache.embedPassages(embedder('a'), ['one']);
    server.textsSince();
    await cache.embedPassages(embedder('b'), ['one']);
    expect(server.textsSince()).toEqual(['one']);
  });

  it('keeps nothing of a call that failed', async () => {
    server.answerNext(sendStatus(401));
    await expect(cache.embedPassages(embedder(), ['one'])).rejects.toThrow(/401/);
    server.textsSince();
    await cache.embedPassages(embedder(), ['one']);
    expect(server.textsSince()).toEqual(['one']);
  });

  it('asks nothing for no texts', async () => {
    expect(await cache.embedPassages(embedder(), [])).toEqual([]);
    expect(server.textsSince()).toEqual([]);
  });

  it('is made anew where its file is damaged: it can be had again', async () => {
    const damaged = join(temporaryFolder(), 'vectors.db');
    writeFileSync(damaged, 'no database at all, but long enough to be looked at '.repeat(100));
    const anew = new VectorCache(damaged);
    expect(await anew.embedPassages(embedder(), ['one'])).toEqual([expected('one')]);
    anew.close();
  });
});
