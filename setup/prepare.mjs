// Brings a checkout to the point where it can run: packages installed, code built. Only Node's own modules here, since this
// runs before anything is installed. Each step is left out when what it depends on has not changed.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const LEAST_NODE = [20, 19];

/** Installs and builds what is missing or changed; ends the process with one sentence where it cannot. */
export function prepare() {
  checkNode();
  install();
  build();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  stop(`CleanMatch needs Node ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.cleanmatch-lock');
  // The binary of better-sqlite3 is made for one version of Node: another one wants a new install.
  const wanted = `${lock} ${process.versions.modules} ${process.platform}-${process.arch}`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log('Installing packages (npm ci) …');
  const { status, output } = npm(['ci', '--no-audit', '--no-fund'], installEnvironment());
  if (status !== 0) {
    console.error(output.split('\n').slice(-15).join('\n'));
    stop(
      /gyp|node-gyp|make|g\+\+/i.test(output)
        ? 'better-sqlite3 could not be compiled: install python3, make and g++ (Debian: apt-get install python3 make g++), then try again.'
        : 'The packages could not be installed: check that the npm registry can be reached, then try again.',
    );
  }
  writeFileSync(mark, wanted);
}

/**
 * better-sqlite3 compiles where no prebuilt binary can be downloaded, and node-gyp then wants Node's headers: those beside
 * the running Node serve, without a download. onnxruntime-node would download a GPU build nobody here needs: npm 11.10 and
 * later read allowScripts in package.json, older ones this variable.
 */
function installEnvironment() {
  const environment = {
    ...process.env,
    onnxruntime_node_install: 'skip',
    npm_config_onnxruntime_node_install: 'skip',
    ONNXRUNTIME_NODE_INSTALL: 'skip',
  };
  const prefix = dirname(dirname(process.execPath));
  if (!environment.npm_config_nodedir && existsSync(join(prefix, 'include', 'node', 'node.h'))) environment.npm_config_nodedir = prefix;
  return environment;
}

/** The server in a few files, made of the compiled ones. */
const BUNDLE = ['vite', ['build', '--config', 'setup/server-bundle.config.mjs']];

const SOURCES = ['corpus', 'indexer', 'server', 'web'];

function build() {
  const code = SOURCES.flatMap((folder) => sourceFiles(join(root, folder)));
  const settings = ['tsconfig.base.json', 'tsconfig.json', 'package-lock.json', 'setup/server-bundle.config.mjs'].map((name) =>
    join(root, name),
  );
  step('server', [...code.filter((file) => !file.startsWith(join(root, 'web'))), ...settings], join('dist', 'start', 'server.js'), [
    ['tsc', ['-b', 'corpus', 'indexer', 'server']],
    BUNDLE,
  ]);
  step('page', [...code, ...settings], join('dist', 'web', 'index.html'), [
    ['vite', ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn']],
  ]);
}

/** Runs a build step unless its inputs are those of the last time and its product is there. */
function step(name, inputs, product, commands) {
  const mark = join(root, 'dist', `.${name}-inputs`);
  const state = stateOf(inputs);
  if (existsSync(join(root, product)) && existsSync(mark) && readFileSync(mark, 'utf8') === state) return;
  console.log(`Building the ${name} …`);
  for (const [command, parameters] of commands) {
    const { status } = spawnSync(process.execPath, [binary(command), ...parameters], { cwd: root, stdio: 'inherit' });
    if (status !== 0) stop(`The ${name} could not be built: the messages above name file and line.`);
  }
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, state);
}

/** The script a package's command runs, started by this Node, so that no shell and no PATH is needed. */
export function binary(command) {
  const folder = join(root, 'node_modules', command === 'tsc' ? 'typescript' : command);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : (bin[command] ?? Object.values(bin)[0]));
}

function npm(parameters, env) {
  const cli = process.env.npm_execpath;
  const options = { cwd: root, env, encoding: 'utf8', maxBuffer: 64 << 20 };
  const result = cli
    ? spawnSync(process.execPath, [cli, ...parameters], options)
    : spawnSync('npm', parameters, { ...options, shell: process.platform === 'win32' });
  return { status: result.status, output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}` };
}

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue|css|html|json|svg|csv)$/.test(name) && !/^shipped[\\/]/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** Size and time of each: to read eight hundred files would take a tenth of a second at every start. */
function stateOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size} ${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

export function stop(message) {
  console.error(message);
  process.exit(1);
}
