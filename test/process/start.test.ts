import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { expectRefusal, startServer } from '../setup/server-process.ts';
import { filledFolders, smallCheckout } from '../setup/small-checkout.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const keywordOnly = (data: string) => ({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' });

const checkout = smallCheckout();
const start = (env: Record<string, string>) => startServer(env, checkout.root);

/** A data folder in which nothing is left to do. */
let filledFolder: () => string;

beforeAll(async () => {
  filledFolder = await filledFolders(checkout);
});

describe('the server does not start, and says why in one sentence', () => {
  it('where its port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expectRefusal(
      start({ ...keywordOnly(filledFolder()), PORT: String(port) }),
      new RegExp(`^Port ${port} is in use: .*PORT=${port + 1}`),
    );
    other.close();
  });

  it('where HOST is no address of this machine', async () => {
    await expectRefusal(start({ ...keywordOnly(filledFolder()), HOST: '192.0.2.1' }), /HOST=192\.0\.2\.1 is no address of this machine/);
  });

  it.each([
    ['PORT', 'eighty'],
    ['CLEANMATCH_EMBEDDER', 'remote'],
  ])('where %s is “%s”', async (name, value) => {
    await expectRefusal(start({ ...keywordOnly(temporaryFolder()), [name]: value }), new RegExp(`${name}: .*See \\.env\\.example\\.`));
  });

  it.each([
    ['is a file', 'file'],
    ['stands within a file', 'file/data'],
  ])('where the data folder %s', async (_, path) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'not a folder');
    await expectRefusal(start(keywordOnly(join(folder, path))), /^The data folder .* cannot be written: .*CLEANMATCH_DATA/);
  });
});

describe('the server starts', () => {
  it('with no data folder and the whole collection, keyword only where it is told to, and says where it answers', async () => {
    const server = startServer(keywordOnly(join(temporaryFolder(), 'new', 'data')));
    const health = await server.healthWhen('keyword-only');
    expect(health.detail).toMatch(/CLEANMATCH_EMBEDDER is none/);
    expect(health.index.records).toBeGreaterThan(100);
    server.kill('SIGTERM');
    const { stdout, stderr } = await server.ended;
    expect(stdout).toMatch(/^CleanMatch 清产通 answers at http:\/\/localhost:\d+$/m);
    expect(stdout).toMatch(/^Collection taken in: \d+ new, 0 changed, 0 unchanged records\.$/m);
    expect(stderr).toMatch(/^Indexing records: (\d+) of \1 done/m);
  });

  it('a second time on the same folder, with nothing to take in', async () => {
    const data = filledFolder();
    const library = readFileSync(join(data, 'library.db'));
    const server = start(keywordOnly(data));
    const { index } = await server.healthWhen('keyword-only');
    expect(index.records).toBeGreaterThan(100);
    server.kill('SIGTERM');
    const { stdout, stderr } = await server.ended;
    expect(stdout + stderr).not.toMatch(/Collection taken in|Indexing records/);
    expect(readFileSync(join(data, 'library.db')).equals(library)).toBe(true);
  });

  it('and answers questions, and logs none of their words', async () => {
    const server = start({ ...keywordOnly(filledFolder()), LOG_LEVEL: 'debug' });
    const address = await server.address;
    const response = await fetch(`${address}/api/search?q=${encodeURIComponent('保密工艺脱硝')}`);
    expect(response.status).toBe(200);
    expect((await fetch(`${address}/api/records/nobody`)).status).toBe(404);
    server.kill('SIGTERM');
    const { stdout, stderr } = await server.ended;
    expect(stdout).toContain('/api/search');
    expect(stdout + stderr).not.toContain('保密工艺');
    expect(stdout + stderr).not.toContain(encodeURIComponent('保密工艺'));
  });

  it('and refuses a question of 100,000 characters by name, and answers the next', async () => {
    const server = start(keywordOnly(filledFolder()));
    const address = await server.address;
    const response = await fetch(`${address}/api/search?q=${'a'.repeat(100_000)}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await fetch(`${address}/api/search?q=nox`)).status).toBe(200);
    expect(response.headers.get('content-type') ?? '').toMatch(/^application\/problem\+json/);
    expect(await response.text()).toContain('"q"');
    server.kill('SIGTERM');
  });
});
