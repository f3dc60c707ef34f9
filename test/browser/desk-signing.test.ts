import { describe, expect, it } from 'vitest';

import { emailOf, PASSWORD } from '../setup/desk.ts';
import { openDeskSite, signInAs, visitAs } from '../setup/desk-site.ts';
import { LANGUAGES, say, saying } from '../setup/messages.ts';
import { present } from '../setup/present.ts';
import { visit } from '../setup/site.ts';

/** The server's words. */
const WRONG_PASSWORD = { zh: '邮箱或密码不对', en: 'The e-mail address or the password is wrong' };

const site = await openDeskSite();

describe.each(LANGUAGES)('signing in at the desk (%s)', (lang) => {
  it('readers see a way in and nothing else; an editor comes in by it, is shown in the header, and leaves', async () => {
    await site.account(`wei-${lang}`, 'editor');
    const visited = await visit(site, '/library', { lang });
    const { page } = visited;
    const header = page.getByRole('banner');
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: say(lang, 'footer.desk') })
      .click();
    await page.getByRole('heading', { level: 1, name: say(lang, 'desk.signIn.heading') }).waitFor();
    expect(await header.getByRole('link', { name: say(lang, 'pages.desk') }).count()).toBe(0);
    await signInAs(visited, `wei-${lang}`, lang);
    await page.getByRole('heading', { level: 1, name: say(lang, 'desk.page.start') }).waitFor();
    await page.goto('/');
    await header.getByRole('link', { name: say(lang, 'pages.desk') }).click();
    await page.getByRole('button', { name: say(lang, 'desk.signOut') }).click();
    await page.getByRole('heading', { level: 1, name: say(lang, 'desk.signIn.heading') }).waitFor();
    expect(await header.getByRole('link', { name: say(lang, 'pages.desk') }).count()).toBe(0);
  });

  it('a one-time password opens nothing but the page on which it is changed', async () => {
    const name = `fang-${lang}`;
    const made = await (await site.desk.service.accounts()).create({ email: emailOf(name), name, role: 'contributor' });
    const visited = await visit(site, '/desk/records', { lang });
    const { page } = visited;
    const oneTime = present(made.oneTimePassword, 'one-time password');
    await signInAs(visited, name, lang, oneTime);
    await page.getByText(say(lang, 'desk.password.first')).waitFor();
    await page.getByLabel(say(lang, 'desk.password.oneTime')).fill(oneTime);
    await page.getByLabel(say(lang, 'desk.password.next'), { exact: true }).fill(PASSWORD);
    await page.getByLabel(say(lang, 'desk.password.again')).fill(`${PASSWORD}!`);
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .filter({ hasText: say(lang, 'desk.password.differ') })
      .waitFor();
    await page.getByLabel(say(lang, 'desk.password.again')).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: say(lang, 'desk.page.records') }).waitFor();
  });

  it('after too many wrong passwords it says how long to wait, and takes no further try', async () => {
    await site.account(`lu-${lang}`, 'editor');
    const visited = await visit(site, '/desk', { lang, expected: [/status of 401/, /status of 429/] });
    const { page } = visited;
    const alert = page.getByRole('alert');
    for (let attempt = 0; attempt < 5; attempt++) {
      const answered = page.waitForResponse('**/api/session');
      await signInAs(visited, `lu-${lang}`, lang, 'not the password');
      await answered;
      await alert.filter({ hasText: WRONG_PASSWORD[lang] }).waitFor();
    }
    await signInAs(visited, `lu-${lang}`, lang);
    await alert.filter({ hasText: say(lang, 'desk.signIn.locked') }).waitFor();
    const left = (await alert.innerText()).split(say(lang, 'desk.signIn.locked')).at(-1)?.trim();
    expect(left).toMatch(saying(lang, 'desk.signIn.minutes'));
    expect(await page.getByRole('button', { name: say(lang, 'desk.signIn.send') }).getAttribute('aria-disabled')).toBe('true');
  });
});

it('an editor is not shown what administrators do, and is told so where the address is known', async () => {
  const { page } = await visitAs(site, 'plain-editor', 'editor', '/desk/settings');
  await page.getByRole('heading', { level: 1, name: say('zh', 'desk.notAllowed.heading') }).waitFor();
  expect(await page.getByRole('link', { name: say('zh', 'desk.page.accounts') }).count()).toBe(0);
});

it('an administrator opens an account, hands over its one-time password, and the log says so', async () => {
  const { page } = await visitAs(site, 'chief', 'administrator', '/desk/accounts');
  await page.getByRole('button', { name: say('zh', 'desk.accounts.add') }).click();
  await page.getByLabel(say('zh', 'desk.accounts.name')).fill('何编辑');
  await page.getByRole('textbox', { name: say('zh', 'desk.signIn.email') }).fill('he@centre.example');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'he@centre.example' }).waitFor();
  const password = await page.getByRole('status').locator('code').innerText();
  await page.getByRole('link', { name: say('zh', 'desk.page.audit') }).click();
  await page
    .getByRole('row')
    .filter({ hasText: say('zh', 'desk.audit.action.account-created') })
    .filter({ hasText: 'he@centre.example' })
    .waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain(password);
});
