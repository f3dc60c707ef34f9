import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { PeerFigures } from './figures.ts';
import { materialOf } from './material.ts';
import type { OpenPeer } from './peer.ts';

/** One peer in a process of its own: `node run.js <name> <records>` (0: those that ship) prints its figures as JSON. */

const PEERS: Record<string, () => Promise<OpenPeer>> = {
  CleanMatch: async () => (await import('./cleanmatch.ts')).openCleanMatch,
  MiniSearch: async () => (await import('./minisearch.ts')).openMiniSearch,
  Orama: async () => (await import('./orama.ts')).openOrama,
  LanceDB: async () => (await import('./lancedb.ts')).openLanceDb,
  Meilisearch: async () => (await import('./meilisearch.ts')).openMeilisearch,
};

/** Deep enough that leaving out records newer than a question does not empty the first ten. */
const DEEP = 300;
const FIRST = 10;

async function run(name: string, records: number): Promise<PeerFigures> {
  const open = await PEERS[name]?.();
  if (!open) throw new Error(`There is no peer ${name}: ${Object.keys(PEERS).join(', ')}.`);
  const { documents, questions, score } = await materialOf(records);
  const folder = mkdtempSync(join(tmpdir(), 'cleanmatch-peer-'));
  try {
    globalThis.gc?.();
    const before = residentMb();
    const began = performance.now();
    const peer = await open(folder);
    await peer.fill(documents);
    const fillSeconds = (performance.now() - began) / 1000;
    globalThis.gc?.();
    const memoryMb = residentMb() - before;
    const times: number[] = [];
    const rankings: string[][] = [];
    for (const question of questions.slice(0, 20)) await peer.ask(question, FIRST);
    for (const question of questions) {
      const from = performance.now();
      await peer.ask(question, FIRST);
      times.push(performance.now() - from);
      if (score) rankings.push(await peer.ask(question, DEEP));
    }
    const diskMb = sizeMb(folder);
    await peer.close();
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    return { name, records: documents.length, fillSeconds, memoryMb, diskMb, p50: at(0.5), p95: at(0.95), ...score?.(rankings) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function residentMb(): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.memoryUsage().rss / 2 ** 20;
  }
}

function sizeMb(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 1e6;
}

const [name = '', records = '0'] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await run(name, Number(records)))}\n`);
process.exit(0);
