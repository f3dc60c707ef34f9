import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { Library } from '../../corpus/library.ts';
import { projectRoot } from '../../corpus/root.ts';
import { Accounts } from '../../server/accounts/accounts.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const data = temporaryFolder();

/** npm run admin, as it is when its input is no terminal. */
function admin(input: string, ...parameters: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, 'dist', 'server', 'accounts', 'admin.js'), ...parameters],
    {
      env: { PATH: process.env.PATH ?? '', CLEANMATCH_DATA: data },
      input,
      encoding: 'utf8',
    },
  );
  return { status, said: stdout + stderr };
}

const EMAIL = 'boss@centre.example';

describe('npm run admin', () => {
  it('makes the first administrator from an e-mail and a line of standard input', async () => {
    const { status, said } = admin('a first password\n', '--email', 'Boss@centre.example', '--name', '主任');
    expect({ status, said }).toEqual({ status: 0, said: `${EMAIL} now is an administrator: sign in at /desk.\n` });
    const accounts = await Accounts.open(join(data, 'accounts.db'));
    expect(await accounts.signIn(EMAIL, 'a first password', undefined)).toMatchObject({ account: { role: 'administrator', name: '主任' } });
    accounts.close();
  });

  it('gives who is locked out a new password, and leaves both in the audit log without it', async () => {
    expect(admin(`${EMAIL}\na second password\n`).status).toBe(0);
    const accounts = await Accounts.open(join(data, 'accounts.db'));
    expect(await accounts.signIn(EMAIL, 'a first password', undefined)).toEqual({ refused: 'wrong' });
    expect(await accounts.signIn(EMAIL, 'a second password', undefined)).toMatchObject({ account: { email: EMAIL } });
    accounts.close();
    const library = new Library(join(data, 'library.db'));
    const { entries } = library.audit.page({}, 10, 0);
    expect(entries.map(({ action, who }) => [action, who])).toEqual([
      ['account-password-set', 'npm run admin'],
      ['account-created', 'npm run admin'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('a second password');
    library.close();
  });

  it.each([
    ['a password that is too short', 'short\n', ['--email', EMAIL], /at least 10 characters/],
    ['no password', '', ['--email', EMAIL], /Password.* is missing/],
    ['what is no e-mail', 'a long enough password\n', ['--email', 'boss'], /e-mail address is expected/],
  ])('refuses %s in a sentence', (_name, input, parameters, said) => {
    const refused = admin(input, ...parameters);
    expect(refused.status).toBe(1);
    expect(refused.said).toMatch(said);
    expect(refused.said).not.toMatch(/^ {4}at /m);
  });
});
