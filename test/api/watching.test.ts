import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { describe, expect, it } from 'vitest';

import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { answerProblem } from '../../server/errors.ts';
import { shedOverload } from '../../server/overload.ts';
import { Service } from '../../server/service.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { serveApp } from '../setup/served-app.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const { http } = await serveApp();

describe('/metrics', () => {
  it('tell requests by route, stages of the match and what the index holds, and nothing of what was asked', async () => {
    await http.post('/api/recommend').send({ text: '保密工艺脱硝' });
    await http.get('/api/search?q=secretprocess');
    await http.get('/api/records/no-such-record');
    const { text, headers } = await http.get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(/cleanmatch_http_request_seconds_count\{method="POST",route="\/api\/recommend",status="200"\} 1/);
    expect(text).toMatch(/cleanmatch_http_request_seconds_count\{method="GET",route="\/api\/records\/:id",status="404"\} 1/);
    expect(text).toMatch(/cleanmatch_match_stage_seconds_count\{of="recommend",stage="keyword"\} 1/);
    expect(text).toMatch(/cleanmatch_match_stage_seconds_count\{of="search",stage="total"\} 1/);
    expect(Number(/cleanmatch_index\{what="records"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(1000);
    expect(text).toMatch(/process_resident_memory_bytes \d+/);
    for (const word of ['保密', 'secretprocess', 'no-such-record']) expect(text).not.toContain(word);
  });
});

describe('a request', () => {
  it('has an id of its own, in its answer and in what went wrong', async () => {
    const first = await http.get('/api/nowhere');
    const second = await http.get('/api/nowhere');
    expect(first.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
    expect(first.body.requestId).toBe(first.headers['x-request-id']);
  });
});

describe('a server whose keyword index is not filled', () => {
  it('is alive, is not ready, and is both once it is', async () => {
    const config = readConfig({ CLEANMATCH_DATA: temporaryFolder(), CLEANMATCH_EMBEDDER: 'none' });
    const service = await Service.open(config, { note: () => {}, warn: () => {}, progress: () => {} });
    const app = createApp({ service, logger: pino({ level: 'silent' }), version: '0' });
    expect((await request(app).get('/api/health/live')).body).toEqual({ status: 'alive' });
    const notReady = await request(app).get('/api/health/ready');
    expectProblem(notReady, 503);
    expect(notReady.headers['retry-after']).toBe('1');
    await service.syncKeyword();
    expect((await request(app).get('/api/health/ready')).body).toEqual({ status: 'ready' });
    await service.close();
  });
});

describe('more questions at once than can be answered soon', () => {
  it('are told to come again, and the next is answered when one is done', async () => {
    const waiting: (() => void)[] = [];
    const app = express();
    app.use((incoming, _response, next) => {
      Object.assign(incoming, { log: pino({ level: 'silent' }) });
      next();
    });
    app.get('/', shedOverload(2), (_request, response) => {
      waiting.push(() => response.send('answered'));
    });
    app.use(answerProblem);
    const server = app.listen(0);
    const ask = () =>
      request(server)
        .get('/')
        .then((response) => response);
    const first = ask();
    const second = ask();
    while (waiting.length < 2) await new Promise(setImmediate);
    const third = await ask();
    expectProblem(third, 503);
    expect(third.headers['retry-after']).toBe('1');
    for (const answer of waiting.splice(0)) answer();
    expect((await first).text).toBe('answered');
    expect((await second).text).toBe('answered');
    const fourth = ask();
    while (waiting.length < 1) await new Promise(setImmediate);
    for (const answer of waiting) answer();
    expect((await fourth).status).toBe(200);
    server.close();
  });
});
