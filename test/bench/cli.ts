import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Command } from 'commander';

import { projectRoot } from '../../corpus/root.ts';
import { type FindableFigures, measureFindable } from './findable.ts';
import { type LargeFigures, measureLarge } from './large.ts';
import { type LoadFigures, measureLoad } from './load.ts';
import { chartOf } from './peers/chart.ts';
import { type PeerFigures, tableOf } from './peers/figures.ts';
import { measureSideBySide } from './peers/side-by-side.ts';
import type { Stage } from './process.ts';
import { measureServer, type ServerFigures } from './server.ts';

/** npm run bench: what a fresh server costs and how fast it answers real questions, by stage. Printed, never asserted. */

interface Options {
  json?: string;
  records?: string;
  folder?: string;
  load?: string;
  findable?: true;
  peers?: string | true;
}

/** Those that ship, at which quality is known, and some on either side. */
const SIZES = '1000,0,10000';

await new Command('bench')
  .description('Measures start-up, indexing, answers and memory of a real server process')
  .option('--json <file>', 'write the figures to a file')
  .option('--records <n>', 'measure a made library of so many records instead (takes long to fill)')
  .option('--folder <folder>', 'data folder of the made library, kept between runs', './data/bench')
  .option('--load <seconds>', 'ask 32 at once for so many seconds instead')
  .option(
    '--peers [sizes]',
    'set beside MiniSearch, Orama, LanceDB and, at MEILI_URL, Meilisearch: numbers of records, parted by commas, 0 for those that ship',
  )
  .option('--findable', 'measure instead how long after its publication a record is found; with --records, in the made library')
  .action(async (options: Options) => {
    const folder = resolve(options.folder ?? './data/bench');
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}\n\n`);
    if (options.findable) print(await measureFindable(options.records ? folder : undefined), findableText, options);
    else if (options.records) print(await measureLarge(folder, Number(options.records), say), largeText, options);
    else if (options.load) print(await onNewFolder((data) => measureLoad(data, Number(options.load))), loadText, options);
    else if (options.peers) sideBySide(options.peers, say);
    else print(await measureServer(), serverText, options);
  })
  .parseAsync();

/** Written after every size: the largest takes the better part of an hour. */
function sideBySide(sizes: string | true, say: (line: string) => void): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
  const figures: PeerFigures[] = [];
  for (const ofSize of measureSideBySide((sizes === true ? SIZES : sizes).split(',').map(Number), say)) {
    figures.push(...ofSize);
    process.stdout.write(`${tableOf(ofSize).join('\n')}\n\n`);
    writeFileSync(join(projectRoot, 'docs', 'bench.json'), `${JSON.stringify({ machine, figures }, null, 1)}\n`);
    writeFileSync(join(projectRoot, 'docs', 'bench.svg'), chartOf(figures, machine));
  }
}

function print<T>(figures: T, text: (figures: T) => string[], { json }: Options): void {
  process.stdout.write(`${text(figures).join('\n')}\n`);
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 1)}\n`);
}

async function onNewFolder<T>(work: (data: string) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'cleanmatch-bench-'));
  try {
    return await work(data);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function serverText({ fill, start, stages, memoryMb }: ServerFigures): string[] {
  return [
    `first fill: ${fill.records} records findable by keyword after ${fill.keywordMs} ms; ${fill.passages} passages embedded at ${fill.perSecond.toFixed(1)}/s`,
    `second start: first answer after ${start.firstAnswerMs} ms`,
    `memory while serving: ${memoryMb.toFixed(0)} MB resident`,
    ...stageLines(stages),
  ];
}

function largeText({ fill, graph, start, stages, memoryMb }: LargeFigures): string[] {
  return [
    ...(fill
      ? [
          `fill: ${fill.records} records, keyword index in ${fill.keywordSeconds.toFixed(0)} s, vectors put in ${fill.vectorSeconds.toFixed(0)} s, index of ${fill.indexMb.toFixed(0)} MB`,
        ]
      : []),
    `graph of ${graph.vectors} vectors made in ${graph.graphSeconds.toFixed(0)} s; recall@10 ${graph.recallAt10.toFixed(4)} of a scan's; p95 ${graph.graphP95.toFixed(2)} ms, a scan's p50 ${graph.scanP50.toFixed(1)} ms`,
    `nearest cosine of the questions: p5, p50, p95 ${graph.nearestCosine.map((cosine) => cosine.toFixed(3)).join(', ')}`,
    `start: first answer after ${start.firstAnswerMs} ms, all by meaning after ${start.readyMs} ms`,
    `memory while serving: ${memoryMb.toFixed(0)} MB resident`,
    ...stageLines(stages),
  ];
}

function loadText(load: LoadFigures): string[] {
  return [
    `32 connections for ${load.seconds} s: ${load.perSecond.toFixed(1)} recommendations/s, p50 ${load.p50} ms, p99 ${load.p99} ms`,
    `${load.shed} shed with 503, ${load.errors} errors; health answered within ${load.healthMs} ms`,
    `memory over the run: ${load.memoryMb.join(', ')} MB`,
  ];
}

function stageLines(stages: Stage[]): string[] {
  return [
    '',
    'stage                     n      p50 ms    p95 ms',
    ...stages.map(
      ({ name, n, p50, p95 }) =>
        `${name.padEnd(24)} ${String(n).padStart(4)}   ${p50.toFixed(2).padStart(8)}  ${p95.toFixed(2).padStart(8)}`,
    ),
  ];
}

function findableText({ n, answered, found }: FindableFigures): string[] {
  const line = (name: string, { p50, p95, max }: FindableFigures['answered']) =>
    `${name}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, longest ${max.toFixed(0)} ms`;
  return [
    `${n} records published, one after another`,
    line('until the editor is answered', answered),
    line('until readers found it', found),
  ];
}
