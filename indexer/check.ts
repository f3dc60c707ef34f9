import { join } from 'node:path';

import { coverageText } from '../corpus/check/coverage.ts';
import { checkCollection } from '../corpus/check/rules.ts';
import { readCollection } from '../corpus/read/collection.ts';
import { readPlan } from '../corpus/read/plan.ts';
import { describeProblem } from '../corpus/read/problem.ts';
import { projectRoot, shippedFolder } from '../corpus/root.ts';
import { VectorCache } from './embed/cache.ts';
import { LocalEmbedder } from './embed/local.ts';
import { nearTwins, TWIN_COSINE } from './twins.ts';

/** npm run check: reads a whole collection and says what is wrong with it. `--coverage` shows what it covers instead. */

const words = process.argv.slice(2);
const folder = words.find((word) => !word.startsWith('--')) ?? shippedFolder;
const collection = readCollection(folder, projectRoot);
const records = collection.entries.map(({ record }) => record);

if (words.includes('--coverage')) {
  process.stdout.write(`${coverageText(records)}\n`);
} else {
  const { errors, missing } = checkCollection(collection);
  errors.push(...readPlan(join(folder, 'plan'), projectRoot).problems, ...(await twinProblems()));
  for (const problem of errors) process.stdout.write(`${describeProblem(problem)}\n`);
  for (const [field, count] of [...missing].sort()) process.stdout.write(`English missing: ${field} in ${count}\n`);
  process.stdout.write(`${records.length} records read, ${collection.redirects.length} redirects, ${errors.length} problems.\n`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}

async function twinProblems() {
  const fileOf = new Map(collection.entries.map(({ record, file }) => [record.id, file]));
  const embedder = await LocalEmbedder.load();
  const cache = new VectorCache(join(projectRoot, 'data', 'vectors.db'));
  try {
    const twins = await nearTwins(records, embedder, cache);
    return twins.map(({ a, b, cosine }) => ({
      file: fileOf.get(a) ?? a,
      message: `says nearly the same as ${fileOf.get(b) ?? b} (cosine ${cosine.toFixed(3)}, at most ${TWIN_COSINE}): merge them, or name each the other's samePlantAs`,
    }));
  } finally {
    await embedder.close();
    cache.close();
  }
}
