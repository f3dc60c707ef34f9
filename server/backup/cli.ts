import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Command } from 'commander';

import { projectRoot } from '../../corpus/root.ts';
import { ConfigError, readConfig } from '../config.ts';
import { makeBackup } from './make.ts';
import { BackupRefused, stamp } from './manifest.ts';
import { putBack } from './put-back.ts';

/** npm run backup [file], while the server runs; npm run restore <file>, while it does not. */

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

async function backup(file: string | undefined): Promise<void> {
  const config = readConfig();
  const target = resolve(file ?? join(config.dataFolder, 'backups', `cleanmatch-${stamp()}.tar`));
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const { records, files } = await makeBackup(config, target, version);
  const size = (statSync(target).size / 1e6).toFixed(1);
  say(`${target}: ${records} records${files.length > 1 ? ' and the accounts' : ''}, ${size} MB. Keep it on another machine.`);
}

async function restore(file: string, { accounts: withAccounts = false }: { accounts?: boolean }): Promise<void> {
  const config = readConfig();
  const { manifest, kept, accounts } = await putBack(config, resolve(file), withAccounts);
  say(`${manifest.records} records as of ${manifest.madeAt} are back in ${config.dataFolder}; accounts: ${accounts}.`);
  if (kept.length > 0) say(`What was there is kept as ${kept.join(' and ')}. Start the server: it makes the index anew.`);
}

const program = new Command('cleanmatch');
program.command('backup').description('Copies library and accounts into one file').argument('[file]', 'file to make').action(backup);
program
  .command('restore')
  .description('Puts a backup back; the server must be stopped')
  .argument('<file>', 'a file that npm run backup made')
  .option('--accounts', 'put the accounts back too, with the passwords of that time')
  .action(restore);

try {
  await program.parseAsync();
} catch (error) {
  const told = error instanceof BackupRefused || error instanceof ConfigError;
  process.stderr.write(`${told ? '' : 'It failed: '}${(error as Error).message}\n`);
  process.exitCode = 1;
}
