import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

import { Command } from 'commander';

import { measureServer, type ServerFigures } from './server.ts';

/** npm run bench: what a fresh server costs and how fast it answers real questions, by stage. Printed, never asserted. */

await new Command('bench')
  .description('Measures start-up, indexing, answers and memory of a real server process')
  .option('--json <file>', 'write the figures to a file')
  .action(async ({ json }: { json?: string }) => {
    const figures = await measureServer();
    process.stdout.write(text(figures));
    if (json) writeFileSync(json, `${JSON.stringify(figures, null, 1)}\n`);
  })
  .parseAsync();

function text({ fill, start, stages, memoryMb }: ServerFigures): string {
  const lines = [`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`, ''];
  lines.push(
    `first fill: ${fill.records} records findable by keyword after ${fill.keywordMs} ms; ${fill.passages} passages embedded at ${fill.perSecond.toFixed(1)}/s`,
  );
  lines.push(`second start: first answer after ${start.firstAnswerMs} ms`);
  lines.push(`memory while serving: ${memoryMb.toFixed(0)} MB resident`, '', 'stage                     n      p50 ms    p95 ms');
  for (const { name, n, p50, p95 } of stages)
    lines.push(`${name.padEnd(24)} ${String(n).padStart(4)}   ${p50.toFixed(2).padStart(8)}  ${p95.toFixed(2).padStart(8)}`);
  return `${lines.join('\n')}\n`;
}
