import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';

import { projectRoot } from '../../corpus/root.ts';
import { SqliteIndex } from '../../indexer/index/sqlite/sqlite-index.ts';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { Service } from '../../server/service.ts';

/**
 * How long after an editor presses “publish” readers find a record: over HTTP, with the shipped model over the shipped
 * collection or a copy of a data folder, each record of words of its own so that its passages are embedded anew.
 */

export interface FindableFigures {
  n: number;
  /** Milliseconds from the request until its answer, by when it is findable by words and meaning. */
  answered: { p50: number; p95: number; max: number };
  /** Until a search for its words, asked after the answer, has found it, too. */
  found: { p50: number; p95: number; max: number };
}

const PASSWORD = 'a password for the bench';
const MATERIALS = ['漆器', '竹编', '陶罐', '银饰', '刺绣', '木雕', '玉雕', '剪纸', '宣纸', '湖笔'];
const STEPS = ['烘干', '清洗', '打磨', '染色', '上釉'];

export async function measureFindable(folder?: string, n = 50): Promise<FindableFigures> {
  const data = mkdtempSync(join(tmpdir(), 'cleanmatch-bench-'));
  const kept = join(projectRoot, 'data', 'vectors.db');
  if (folder) await copyLibrary(folder, data);
  else if (existsSync(kept)) copyFileSync(kept, join(data, 'vectors.db'));
  const service = await Service.open(readConfig({ CLEANMATCH_DATA: data }), { note: () => {}, warn: () => {}, progress: () => {} });
  await service.syncKeyword();
  service.startEmbedding();
  await service.settled();
  const server = createApp({ service, logger: pino({ level: 'silent' }), version: 'bench' }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const [writer, publisher] = [await signIn(service, address, 'writer'), await signIn(service, address, 'publisher')];
    const technique = service.library.published('technique').find((record) => record.kind === 'technique' && !record.broader)?.id;
    const answered: number[] = [];
    const found: number[] = [];
    for (let i = 0; i < n; i++) {
      const record = sample(i, technique);
      const { revision } = await send(`${address}/api/desk/records`, writer, { record });
      const submitted = await send(`${address}/api/desk/records/${record.id}/submit`, writer, {}, revision);
      const began = performance.now();
      const { findable } = await send(`${address}/api/desk/records/${record.id}/publish`, publisher, {}, submitted.revision);
      if (findable !== 'by-words-and-meaning') throw new Error(`published, and found ${findable}`);
      answered.push(performance.now() - began);
      const search = await fetch(`${address}/api/search?limit=3&q=${encodeURIComponent(record.title.zh)}`);
      const { results } = (await search.json()) as { results: { id: string }[] };
      if (results[0]?.id !== record.id) throw new Error(`${record.title.zh} was published and is not found first`);
      found.push(performance.now() - began);
    }
    return { n, answered: spread(answered), found: spread(found) };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await service.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** A copy's files are of another time than their notes say: the graph is made anew once, and not while publishing is measured. */
async function copyLibrary(folder: string, data: string): Promise<void> {
  cpSync(folder, data, { recursive: true });
  const index = SqliteIndex.open(join(data, 'index.db'));
  await index.settled();
  await index.close();
}

function sample(i: number, technique: string | undefined) {
  const name = `${MATERIALS[i % MATERIALS.length]}${STEPS[Math.floor(i / MATERIALS.length) % STEPS.length]}`;
  return {
    kind: 'case',
    id: `bench-${i}`,
    title: { zh: `${name}车间第${i + 1}号改造`, en: `Workshop ${i + 1} rebuilt` },
    summary: { zh: `${name}车间改用第${i + 1}套设备,省水省电。`, en: `Workshop ${i + 1} uses new equipment that saves water and power.` },
    industries: ['C2439'],
    problems: ['water-use'],
    measure: 'equipment',
    techniques: technique ? [technique] : [],
    evidence: 'reported',
    evidenceBasis: 'company: report of the works',
    sources: [{ title: 'bench' }],
  };
}

async function signIn(service: Service, address: string, name: string): Promise<string> {
  const email = `${name}@centre.example`;
  await (await service.accounts()).create({ email, name, role: 'editor', password: PASSWORD });
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function send(url: string, cookie: string, body: object, revision?: number): Promise<{ revision: number; findable?: string }> {
  const headers = { 'content-type': 'application/json', cookie, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return (await response.json()) as { revision: number; findable?: string };
}

function spread(times: number[]): { p50: number; p95: number; max: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
}
