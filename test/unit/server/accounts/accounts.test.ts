import { join } from 'node:path';

import { expect, it } from 'vitest';

import { Accounts } from '../../../../server/accounts/accounts.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

const password = 'a password for tests';

it('one administrator who can sign in always stays, also when two changes come at once', async () => {
  const accounts = await Accounts.open(join(temporaryFolder(), 'accounts.db'));
  const make = async (name: string) =>
    (await accounts.create({ email: `${name}@centre.example`, name, role: 'administrator', password })).account;
  const first = await make('first');
  await expect(accounts.change(first.id, { role: 'editor' })).rejects.toThrow(/only administrator/);
  await expect(accounts.change(first.id, { disabled: true })).rejects.toThrow(/only administrator/);
  const second = await make('second');
  const changes = await Promise.allSettled([
    accounts.change(first.id, { disabled: true }),
    accounts.change(second.id, { role: 'contributor' }),
  ]);
  expect(changes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect((await accounts.list()).filter(({ role, disabled }) => role === 'administrator' && !disabled)).toHaveLength(1);
  accounts.close();
});
