import { describe, expect, it } from 'vitest';

import { emailOf, serveDesk } from '../setup/desk.ts';

/** Who is behind a proxy or a reading server is told apart only where that is believed. */

async function afterFiveWrongPasswords(trustedProxies: string[]): Promise<{ same: number; other: number }> {
  const desk = await serveDesk({ trustedProxies });
  await desk.person('wei', 'editor');
  const from = async (address: string) => {
    const attempt = desk.http.post('/api/session').set('x-forwarded-for', address);
    return (await attempt.send({ email: emailOf('wei'), password: 'not the password' })).status;
  };
  for (let i = 0; i < 5; i++) expect(await from('10.1.0.1')).toBe(401);
  return { same: await from('10.1.0.1'), other: await from('10.2.0.2') };
}

describe('the limit on wrong passwords, behind a proxy', () => {
  it('holds for one office alone where the proxy is believed', async () => {
    expect(await afterFiveWrongPasswords(['loopback'])).toEqual({ same: 429, other: 401 });
  });

  it('holds for all who come from the address where it is not: nobody gets round it by a header', async () => {
    expect(await afterFiveWrongPasswords([])).toEqual({ same: 429, other: 429 });
  });
});
