import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';

/** Threads and child processes run compiled code: without it half of the tests would fail for one reason. */
const BUILT = ['dist/server/main.js', 'dist/indexer/embed/worker.js'];

export default function requireBuild(): void {
  const missing = BUILT.find((file) => !existsSync(join(projectRoot, file)));
  if (!missing) return;
  process.stderr.write(`The tests need the built server, and ${missing} is missing: run npm test, or npx tsc -b corpus indexer server.\n`);
  process.exit(1);
}
