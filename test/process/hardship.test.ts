import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { beforeAll, describe, expect, it } from 'vitest';

import { expectRefusal, startServer } from '../setup/server-process.ts';
import { filledFolders, smallCheckout } from '../setup/small-checkout.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const checkout = smallCheckout();
const keywordOnly = (data: string) => ({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' });

let filledFolder: () => string;
beforeAll(async () => {
  filledFolder = await filledFolders(checkout);
});

describe('two servers on one data folder', () => {
  it('the second is refused, and the first goes on; a killed one leaves the folder free', async () => {
    const data = filledFolder();
    const first = startServer(keywordOnly(data), checkout.root);
    await first.healthWhen('keyword-only');
    await expectRefusal(startServer(keywordOnly(data), checkout.root), /^Another CleanMatch serves the data folder .*CLEANMATCH_DATA/);
    expect((await first.health()).status).toBe('keyword-only');
    first.kill('SIGKILL');
    await first.ended;
    const next = startServer(keywordOnly(data), checkout.root);
    await next.healthWhen('keyword-only');
    next.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
  });
});

describe('a disk that takes no more', () => {
  it.each([
    ['while the library is filled', 600],
    ['while the index is filled', 2500],
  ])('%s ends the start in a sentence, and the next start with room goes on', async (_, fileLimitKb) => {
    const data = join(temporaryFolder(), 'data');
    await expectRefusal(startServer(keywordOnly(data), checkout.root, { fileLimitKb }), /takes no more .*free some space on its disk/);
    const next = startServer(keywordOnly(data), checkout.root);
    expect((await next.healthWhen('keyword-only')).index.records).toBeGreaterThan(100);
  });
});

describe('a clock', () => {
  it('that goes back all the time, by a second at each look, changes nothing of what is found', async () => {
    const clock = join(temporaryFolder(), 'clock.mjs');
    writeFileSync(
      clock,
      `const real = Date.now;
       let looks = 0;
       Date.now = () => real() - 1000 * looks++;
       globalThis.Date = class extends Date { constructor(...given) { if (given.length > 0) super(...given); else super(Date.now()); } };`,
    );
    const data = filledFolder();
    const server = startServer(keywordOnly(data), checkout.root, { preload: pathToFileURL(clock).href });
    const { index } = await server.healthWhen('keyword-only');
    const found = await fetch(`${await server.address}/api/search?q=nox`);
    expect(found.status).toBe(200);
    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    const next = startServer(keywordOnly(data), checkout.root);
    expect((await next.healthWhen('keyword-only')).index).toEqual(index);
  });
});

describe('derived files that are deleted', () => {
  it('come back: index, vectors, lock and notes of a closing in order', async () => {
    const data = filledFolder();
    for (const name of ['index.db', 'vectors.db', 'server.lock', 'index.db.closed', 'library.db.closed'])
      rmSync(join(data, name), { force: true });
    const server = startServer(keywordOnly(data), checkout.root);
    expect((await server.healthWhen('keyword-only')).index.records).toBeGreaterThan(100);
    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });
});
