import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { Library } from '../../corpus/library.ts';
import { listTar, takeOut } from '../../server/backup/tar.ts';
import { bringTo } from '../setup/desk-steps.ts';
import { present } from '../setup/present.ts';
import { startServer } from '../setup/server-process.ts';
import { type Checkout, filledFolders, smallCheckout } from '../setup/small-checkout.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

let checkout: Checkout;
let newFolder: () => string;

beforeAll(async () => {
  checkout = smallCheckout();
  newFolder = await filledFolders(checkout);
});

interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `npm run backup` and `npm run restore`, without the preparing. */
function run(data: string, ...parameters: string[]): Promise<Run> {
  const child = spawn(process.execPath, [join(checkout.root, 'dist', 'server', 'backup', 'cli.js'), ...parameters], {
    cwd: checkout.root,
    env: { PATH: process.env.PATH ?? '', CLEANMATCH_DATA: data },
  });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => {
    told.stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    told.stderr += text.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...told })));
}

const start = (data: string) => startServer({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' }, checkout.root);

async function stop(server: ReturnType<typeof start>): Promise<void> {
  server.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
}

/** Readers leave remarks one after another until they are told to stop; gives how many were kept. */
function remarking(address: string, record: string) {
  let going = true;
  const count = (async () => {
    let kept = 0;
    for (; going; kept++) {
      const response = await fetch(`${address}/api/remarks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ record, kind: 'useful', text: `remark ${kept}` }),
      });
      expect(response.status).toBe(201);
    }
    return kept;
  })();
  return {
    stop() {
      going = false;
      return count;
    },
  };
}

async function libraryIn(backup: string): Promise<Library> {
  const folder = temporaryFolder();
  const entry = present(
    listTar(backup)?.find(({ name }) => name === 'library.db'),
    'library.db',
  );
  await takeOut(backup, entry, join(folder, 'library.db'));
  return new Library(join(folder, 'library.db'));
}

function contentOf(data: string) {
  const library = new Library(join(data, 'library.db'));
  const content = { records: library.published(), remarks: library.notes.remarks().length, sequence: library.sequence };
  library.close();
  return content;
}

describe('a backup', () => {
  it('made while the server writes opens, and holds the library as it stood at one moment', async () => {
    const data = newFolder();
    const server = start(data);
    const address = await server.address;
    await server.healthWhen('keyword-only');
    const [first] = contentOf(data).records;
    const readers = remarking(address, present(first, 'a record').id);
    const file = join(temporaryFolder(), 'one.tar');
    const { code, stdout, stderr } = await run(data, 'backup', file);
    const kept = await readers.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/one\.tar: \d+ records, [\d.]+ MB/);
    expect(kept).toBeGreaterThan(0);

    const library = await libraryIn(file);
    const texts = library.notes.remarks().map(({ text }) => text);
    expect(texts.length).toBeLessThanOrEqual(kept);
    // All remarks up to a moment, and none after it.
    expect(texts).toEqual(Array.from({ length: texts.length }, (_, i) => `remark ${texts.length - 1 - i}`));
    expect(library.published()).toEqual(contentOf(data).records);
    library.close();
    expect(statSync(file).mode & 0o077).toBe(0);

    const refused = await run(data, 'restore', file);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^A server uses .*: stop it first\. Nothing was changed\.\n$/);
    expect((await server.health()).status).toBe('keyword-only');
    await stop(server);
  });

  it('put back is what it was, with what it replaces kept beside and the index made anew', async () => {
    const data = newFolder();
    const before = contentOf(data);
    writeFileSync(join(data, 'accounts.db'), '');
    const file = join(data, 'backups', 'two.tar');
    expect((await run(data, 'backup', file)).code).toBe(0);
    const [first] = before.records;
    const library = new Library(join(data, 'library.db'));
    bringTo(library, { ...present(first, 'a record'), title: { zh: '后来的标题' } });
    library.close();

    const { code, stdout, stderr } = await run(data, 'restore', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('accounts: left as they are');
    expect(contentOf(data)).toEqual(before);
    const beside = present(
      readdirSync(data).find((name) => /^library\.db\.before-restore-\w+$/.test(name)),
      'the replaced library',
    );
    const replaced = new Library(join(data, beside));
    expect(replaced.get(present(first, 'a record').id)?.record.title.zh).toBe('后来的标题');
    replaced.close();

    const server = start(data);
    const { index } = await server.healthWhen('keyword-only');
    expect(index.records).toBe(before.records.length);
    const found = await fetch(`${await server.address}/api/search?q=${encodeURIComponent('后来的标题')}&limit=1`);
    expect(JSON.stringify(await found.json())).not.toContain('后来的标题');
    await stop(server);
  });

  it('that is damaged, cut off or something else is refused, and nothing is changed', async () => {
    const data = newFolder();
    const file = join(temporaryFolder(), 'three.tar');
    expect((await run(data, 'backup', file)).code).toBe(0);
    const whole = readFileSync(file);
    const before = contentOf(data);
    const changed = Buffer.from(whole);
    changed.fill(7, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 10);
    for (const [name, content, message] of [
      ['changed', changed, /library\.db was changed after the backup was made/],
      ['cut', whole.subarray(0, whole.length / 2), /is no backup of CleanMatch, or is cut off/],
      ['other', Buffer.from('something else'), /is no backup of CleanMatch/],
    ] as const) {
      const path = join(temporaryFolder(), name);
      writeFileSync(path, content);
      const { code, stderr } = await run(data, 'restore', path);
      expect(code, name).toBe(1);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/othing was changed\.\n$/);
    }
    expect(contentOf(data)).toEqual(before);
    expect(readdirSync(data).filter((name) => /restore/.test(name))).toEqual([]);
  });

  it('is not made over another file, nor of nothing', async () => {
    const data = newFolder();
    const file = join(data, 'backups', 'four.tar');
    expect((await run(data, 'backup', file)).code).toBe(0);
    expect((await run(data, 'backup', file)).stderr).toMatch(/is there already: name another file\.\n$/);
    const empty = temporaryFolder();
    expect((await run(empty, 'backup')).stderr).toMatch(/^There is no library at .*: set CLEANMATCH_DATA to its folder\.\n$/);
    expect(existsSync(join(empty, 'library.db'))).toBe(false);
  });
});
