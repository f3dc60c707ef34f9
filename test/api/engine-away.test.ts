import { beforeAll, describe, expect, it } from 'vitest';

import { breakingOff, hanging, nobodyThere, saying } from '../setup/broken-engine.ts';
import { bringTo } from '../setup/desk-steps.ts';
import { LONG } from '../setup/long.ts';
import { type ServedApp, serveApp } from '../setup/served-app.ts';

/** The server over a Meilisearch that is down, slow, or no Meilisearch. What a working one does: test/contract and test/process. */

const BROKEN: [what: string, start: () => Promise<string>][] = [
  ['is not there', nobodyThere],
  ['never answers', async () => (await hanging()).url],
  ['answers 500', async () => (await saying(500, '{"message": "no space left on device", "code": "no_space_left_on_device"}')).url],
  ['answers 502 with a page', async () => (await saying(502, '<h1>Bad gateway</h1>', 'text/html')).url],
  ['answers with a page', async () => (await saying(200, '<!doctype html><p>It works!', 'text/html')).url],
  ['answers with other JSON', async () => (await saying(200, '{"results": [{"hits": "none"}], "hits": 3}')).url],
  ['answers 404 to everything', async () => (await saying(404, '{"error": "not found"}')).url],
  ['refuses the key', async () => (await saying(403, '{"message": "The provided API key is invalid.", "code": "invalid_api_key"}')).url],
  ['breaks off', breakingOff],
];

const serveOver = (url: string, fallback: boolean) => serveApp({ engine: { kind: 'meilisearch', url, index: 'cleanmatch', fallback } });

/** The promise is 2 s (npm run bench); what a test on a shared machine can hold is that no question waits for the engine's own patience. */
const NOT_WAITING_MS = 15_000;

/** Down, slow, failing, and no Meilisearch at all; the others in test:long. */
const TRIED = LONG ? BROKEN : BROKEN.filter((_, i) => [0, 1, 2, 5].includes(i));

describe.each(TRIED)('where Meilisearch %s', (_, start) => {
  let served: ServedApp;

  it('questions get 503 with Retry-After and do not wait for it; what needs no engine is answered', async () => {
    served = await serveOver(await start(), false);
    const { http } = served;
    const questions = [
      () => http.get('/api/search').query({ q: '电镀漂洗' }),
      () => http.get('/api/search'),
      () => http.post('/api/recommend').send({ text: '电镀废水' }),
    ];
    for (const ask of questions) {
      const began = performance.now();
      const { status, headers, body, type } = await ask();
      expect(status).toBe(503);
      expect(performance.now() - began).toBeLessThan(NOT_WAITING_MS);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(type).toBe('application/problem+json');
      expect(body).toMatchObject({ type: '/problems/unavailable', status: 503 });
      expect(JSON.stringify(body)).not.toContain('127.0.0.1');
    }
    expect((await http.get('/api/health/live')).status).toBe(200);
    expect((await http.get('/api/health/ready')).status).toBe(503);
    expect((await http.get('/api/vocabulary/problems')).status).toBe(200);
    expect((await http.get('/metrics')).status).toBe(200);
  });

  it('what was confirmed is kept', async () => {
    served = await serveOver(await start(), false);
    const { http, service } = served;
    const [record] = service.library.published('case');
    const remark = { record: record?.id, kind: 'wrong-figure', text: '数字有误' };
    expect((await http.post('/api/remarks').send(remark)).status).toBe(201);
    expect(service.library.notes.remarks()).toMatchObject([{ record: record?.id, text: '数字有误' }]);
  });
});

describe('where the embedded index stands in for a Meilisearch that is not there', () => {
  let served: ServedApp;
  beforeAll(async () => {
    served = await serveOver('http://127.0.0.1:9', true);
  });

  it('questions are answered as ever', async () => {
    const embedded = await serveApp();
    for (const q of ['电镀漂洗水回用', 'kiln exhaust heat']) {
      const [there, here] = [await embedded.http.get('/api/search').query({ q }), await served.http.get('/api/search').query({ q })];
      expect(here.status).toBe(200);
      expect(here.body.total).toBeGreaterThan(0);
      expect(here.body.results).toEqual(there.body.results);
      expect(here.body.facets).toEqual(there.body.facets);
    }
    expect((await served.http.post('/api/recommend').send({ text: '电镀废水' })).body.recommendations.length).toBeGreaterThan(0);
    expect((await served.http.get('/api/health/ready')).status).toBe(200);
    expect((await served.http.get('/api/health')).body.index.engine).toBe('sqlite');
  });

  it('what is published is found', async () => {
    const { http, service } = served;
    const [record] = service.library.published('case');
    if (!record) throw new Error('the collection has no case');
    const changed = { ...record, title: { ...record.title, zh: '祖冲之号漂洗线改造' } };
    bringTo(service.library, changed);
    await service.syncKeyword();
    const { body } = await http.get('/api/search').query({ q: '祖冲之号' });
    expect(body.results[0].id).toBe(record.id);
  });
});
