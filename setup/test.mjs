// npm test: prepares the checkout, then type check, lint, collection check and all tests. `npm test -- --long` runs the full
// counts of the slow ones. Ends with a line "N passed, N failed" taken from the runner's own report.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { binary, prepare, root } from './prepare.mjs';

prepare();
const long = process.argv.includes('--long');
const report = join(root, 'test-results', 'vitest.json');
rmSync(report, { force: true });

const checks = [
  ['Types', binary('vue-tsc'), ['-b', 'web', 'test']],
  ['Lint', binary('@biomejs/biome'), ['check', '.']],
  ['Collection', join(root, 'dist', 'indexer', 'check.js'), []],
];
let failedChecks = 0;
for (const [name, script, parameters] of checks) {
  console.log(`\n${name} …`);
  if (run(script, parameters) !== 0) {
    failedChecks++;
    console.error(`${name}: failed`);
  }
}

console.log('\nTests …');
const status = run(binary('vitest'), ['run', '--config', 'vitest.config.ts', ...process.argv.slice(2).filter((word) => word !== '--long')]);

const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const failed = counts.numFailedTests + (counts.numFailedTests === 0 && status !== 0 ? 1 : 0) + failedChecks;
const passed = counts.numPassedTests + checks.length - failedChecks;
const skipped = (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function run(script, parameters) {
  const env = { ...process.env, ...(long ? { CLEANMATCH_LONG: '1', CLEANMATCH_KILLS: '100' } : {}) };
  return spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: 'inherit', env }).status ?? 1;
}
