import { join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';
import { VectorCache } from '../../indexer/embed/cache.ts';
import { LocalEmbedder } from '../../indexer/embed/local.ts';
import { openFile } from '../../indexer/index/sqlite/files.ts';
import { RowIds } from '../../indexer/index/sqlite/row-ids.ts';
import { VectorSearch } from '../../indexer/index/sqlite/vector-search.ts';
import { DEPTH } from '../../server/match/retrieve.ts';
import { measureStages, questions, recommend, residentMb, type Stage, startServer, stopServer, until } from './process.ts';
import { fillLarge, type ScaleFill } from './scale.ts';

/** What a large library costs: the graph against a scan, and a server on it. */

export interface LargeFigures {
  /** Absent where the folder was filled by an earlier run. */
  fill?: ScaleFill;
  graph: { vectors: number; graphSeconds: number; recallAt10: number; graphP95: number; scanP50: number; nearestCosine: number[] };
  start: { firstAnswerMs: number; readyMs: number };
  stages: Stage[];
  memoryMb: number;
}

export async function measureLarge(folder: string, records: number, say: (line: string) => void): Promise<LargeFigures> {
  const fill = await fillLarge(folder, records, say);
  const graph = await measureGraph(folder, say);
  const began = performance.now();
  const server = startServer(folder);
  await until(() => true);
  await recommend('窑炉烟气脱硫');
  const firstAnswerMs = Math.round(performance.now() - began);
  await until(({ status }) => status !== 'filling');
  const readyMs = Math.round(performance.now() - began);
  const stages = await measureStages();
  const memoryMb = residentMb(server);
  await stopServer(server);
  return { fill, graph, start: { firstAnswerMs, readyMs }, stages, memoryMb };
}

/** recall@10 of the graph against a scan of all vectors, over real questions. */
async function measureGraph(folder: string, say: (line: string) => void): Promise<LargeFigures['graph']> {
  const db = openFile(join(folder, 'index.db'));
  const search = new VectorSearch(db, join(folder, 'index.db'), new RowIds(db));
  await search.loaded();
  const { table } = search;
  if (!table) throw new Error(`There are no vectors in ${folder}: remove it to fill it anew.`);
  const began = performance.now();
  while (table.waiting > 0) {
    table.extendGraph(20_000);
    say(`${table.waiting} vectors wait for the graph`);
  }
  const graphSeconds = (performance.now() - began) / 1000;
  const embedder = await LocalEmbedder.load();
  const cache = new VectorCache(join(projectRoot, 'data', 'vectors.db'));
  const vectors = await cache.embedQueries(embedder, questions());
  cache.close();
  await embedder.close();
  let same = 0;
  const graphMs: number[] = [];
  const scanMs: number[] = [];
  const nearestCosine: number[] = [];
  for (const vector of vectors) {
    const from = performance.now();
    const near = table.nearest(vector, DEPTH);
    graphMs.push(performance.now() - from);
    const scanFrom = performance.now();
    const exact = new Set(
      table
        .nearest(vector, 10, undefined, { byScan: true })
        .slice(0, 10)
        .map(({ row }) => row),
    );
    scanMs.push(performance.now() - scanFrom);
    same += near.slice(0, 10).filter(({ row }) => exact.has(row)).length;
    nearestCosine.push(near[0]?.score ?? 0);
  }
  await search.close();
  db.close();
  const at = (values: number[], share: number) => values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
  return {
    vectors: table.graph?.size ?? 0,
    graphSeconds,
    recallAt10: same / (vectors.length * 10),
    graphP95: at(graphMs, 0.95),
    scanP50: at(scanMs, 0.5),
    nearestCosine: [0.05, 0.5, 0.95].map((share) => at(nearestCosine, share)),
  };
}
