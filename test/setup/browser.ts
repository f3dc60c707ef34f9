import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { projectRoot } from '../../corpus/root.ts';

export interface FoundBrowser {
  executablePath: string;
  /** What the browser's process needs beyond the environment of the tests. */
  env: Record<string, string>;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** CHROMIUM_PATH where it is set, else a Chromium on the machine, else the one that npm installed. */
export async function findBrowser(): Promise<FoundBrowser> {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (starts(asked, {})) return { executablePath: asked, env: {} };
    throw new Error(`CHROMIUM_PATH is ${asked}, and no browser starts there.`);
  }
  const installed = INSTALLED.find((path) => existsSync(path) && starts(path, {}));
  return installed ? { executablePath: installed, env: {} } : fromNpm();
}

/** Its shared libraries are all there when it tells its version. */
function starts(path: string, env: Record<string, string>): boolean {
  return spawnSync(path, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0;
}

/** Unpacked beside the packages, so that a new install brings a new browser; the libraries it brings serve where the machine has none. */
async function fromNpm(): Promise<FoundBrowser> {
  const folder = await unpackedFromNpm();
  const executablePath = join(folder, 'chromium');
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  const withLibraries = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  const env = [fonts, withLibraries].find((tried) => starts(executablePath, tried));
  if (env) return { executablePath, env };
  throw new Error(
    'The Chromium of @sparticuz/chromium does not start here (it is made for Linux on x64): name another one with CHROMIUM_PATH.',
  );
}

async function unpackedFromNpm(): Promise<string> {
  // The package names no path of its own package.json: it is found from its main file.
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageFolder = main.slice(0, main.indexOf(join('@sparticuz', 'chromium')) + join('@sparticuz', 'chromium').length);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = join(projectRoot, 'node_modules', '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;

  const half = `${folder}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  await unpackInto(half);
  pointFontsAt(join(half, 'fonts'), join(folder, 'fonts'));
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/**
 * The package unpacks into the folder for temporary files, its libraries only where it believes to be in AWS Lambda, and it
 * changes this process's environment on the way. All three are ours to decide.
 */
async function unpackInto(folder: string): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function pointFontsAt(unpacked: string, final: string): void {
  mkdirSync(unpacked, { recursive: true });
  writeFileSync(
    join(unpacked, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${final}</dir><dir>/usr/share/fonts</dir><cachedir>${join(dirname(final), 'font-cache')}</cachedir></fontconfig>\n`,
  );
}
