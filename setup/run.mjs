// Runs one of the project's compiled programs after preparing the checkout: node setup/run.mjs dist/corpus/check.js …

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { binary, prepare, root, stop } from './prepare.mjs';

prepare();
const [program = '', ...parameters] = process.argv.slice(2);
// The evaluation and the benchmarks are programs of the tests: built when they are run, not when the server starts.
const project = /^dist\/(test\/\w+)\//.exec(program)?.[1];
if (project && spawnSync(process.execPath, [binary('tsc'), '-b', project], { cwd: root, stdio: 'inherit' }).status !== 0)
  stop(`${project} could not be built.`);
const { status } = spawnSync(process.execPath, [join(root, program), ...parameters], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
