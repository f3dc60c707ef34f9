import { afterAll, describe, expect, it } from 'vitest';

import { HealthAnswer } from '../../server/api/record.ts';
import { sendStatus, startEmbeddingServer } from '../setup/embedding-server.ts';
import { serveApp } from '../setup/served-app.ts';

const sound = await startEmbeddingServer();
const failing = await startEmbeddingServer();
failing.answerNext(...Array.from({ length: 1000 }, () => sendStatus(401)));
afterAll(() => Promise.all([sound.close(), failing.close()]));

const withSound = await serveApp({ embedder: { kind: 'remote', url: sound.url, model: 'm' } });
const withFailing = await serveApp({ embedder: { kind: 'remote', url: failing.url, model: 'm' } });

const healthOf = async ({ http }: typeof withSound) => HealthAnswer.parse((await http.get('/api/health')).body);

describe('with a remote embedding service', () => {
  it('every passage gets its vector, and the server is ready', async () => {
    const { status, detail, embedder, index } = await healthOf(withSound);
    expect({ status, detail }).toEqual({ status: 'ready', detail: undefined });
    expect(index.vectors).toBe(index.passages);
    expect(embedder).toBe(`remote:${sound.url}:m`);
  });

  it('questions are searched by words and meaning', async () => {
    sound.textsSince();
    const { body } = await withSound.http.get(`/api/search?q=${encodeURIComponent('脱硝')}&limit=1`);
    expect(body.mode).toBe('hybrid');
    expect(sound.textsSince()).toEqual([expect.stringContaining('脱硝')]);
  });

  it('a question is answered by words when the service fails at that moment', async () => {
    sound.answerNext(sendStatus(401));
    const response = await withSound.http.get(`/api/search?q=${encodeURIComponent('脱硫')}&limit=1`);
    expect(response.status).toBe(200);
    expect(response.body.mode).toBe('keyword');
    expect(response.body.total).toBeGreaterThan(0);
  });
});

describe('with a remote embedding service that has made some of the vectors', () => {
  it('questions are searched by words alone until most are there: what has a vector would stand above all that has none', async () => {
    const slow = await startEmbeddingServer();
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      slow.answerNext(
        (_response, _asked, ordinary) => ordinary(),
        (_response, _asked, ordinary) => {
          goOn = ordinary;
          resolve();
        },
      );
    });
    const { http, service } = await serveApp({ embedder: { kind: 'remote', url: slow.url, model: 'm' } }, { settled: false });
    await held;
    expect((await http.get('/api/health')).body).toMatchObject({ status: 'filling', index: { vectors: expect.any(Number) } });
    const modeOf = async () => (await http.post('/api/recommend').send({ text: '瓷砖厂脱硝' })).body.mode;
    expect(await modeOf()).toBe('keyword');
    goOn();
    await service.settled();
    expect(await modeOf()).toBe('hybrid');
    await slow.close();
  });
});

describe('with a remote embedding service that refuses', () => {
  it('the server searches by words alone, and says why', async () => {
    const health = await healthOf(withFailing);
    expect(health.status).toBe('keyword-only');
    expect(health.detail).toMatch(/^The embedding service at .* answered 401\. .*Searching by keyword only\.$/);
    expect(health.embedder).toBeUndefined();
  });

  it('questions are answered without asking it again', async () => {
    const before = failing.asked.length;
    const { status, body } = await withFailing.http.post('/api/recommend').send({ text: '瓷砖厂脱硝' });
    expect(status).toBe(200);
    expect(body.mode).toBe('keyword');
    expect(body.recommendations.length).toBeGreaterThan(0);
    expect(failing.asked).toHaveLength(before);
  });
});
