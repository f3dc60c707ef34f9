import { describe, expect, it } from 'vitest';

import { type Lang, say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { asked, askedBox, questionBox, ranking, removals, settled } from './reader.ts';

const site = await openSite();

const TO: Record<Lang, string> = { zh: '中文', en: 'English' };

describe('the language', () => {
  it('changes in place: the question and what was corrected stay', async () => {
    const question = say('zh', 'examples.tile.question');
    const { page } = await visit(site, `/results?q=${encodeURIComponent(question)}&ignore=budget#content`);
    await ranking(page, 'zh');
    await expect.poll(() => page.title()).toContain(say('zh', 'site.name'));
    await page.getByRole('button', { name: TO.en }).click();

    await expect.poll(() => asked(page).get('lang')).toBe('en');
    expect((await ranking(page, 'en')).length).toBeGreaterThan(2);
    expect(asked(page).get('q')).toBe(question);
    expect(asked(page).getAll('ignore')).toEqual(['budget']);
    await expect.poll(() => askedBox(page, 'en').inputValue()).toBe(question);
    await expect.poll(() => removals(page, 'en', 'problem').count()).toBeGreaterThan(0);
    await expect.poll(() => page.title()).toContain(say('en', 'site.name'));
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');

    await page.getByRole('button', { name: TO.zh }).click();
    await expect.poll(() => asked(page).has('lang')).toBe(false);
    await ranking(page, 'zh');
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
  });

  it('is remembered, and an address that says another one wins', async () => {
    const { page } = await visit(site, '/');
    await page.getByRole('button', { name: TO.en }).click();
    await questionBox(page, 'en').waitFor();
    const later = await page.context().newPage();
    await later.goto('/library');
    await later.getByRole('heading', { level: 1, name: say('en', 'pages.library') }).waitFor();
    expect(asked(later).get('lang')).toBe('en');
    await later.goto('/library?lang=zh');
    await later.getByRole('heading', { level: 1, name: say('zh', 'pages.library') }).waitFor();
  });

  it('stays while one goes from page to page, and so does the way back', async () => {
    const { page } = await visit(site, '/', { lang: 'en' });
    await page
      .getByRole('navigation')
      .getByRole('link', { name: say('en', 'pages.library') })
      .click();
    await page.getByRole('heading', { level: 1, name: say('en', 'pages.library') }).waitFor();
    await settled(page);
    const hit = page.getByRole('main').getByRole('article').getByRole('link').first();
    const title = await hit.innerText();
    await hit.click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(asked(page).get('lang')).toBe('en');
    await page.goBack();
    await page.waitForURL(/\/library/, { timeout: 10_000 });
    await page.goBack();
    await questionBox(page, 'en').waitFor();
  });
});

it('the look is chosen and remembered', async () => {
  const { page } = await visit(site, '/', { colorScheme: 'light' });
  const theme = () => page.evaluate('document.documentElement.dataset.theme');
  const button = (name: string) => page.getByRole('button', { name: say('zh', 'theme.label', { theme: say('zh', `theme.${name}`) }) });
  await button('auto').click();
  await button('light').click();
  await button('dark').waitFor();
  expect(await theme()).toBe('dark');
  await page.reload();
  expect(await theme()).toBe('dark');
  await button('dark').click();
  await expect.poll(() => theme()).toBe('light');
});
