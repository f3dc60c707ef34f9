import { describe, it } from 'vitest';

import { openDeskSite, signedIn } from '../setup/desk-site.ts';
import { LANGUAGES, say } from '../setup/messages.ts';
import { visit } from '../setup/site.ts';
import { lookAt } from './walk.ts';

const site = await openDeskSite();
await site.account('walker', 'administrator');
const state = await signedIn(site, 'walker');
const [record = ''] = await site.recordsOf('case', '陶瓷 窑炉', 1);
const [other = ''] = await site.recordsOf('case', '印染', 1);

/** Every page of the desk, as an administrator has it. Each is walked in one language and changed to the other in place. */
const PAGES = {
  start: '/desk',
  records: '/desk/records?state=published&kind=case&q=余热',
  record: `/desk/records/${record}`,
  'record that is gone': '/desk/records/no-such-record',
  edit: `/desk/records/${record}/edit`,
  merge: `/desk/records/${record}/merge?into=${other}`,
  'new record': '/desk/new?kind=benchmark',
  missing: '/desk/missing/stale',
  import: '/desk/import',
  giving: '/desk/giving',
  password: '/desk/password',
  log: '/desk/audit',
  accounts: '/desk/accounts',
  settings: '/desk/settings',
};

const walks = Object.entries(PAGES).map(([name, address], index) => ({ name, address, lang: LANGUAGES[index % LANGUAGES.length] ?? 'zh' }));

describe('pages of the desk', () => {
  it('signing in stands up to being looked at', async () => {
    const { page } = await visit(site, '/desk');
    await lookAt(page, 'zh');
  });

  it.each(walks)('$name stands up to being looked at ($lang)', async ({ address, lang }) => {
    const { page } = await visit(site, address, { ...state, lang, expected: [/status of 404/] });
    await page.getByRole('navigation', { name: say(lang, 'desk.navigation') }).waitFor();
    await lookAt(page, lang);
  });
});
