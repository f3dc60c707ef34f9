import { inject } from 'vitest';

import type { Role } from '../../server/accounts/roles.ts';
import { type Desk, emailOf, PASSWORD, serveDesk } from './desk.ts';
import { type Lang, say } from './messages.ts';
import { type Site, siteAt, type Visit, type VisitOptions, visit } from './site.ts';

/** The built page on a server of the file's own, where people have accounts. */
export interface DeskSite extends Site {
  desk: Desk;
  /** An account by name, with the password of all of them. */
  account(name: string, role: Role): Promise<void>;
}

export async function openDeskSite(): Promise<DeskSite> {
  const desk = await serveDesk({ webFolder: inject('webFolder') });
  return {
    ...(await siteAt(desk.address)),
    desk,
    account: async (name, role) => {
      await (await desk.service.accounts()).create({ email: emailOf(name), name, role, password: PASSWORD });
    },
  };
}

/** Signs in on whatever page of the desk is open, as a person does. */
export async function signInAs({ page }: Pick<Visit, 'page'>, name: string, lang: Lang, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: say(lang, 'desk.signIn.email') }).fill(emailOf(name));
  await page.getByLabel(say(lang, 'desk.signIn.password'), { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** What a browser keeps of a person who has signed in: with it, further pages are opened without the form. */
export async function signedIn(site: DeskSite, name: string): Promise<VisitOptions> {
  const [cookie = '', value = ''] = (await site.desk.cookieOf(name)).split(/=(.*)/);
  const { hostname } = new URL(site.origin);
  const kept = { name: cookie, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const };
  return { storageState: { cookies: [kept], origins: [] } };
}

/** A browser of a new person of this role, at an address of the desk. */
export async function visitAs(site: DeskSite, name: string, role: Role, address: string, options: VisitOptions = {}): Promise<Visit> {
  await site.account(name, role);
  const visited = await visit(site, address, { ...options, ...(await signedIn(site, name)) });
  await visited.page.getByRole('navigation', { name: say(options.lang ?? 'zh', 'desk.navigation') }).waitFor();
  return visited;
}
