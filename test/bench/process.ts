import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { projectRoot } from '../../corpus/root.ts';
import type { HealthAnswer } from '../../server/api/record.ts';

/** A real server as a process of its own, asked real questions. */

const PORT = 3900;
export const address = `http://127.0.0.1:${PORT}`;

/** What the questions are, from the sets the quality is measured with. */
export function questions(): string[] {
  return ['check', 'fit'].flatMap((set) =>
    readFileSync(join(projectRoot, 'test', 'eval', `${set}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { query: string }).query),
  );
}

export interface Stage {
  name: string;
  n: number;
  p50: number;
  p95: number;
}

/** Each question once through recommend and once through search. */
export async function measureStages(): Promise<Stage[]> {
  const asked = questions();
  for (const question of asked.slice(0, 20)) await recommend(question);
  const times = new Map<string, number[]>();
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  for (const question of asked) {
    const began = performance.now();
    const { took } = await recommend(question);
    note('recommend over HTTP', performance.now() - began);
    for (const [stage, ms] of Object.entries(took)) note(`recommend: ${stage}`, ms);
  }
  for (const question of asked) {
    const began = performance.now();
    const { took } = (await (await fetch(`${address}/api/search?q=${encodeURIComponent(question)}`)).json()) as {
      took: Record<string, number>;
    };
    note('search over HTTP', performance.now() - began);
    for (const [stage, ms] of Object.entries(took)) note(`search: ${stage}`, ms);
  }
  return [...times].map(([name, all]) => {
    const sorted = all.sort((a, b) => a - b);
    return {
      name,
      n: sorted.length,
      p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    };
  });
}

export async function recommend(text: string): Promise<{ took: Record<string, number> }> {
  const response = await fetch(`${address}/api/recommend`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  return (await response.json()) as { took: Record<string, number> };
}

export function startServer(data: string): ChildProcess {
  return spawn(process.execPath, [join(projectRoot, 'dist', 'start', 'server.js')], {
    env: { ...process.env, PORT: String(PORT), HOST: '127.0.0.1', CLEANMATCH_DATA: data, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export async function stopServer(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

export async function until(condition: (health: HealthAnswer) => boolean): Promise<HealthAnswer> {
  for (let tries = 0; tries < 60_000; tries++) {
    try {
      const health = (await (await fetch(`${address}/api/health`)).json()) as HealthAnswer;
      if (condition(health)) return health;
    } catch {
      // Not listening yet.
    }
    await sleep(20);
  }
  throw new Error(`The server on ${address} did not come to the state waited for within 20 minutes.`);
}

/** VmRSS of Linux; elsewhere not measured. */
export function residentMb(server: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
  } catch {
    return Number.NaN;
  }
}
