// npm test: prepares the checkout, then type check, lint, collection check and all tests. `npm test -- --long` runs the full
// counts of the slow ones. Ends with a line "N passed, N failed" taken from the runner's own report.

import { spawn, spawnSync } from 'node:child_process';
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
// Side by side: the collection check embeds every text on one core, which the tests after it then need not do.
const statuses = await Promise.all(checks.map(([name, script, parameters]) => check(name, script, parameters)));
const failedChecks = statuses.filter((status) => status !== 0).length;

console.log('\nTests …');
const status = run(binary('vitest'), ['run', '--config', 'vitest.config.ts', ...process.argv.slice(2).filter((word) => word !== '--long')]);

const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const failed = counts.numFailedTests + (counts.numFailedTests === 0 && status !== 0 ? 1 : 0) + failedChecks;
const passed = counts.numPassedTests + checks.length - failedChecks;
const skipped = (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** Runs a check and prints what it said when it is over, so that the checks' words do not mix. */
async function check(name, script, parameters) {
  const began = performance.now();
  const { status, output } = await new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...parameters], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
  console.log(`\n${name}: ${status === 0 ? 'passed' : 'failed'} after ${Math.round((performance.now() - began) / 1000)} s`);
  if (output.trim()) console.log(output.trim());
  return status;
}

function run(script, parameters) {
  const env = { ...process.env, ...(long ? { CLEANMATCH_LONG: '1' } : {}) };
  return spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: 'inherit', env }).status ?? 1;
}
