import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startEmbeddingServer } from '../setup/embedding-server.ts';
import { type ServerProcess, startServer } from '../setup/server-process.ts';
import { filledFolders, smallCheckout } from '../setup/small-checkout.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const embedding = await startEmbeddingServer();
afterAll(() => embedding.close());

const checkout = smallCheckout();
const start = (env: Record<string, string>) => startServer(env, checkout.root);

let filledFolder: () => string;
let data: string;
beforeAll(async () => {
  filledFolder = await filledFolders(checkout);
});
beforeEach(() => {
  embedding.delay(0);
  embedding.textsSince();
  data = filledFolder();
});

const remote = () => ({
  CLEANMATCH_DATA: data,
  CLEANMATCH_EMBEDDER: 'remote',
  CLEANMATCH_EMBEDDER_URL: embedding.url,
  CLEANMATCH_EMBEDDER_MODEL: 'm',
});

async function expectCleanStop({ ended }: ServerProcess): Promise<void> {
  const { code, signal, stdout, stderr } = await ended;
  expect({ code, signal }, stderr).toEqual({ code: 0, signal: null });
  expect(stdout + stderr).not.toMatch(/^ {4}at /m);
}

async function untilVectors(server: ServerProcess, least: number): Promise<void> {
  for (;;) {
    if ((await server.health()).index.vectors >= least) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the server stops cleanly', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('on %s when it is ready', async (signal) => {
    const server = start({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' });
    await server.healthWhen('keyword-only');
    server.kill(signal);
    await expectCleanStop(server);
  });

  it('while vectors are being made, keeps those that are, and goes on at the next start', async () => {
    embedding.delay(30);
    const first = start(remote());
    await untilVectors(first, 32);
    first.kill('SIGTERM');
    await expectCleanStop(first);
    embedding.delay(0);
    const before = new Set(embedding.textsSince());
    const second = start(remote());
    const { index } = await second.healthWhen('ready');
    expect(index.vectors).toBe(index.passages);
    expect(embedding.textsSince().filter((text) => before.has(text)).length, 'at most the batch under way').toBeLessThanOrEqual(16);
    second.kill('SIGTERM');
    await expectCleanStop(second);
  });

  it('while words are being indexed', async () => {
    data = temporaryFolder();
    const server = start({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' });
    await server.address;
    server.kill('SIGTERM');
    await expectCleanStop(server);
  });

  it('while the shipped model is being loaded', async () => {
    const server = start({ CLEANMATCH_DATA: data });
    await server.address;
    await server.health();
    server.kill('SIGTERM');
    await expectCleanStop(server);
  });

  it('while the shipped model is at work', async () => {
    const server = start({ CLEANMATCH_DATA: data });
    await untilVectors(server, 16);
    server.kill('SIGTERM');
    await expectCleanStop(server);
  });

  it('after the questions under way are answered', async () => {
    const server = start(remote());
    await server.healthWhen('ready');
    embedding.delay(700);
    const asked = embedding.asked.length;
    const answer = fetch(`${await server.address}/api/search?q=nox&limit=1`);
    while (embedding.asked.length === asked) await new Promise((resolve) => setTimeout(resolve, 10));
    server.kill('SIGTERM');
    expect((await answer).status).toBe(200);
    await expectCleanStop(server);
  });

  it('when it is told twice', async () => {
    embedding.delay(30);
    const server = start(remote());
    await untilVectors(server, 16);
    server.kill('SIGTERM');
    server.kill('SIGTERM');
    await expectCleanStop(server);
  });

  it('though the embedding service hangs', async () => {
    embedding.delay(60_000);
    const asked = embedding.asked.length;
    const server = start(remote());
    while (embedding.asked.length === asked) await new Promise((resolve) => setTimeout(resolve, 10));
    server.kill('SIGTERM');
    await expectCleanStop(server);
  });
});
