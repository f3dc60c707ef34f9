import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { Library } from '../../corpus/library.ts';
import { Accounts } from '../../server/accounts/accounts.ts';
import { ImportPreview } from '../../server/api/import.ts';
import { contentOf, expectWholeRecords } from '../setup/index-file.ts';
import { LONG } from '../setup/long.ts';
import { present } from '../setup/present.ts';
import { startServer } from '../setup/server-process.ts';
import { filledFolders, smallCheckout } from '../setup/small-checkout.ts';

const KILLS = LONG ? 50 : 5;
const ROWS = 500;
/** One of the small checkout's canonical techniques. */
const TECHNIQUE = 'plt-degreasing-microfiltration';
const EDITOR = { email: 'editor@centre.example', password: 'a password for tests' };

const checkout = smallCheckout();
const start = (data: string) => startServer({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' }, checkout.root);
const idOf = (i: number) => `kill-test-${i}`;

/** Texts that no two records share, so that comparing them takes no time. */
const ownWords = (i: number) =>
  String.fromCodePoint(...Array.from({ length: 40 }, (_, j) => 0x4e00 + ((i * 797 + j * j * 131 + j * i) % 9000)));

const file = Array.from({ length: ROWS }, (_, i) =>
  JSON.stringify({
    id: idOf(i),
    kind: 'case',
    title_zh: `第${i}厂更换风机`,
    title_en: `Works ${i} changes its fans`,
    summary_zh: ownWords(i),
    summary_en: `Fans of works ${i} were changed.`,
    industry_code: 'C3360',
    problems: ['electricity'],
    measure: 'equipment',
    techniques: [TECHNIQUE],
    evidence: 'reported',
    evidence_basis: 'company: report of the works',
    source: { title: `第${i}厂的报告`, lang: 'zh' },
  }),
).join('\n');

let newFolder: () => string;

beforeAll(async () => {
  newFolder = await filledFolders(checkout);
});

/** A folder with an editor in a centre of one person, who may publish what an import brings. */
async function folderWithEditor(): Promise<string> {
  const data = newFolder();
  const accounts = await Accounts.open(join(data, 'accounts.db'));
  await accounts.create({ ...EDITOR, name: 'Editor', role: 'editor' });
  accounts.close();
  const library = new Library(join(data, 'library.db'));
  library.settings.set({ ...library.settings.get(), secondPerson: false });
  library.close();
  return data;
}

interface Desk {
  post(path: string, body: string): Promise<Response>;
}

async function signIn(address: string): Promise<Desk> {
  const json = { 'content-type': 'application/json' };
  const response = await fetch(`${address}/api/session`, { method: 'POST', headers: json, body: JSON.stringify(EDITOR) });
  const cookie = present(response.headers.getSetCookie()[0]?.split(';')[0], 'session cookie');
  return { post: (path, body) => fetch(`${address}/api/desk${path}`, { method: 'POST', headers: { ...json, cookie }, body }) };
}

/** Sends the file, and confirms it; gives how long confirming took, or nothing where the server did not live to answer. */
async function importAll(server: ReturnType<typeof start>, beforeConfirming: () => void): Promise<number | undefined> {
  const desk = await signIn(await server.address);
  const opened = await desk.post('/imports', file);
  const { id, rows } = ImportPreview.parse(await opened.json());
  expect(rows).toHaveLength(ROWS);
  beforeConfirming();
  const began = performance.now();
  try {
    const numbers = rows.map(({ n }) => n);
    const response = await desk.post(`/imports/${id}/confirm`, JSON.stringify({ rows: numbers, state: 'published', reason: '批量导入' }));
    expect(response.status, await response.text()).toBe(200);
    return performance.now() - began;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** How many of the import's records the library has, and what is wrong with its index. */
function taken(data: string): number {
  const library = new Library(join(data, 'library.db'));
  const found = Array.from({ length: ROWS }, (_, i) => library.get(idOf(i))).filter((stored) => stored?.state === 'published').length;
  const revisions = Array.from({ length: ROWS }, (_, i) => library.desk.revisions(idOf(i)).length).reduce((sum, n) => sum + n, 0);
  library.close();
  // Each is created, submitted and published, or has never been.
  expect(revisions).toBe(found * 3);
  return found;
}

async function finish(data: string): Promise<string> {
  const server = start(data);
  await server.healthWhen('keyword-only');
  server.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  expectWholeRecords(join(data, 'index.db'), join(data, 'library.db'), 0);
  return contentOf(join(data, 'index.db'));
}

describe(`kill -9 during an import of ${ROWS} rows`, () => {
  let tookMs = 0;
  const without: string[] = [];
  const withAll: string[] = [];

  beforeAll(async () => {
    const data = await folderWithEditor();
    without.push(await finish(data));
    const server = start(data);
    tookMs = present(await importAll(server, () => {}), 'an answer');
    server.kill('SIGTERM');
    await server.ended;
    expect(taken(data)).toBe(ROWS);
    withAll.push(await finish(data));
  });

  it(
    `at ${KILLS} random moments leaves all rows or none, and the index agrees after the next start`,
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const data = await folderWithEditor();
        const server = start(data);
        // One moment in each equal part of the time, so that few kills fall everywhere too.
        const moment = ((kill + Math.random()) / KILLS) * tookMs * 1.1;
        const finished = importAll(server, () => void setTimeout(() => server.kill('SIGKILL'), moment));
        await server.ended;
        await finished;
        const count = taken(data);
        expect([0, ROWS], `killed after ${Math.round(moment)} of ${Math.round(tookMs)} ms`).toContain(count);
        expect(await finish(data), `killed after ${Math.round(moment)} ms`).toBe(present((count === 0 ? without : withAll)[0], 'content'));
      }
    },
    120_000 + KILLS * 60_000,
  );
});
