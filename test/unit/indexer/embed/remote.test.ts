import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { EmbedderUnavailable, unit } from '../../../../indexer/embed/embedder.ts';
import { RemoteEmbedder, type RemoteSettings } from '../../../../indexer/embed/remote.ts';
import {
  type Answer,
  type EmbeddingServer,
  sendStatus,
  sendText,
  sendVectors,
  startEmbeddingServer,
  vectorOf,
} from '../../../setup/embedding-server.ts';

let server: EmbeddingServer;

beforeAll(async () => {
  server = await startEmbeddingServer();
});
afterAll(() => server.close());

const embedder = (settings: Partial<RemoteSettings> = {}) => new RemoteEmbedder({ url: server.url, model: 'm', tries: 2, ...settings });
const expected = (text: string) => unit(Float32Array.from(vectorOf(text)));

/** What embedding two texts ends with when the service gives these answers, and how often it was asked. */
async function outcome(answers: Answer[], settings: Partial<RemoteSettings> = {}) {
  const before = server.asked.length;
  server.answerNext(...answers);
  const result = await embedder(settings)
    .embedPassages(['one', 'two'])
    .catch((error: unknown) => error);
  return { result, times: server.asked.length - before };
}

describe('the remote embedder', () => {
  it('gives unit vectors in the order of the texts', async () => {
    const vectors = await embedder().embedPassages(['one', 'two']);
    expect(vectors).toEqual([expected('one'), expected('two')]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('asks as the protocol wants, with its key and prefixes', async () => {
    await embedder({ key: 'secret', queryPrefix: 'query: ', passagePrefix: 'passage: ' }).embedQuery('镍');
    expect(server.asked.at(-1)).toEqual({ input: ['query: 镍'], model: 'm', authorization: 'Bearer secret' });
    await embedder({ passagePrefix: 'passage: ' }).embedPassages(['镍']);
    expect(server.asked.at(-1)).toEqual({ input: ['passage: 镍'], model: 'm', authorization: undefined });
  });

  it('is named after service and model', () => {
    expect(embedder().id).not.toBe(embedder({ model: 'other' }).id);
    expect(embedder().id).not.toBe(embedder({ url: 'http://elsewhere/v1' }).id);
  });

  it('asks nothing for no texts', async () => {
    const before = server.asked.length;
    expect(await embedder().embedPassages([])).toEqual([]);
    expect(server.asked).toHaveLength(before);
  });

  it('puts vectors listed in another order where their index says', async () => {
    const shuffled: Answer = (response, { input }) => sendVectors(response, input.map(vectorOf), [1, 0]);
    expect((await outcome([shuffled])).result).toEqual([expected('one'), expected('two')]);
  });
});

describe('a service that is busy for a moment', () => {
  it.each<[string, Answer]>([
    ['answers 429 with Retry-After', sendStatus(429, { 'retry-after': '1' })],
    ['answers 429 with a date', sendStatus(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })],
    ['answers 429', sendStatus(429)],
    ['answers 503', sendStatus(503)],
    ['breaks the connection', (response) => response.destroy()],
    [
      'stops within its answer',
      (response) => response.writeHead(200, { 'content-length': '100' }).write('{"data"', () => response.destroy()),
    ],
  ])('%s: it is asked again', async (_, answer) => {
    expect(await outcome([answer])).toEqual({ result: [expected('one'), expected('two')], times: 2 });
  });
});

describe('a service that cannot be used is told in one sentence', () => {
  const twice = (answer: Answer): Answer[] => [answer, answer];
  const list = (...data: unknown[]) => sendText(JSON.stringify({ data }));

  it.each<[what: string, answers: Answer[], times: number, said: RegExp]>([
    ['answers 500 again and again', twice(sendStatus(500)), 2, /answered 500/],
    ['answers 429 again and again', twice(sendStatus(429)), 2, /answered 429/],
    ['refuses the key', [sendStatus(401)], 1, /answered 401/],
    ['does not know the model', [sendStatus(404)], 1, /answered 404/],
    ['answers with a page', [sendText('<html>login</html>')], 1, /no JSON/],
    ['answers with half a JSON', [sendText('{"data":[{"index":0')], 1, /no JSON/],
    ['answers with other JSON', [sendText('{"vectors":[]}')], 1, /not the embeddings protocol/],
    ['answers with a bare list', [sendText('[]')], 1, /not the embeddings protocol/],
    ['gives too few vectors', [list({ index: 0, embedding: [1, 0] })], 1, /1 usable vectors for 2 texts/],
    ['gives too many', [list(...[0, 1, 2].map((index) => ({ index, embedding: [1, 0] })))], 1, /3 usable vectors for 2 texts/],
    ['gives vectors of two lengths', [list({ index: 0, embedding: [1] }, { index: 1, embedding: [1, 0] })], 1, /for 2 texts/],
    ['gives an empty vector', [list({ index: 0, embedding: [] }, { index: 1, embedding: [] })], 1, /not the embeddings protocol/],
    ['gives null for a number', [list({ index: 0, embedding: [null] }, { index: 1, embedding: [1] })], 1, /not the embeddings protocol/],
    ['gives NaN', [sendText('{"data":[{"index":0,"embedding":[NaN]},{"index":1,"embedding":[1]}]}')], 1, /no JSON/],
    ['gives an infinite number', [sendText('{"data":[{"index":0,"embedding":[1e999]},{"index":1,"embedding":[1]}]}')], 1, /./],
    ['gives a number no vector can hold', [list({ index: 0, embedding: [1e39, 1] }, { index: 1, embedding: [1, 1] })], 1, /for 2 texts/],
    ['gives a vector without direction', [list({ index: 0, embedding: [0, 0] }, { index: 1, embedding: [1, 1] })], 1, /for 2 texts/],
    ['gives two vectors for one text', [list({ index: 0, embedding: [1, 0] }, { index: 0, embedding: [0, 1] })], 1, /for 2 texts/],
  ])('where it %s', async (_, answers, times, said) => {
    const { result, times: asked } = await outcome(answers, { key: 'secret' });
    expect(result).toBeInstanceOf(EmbedderUnavailable);
    expect((result as Error).message).toMatch(said);
    expect((result as Error).message).toMatch(/^The embedding service at http.* Check CLEANMATCH_EMBEDDER_URL.*\.$/);
    expect((result as Error).message).not.toContain('secret');
    expect(asked).toBe(times);
  });

  it.each<[string, Answer]>([
    ['does not answer', () => {}],
    ['begins to answer and stops', (response) => void response.writeHead(200).write('{')],
  ])('where it %s in time', async (_, answer) => {
    const { result } = await outcome([answer], { timeoutMs: 200, tries: 1 });
    expect(result).toBeInstanceOf(EmbedderUnavailable);
    expect((result as Error).message).toMatch(/did not answer within 200 ms/);
  });

  it('where nobody listens', async () => {
    const closed = await startEmbeddingServer();
    await closed.close();
    const nobody = embedder({ url: closed.url });
    await expect(nobody.embedQuery('镍')).rejects.toThrow(/cannot be reached/);
    await expect(nobody.embedQuery('镍')).rejects.toBeInstanceOf(EmbedderUnavailable);
  });
});
