import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../../corpus/root.ts';
import { meilisearch } from '../../eval/meilisearch-address.ts';
import { PeerFigures } from './figures.ts';
import { peersFolder } from './peer.ts';

/** Every peer on the same records, one process after another: the figures of one size after the other. */

const program = join(projectRoot, 'dist', 'test', 'bench', 'peers', 'run.js');
/** One that has not filled and answered by then is left out of that size. */
const WITHIN_MS = 45 * 60_000;

export function* measureSideBySide(sizes: number[], say: (line: string) => void): Generator<PeerFigures[]> {
  installPeers(say);
  const names = ['CleanMatch', 'MiniSearch', 'Orama', 'LanceDB', ...(meilisearch ? ['Meilisearch'] : [])];
  if (!meilisearch) say('Meilisearch is left out: set MEILI_URL (and MEILI_KEY) to a server to measure it too.');
  for (const records of sizes) {
    const figures: PeerFigures[] = [];
    for (const name of names) {
      say(`${name}, ${records} records …`);
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, name, String(records)], {
        encoding: 'utf8',
        timeout: WITHIN_MS,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      if (status === 0) figures.push(PeerFigures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')));
      else say(`${name} gave no figures at ${records} records: ${stderr.trim().split('\n').at(-1) || 'it took too long'}`);
    }
    yield figures;
  }
}

/** Not among the project's own packages: LanceDB alone is 180 MB, which nobody needs who does not compare. */
function installPeers(say: (line: string) => void): void {
  if (existsSync(join(peersFolder, 'node_modules', '.package-lock.json'))) return;
  say('Installing what is compared with (npm install) …');
  // Not npm ci: npm leaves LanceDB's packages of other platforms out of the lock and then misses them.
  const { status } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: peersFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The packages to compare with could not be installed: check that the npm registry can be reached.');
}
