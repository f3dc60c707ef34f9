import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import Database from 'better-sqlite3';
import { Command } from 'commander';

import { AuditLog } from '../../corpus/audit-log.ts';
import { migrate } from '../../corpus/migrations.ts';
import { NewAccountRequest } from '../api/desk/account.ts';
import { ConfigError, readConfig } from '../config.ts';
import { HttpProblem } from '../errors.ts';
import { Accounts } from './accounts.ts';

/**
 * npm run admin: makes the first administrator, or gives an administrator who is locked out a new password. Whoever can run
 * it can read the file of accounts anyway. The password comes from the keyboard, unseen, or as a line of standard input,
 * never as an option: those are seen by everybody on the machine.
 */

async function admin({ email, name }: { email?: string; name?: string }): Promise<void> {
  const config = readConfig();
  const answers = await ask({ email, name });
  const parsed = NewAccountRequest.safeParse({ ...answers, role: 'administrator' });
  if (!parsed.success) throw new Refused(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const accounts = await Accounts.open(config.accountsFile);
  try {
    const existing = (await accounts.list()).find((account) => account.email === parsed.data.email);
    if (existing) {
      await accounts.change(existing.id, { role: 'administrator', disabled: false });
      await accounts.setPassword(existing.id, parsed.data.password);
    } else await accounts.create(parsed.data);
    const action = existing ? 'account-password-set' : 'account-created';
    noteInLibrary(config.libraryFile, { who: 'npm run admin', action, detail: { account: parsed.data.email, role: 'administrator' } });
    process.stdout.write(`${parsed.data.email} ${existing ? 'has a new password and' : 'now'} is an administrator: sign in at /desk.\n`);
  } finally {
    accounts.close();
  }
}

/** The server may have the library open: it is not taken over or closed for it, only written to. */
function noteInLibrary(file: string, entry: Parameters<AuditLog['note']>[0]): void {
  const db = new Database(file);
  try {
    migrate(db);
    new AuditLog(db).note(entry);
  } finally {
    db.close();
  }
}

class Refused extends Error {}

async function ask({ email, name }: { email?: string; name?: string }): Promise<{ email: string; name: string; password: string }> {
  const quiet = new Silence();
  const lines = createInterface({ input: process.stdin, output: process.stdin.isTTY ? quiet : undefined, terminal: process.stdin.isTTY });
  const given = lines[Symbol.asyncIterator]();
  const next = async (question: string, seen = true): Promise<string> => {
    if (process.stdin.isTTY) process.stderr.write(question);
    quiet.hides = !seen;
    const { value, done } = await given.next();
    if (process.stdin.isTTY && !seen) process.stderr.write('\n');
    if (done) throw new Refused(`${question.replace(/: $/, '')} is missing: type it, or send it as a line of standard input.`);
    return value;
  };
  try {
    const address = email ?? (await next('E-mail: '));
    const person = name ?? (process.stdin.isTTY ? await next('Name: ') : address);
    const password = await next('Password, at least 10 characters: ', false);
    if (process.stdin.isTTY && (await next('The same again: ', false)) !== password) throw new Refused('The two passwords differ.');
    return { email: address, name: person, password };
  } finally {
    lines.close();
  }
}

/** Shows what is typed, but for passwords. */
class Silence extends Writable {
  hides = false;
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.hides) process.stderr.write(chunk);
    done();
  }
}

try {
  await new Command('admin')
    .description('Makes the first administrator of the desk, or gives a locked-out administrator a new password')
    .option('--email <address>', 'e-mail address to sign in with')
    .option('--name <name>', 'name shown in the history')
    .action(admin)
    .parseAsync();
} catch (error) {
  if (!(error instanceof Refused || error instanceof ConfigError || error instanceof HttpProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
