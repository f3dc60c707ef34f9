import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DIMENSIONS, startEmbeddingServer } from '../setup/embedding-server.ts';
import { contentOf, expectWholeRecords } from '../setup/index-file.ts';
import { LONG } from '../setup/long.ts';
import { startServer } from '../setup/server-process.ts';
import { smallCheckout } from '../setup/small-checkout.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const KILLS = LONG ? 100 : 5;

const MOST_IN_ONE_FOLDER = 3;

const embedding = await startEmbeddingServer();
// Slow enough that a good part of the moments falls between vectors.
embedding.delay(5);
afterAll(() => embedding.close());

const checkout = smallCheckout();

const start = (data: string) =>
  startServer(
    {
      CLEANMATCH_DATA: data,
      CLEANMATCH_EMBEDDER: 'remote',
      CLEANMATCH_EMBEDDER_URL: embedding.url,
      CLEANMATCH_EMBEDDER_MODEL: 'm',
    },
    checkout.root,
  );

/** Lets the server do all its work and stops it: what the index then holds. */
async function finish(data: string) {
  const server = start(data);
  const { records, passages, vectors } = (await server.healthWhen('ready')).index;
  server.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  return { records, passages, vectors, content: contentOf(join(data, 'index.db')) };
}

function expectWhole(data: string): void {
  if (existsSync(join(data, 'index.db'))) expectWholeRecords(join(data, 'index.db'), join(data, 'library.db'), DIMENSIONS);
}

describe('kill -9 while the collection is taken in, indexed and embedded', () => {
  let undisturbed: Awaited<ReturnType<typeof finish>>;
  let tookMs: number;

  beforeAll(async () => {
    const began = performance.now();
    undisturbed = await finish(temporaryFolder());
    tookMs = performance.now() - began;
    expect(undisturbed.vectors).toBe(undisturbed.passages);
  });

  it(
    `at ${KILLS} random moments leaves every record whole, and the next start goes on to the same index`,
    async () => {
      for (let kills = 0; kills < KILLS; ) {
        const data = temporaryFolder();
        const moments: number[] = [];
        const here = Math.min(1 + Math.floor(Math.random() * MOST_IN_ONE_FOLDER), KILLS - kills);
        for (let i = 0; i < here; i++, kills++) {
          const moment = Math.random() * tookMs;
          moments.push(Math.round(moment));
          const server = start(data);
          const timer = setTimeout(() => server.kill('SIGKILL'), moment);
          const { signal } = await server.ended;
          clearTimeout(timer);
          expect(signal, `killed after ${moments} ms`).toBe('SIGKILL');
          expectWhole(data);
        }
        expect(await finish(data), `killed after ${moments} ms`).toEqual(undisturbed);
        expectWhole(data);
      }
    },
    60_000 + KILLS * 60_000,
  );
});
