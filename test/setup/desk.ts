import type { Role } from '../../server/accounts/roles.ts';
import { present } from './present.ts';
import { type ServedApp, serveApp } from './served-app.ts';

/** The served app with an account of each role, and browsers in which they have signed in. */

export const PASSWORD = 'a password for tests';

export type Browser = ReturnType<ServedApp['browser']>;

export interface Desk extends ServedApp {
  /** A browser in which a new account of this role is signed in; its e-mail is made from the name. */
  person(name: string, role: Role): Promise<Browser>;
  /** The session cookie a browser would send. */
  cookieOf(name: string): Promise<string>;
}

export const emailOf = (name: string): string => `${name}@centre.example`;

export async function serveDesk(changes?: Parameters<typeof serveApp>[0]): Promise<Desk> {
  const served = await serveApp(changes);
  const accounts = await served.service.accounts();
  const signIn = async (name: string, browser = served.browser()) => {
    const response = await browser.post('/api/session').send({ email: emailOf(name), password: PASSWORD });
    if (response.status !== 200) throw new Error(`${name} could not sign in: ${response.text}`);
    return { browser, response };
  };
  return {
    ...served,
    async person(name, role) {
      await accounts.create({ email: emailOf(name), name, role, password: PASSWORD });
      return (await signIn(name)).browser;
    },
    async cookieOf(name) {
      const { response } = await signIn(name);
      return present(response.headers['set-cookie']?.[0]?.split(';')[0], 'session cookie');
    },
  };
}
