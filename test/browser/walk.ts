import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { LONG } from '../setup/long.ts';
import { axeFindings, bones, rawWords, unmarkedChinese, wordsOutside } from '../setup/look.ts';
import { type Lang, say } from '../setup/messages.ts';
import { type Site, visit } from '../setup/site.ts';
import { PAGES } from './pages.ts';
import { settled } from './reader.ts';

const OTHER: Record<Lang, string> = { zh: 'English', en: '中文' };

/**
 * Looks at the page that is open in every way that must hold on all of them, in one language, then in the other. axe takes
 * seconds: it looks at Chinese in light and wide, at English in dark and narrow, and in test:long at both in both.
 */
export async function lookAt(page: Page, lang: Lang): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await settled(page);

  const { title, ...rest } = await bones(page);
  expect.soft(rest).toEqual({ h1: 1, lang: lang === 'zh' ? 'zh-CN' : 'en', twice: [] });
  expect.soft(title).toContain(say(lang, 'site.name'));
  expect.soft(await rawWords(page), 'raw words').toEqual([]);
  if (lang === 'en') expect.soft(await unmarkedChinese(page), 'Chinese that is not marked').toEqual([]);

  if (LONG || lang === 'zh') expect.soft(await axeFindings(page), 'axe, light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  if (LONG || lang === 'en') expect.soft(await axeFindings(page), 'axe, dark and narrow').toEqual([]);
  expect.soft(await wordsOutside(page), 'at 360 px').toEqual([]);
  // The browser's zoom of 200% leaves a window of 1280 pixels half as many.
  await page.setViewportSize({ width: 640, height: 450 });
  expect.soft(await wordsOutside(page), 'zoomed to 200%').toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate('document.documentElement.style.fontSize = "200%"');
  expect.soft(await wordsOutside(page), 'letters of twice the size').toEqual([]);

  // The other language, in place.
  const other = lang === 'zh' ? 'en' : 'zh';
  await page.getByRole('button', { name: OTHER[lang], exact: true }).click();
  await expect.poll(() => page.title()).toContain(say(other, 'site.name'));
  await settled(page);
  expect.soft(await rawWords(page), 'raw words after the language was changed').toEqual([]);
}

/** Walks every page in one language. */
export function walkPages(site: Site, lang: Lang): void {
  describe.each(PAGES)('$name', ({ at, expected }) => {
    it('stands up to being looked at', async () => {
      const { page } = await visit(site, await at(site, lang), { lang, expected });
      await lookAt(page, lang);
    });
  });
}
