import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { measureStages, recommend, residentMb, type Stage, startServer, stopServer, until } from './process.ts';

export interface ServerFigures {
  fill: { records: number; keywordMs: number; passages: number; perSecond: number };
  start: { firstAnswerMs: number };
  /** Milliseconds by stage, over all questions. */
  stages: Stage[];
  memoryMb: number;
}

export async function measureServer(): Promise<ServerFigures> {
  const data = mkdtempSync(join(tmpdir(), 'cleanmatch-bench-'));
  try {
    const began = performance.now();
    let server = startServer(data);
    const filled = await until((health) => health.index.records > 600);
    const keywordMs = Math.round(performance.now() - began);
    const embeddingBegan = performance.now();
    const ready = await until((health) => health.status !== 'filling');
    const seconds = (performance.now() - embeddingBegan) / 1000;
    await stopServer(server);

    const restarted = performance.now();
    server = startServer(data);
    await until(() => true);
    await recommend('窑炉烟气脱硫');
    const firstAnswerMs = Math.round(performance.now() - restarted);
    await until((health) => health.status !== 'filling');
    const stages = await measureStages();
    const memoryMb = residentMb(server);
    await stopServer(server);
    return {
      fill: { records: filled.index.records, keywordMs, passages: ready.index.passages, perSecond: ready.index.vectors / seconds },
      start: { firstAnswerMs },
      stages,
      memoryMb,
    };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
