import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

import { type Lang, say, saying } from '../setup/messages.ts';

/** Parts of the pages as a reader names them. */

export const questionBox = (page: Page, lang: Lang): Locator => page.getByRole('textbox', { name: say(lang, 'ask.label') });

/** The box above the results. */
export const askedBox = (page: Page, lang: Lang): Locator => page.getByRole('textbox', { name: say(lang, 'results.question') });

export const understood = (page: Page, lang: Lang): Locator => page.getByRole('region', { name: say(lang, 'understood.heading') });

/** Buttons that take away what was understood of this kind: industry, problem, budget, … */
export function removals(page: Page, lang: Lang, field: string): Locator {
  const [before = '', after = ''] = say(lang, 'understood.remove').split('{name}');
  return understood(page, lang).getByRole('button', {
    name: new RegExp(`^${before}${say(lang, `understood.field.${field}`)} .+${after}$`),
  });
}

export const recommendations = (page: Page, lang: Lang): Locator =>
  page.getByRole('region', { name: say(lang, 'results.heading') }).getByRole('article');

/** The techniques' names in their order, once the ranking has settled. */
export async function ranking(page: Page, lang: Lang): Promise<string[]> {
  await settled(page);
  const links = recommendations(page, lang).getByRole('heading', { level: 3 }).getByRole('link');
  await links.first().waitFor();
  return links.allInnerTexts();
}

/** What was asked for last is shown. */
export async function settled(page: Page): Promise<void> {
  // One frame for what was pressed to reach the address, one for the list to say that it is busy.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  await expect.poll(() => page.evaluate('document.querySelector("[aria-busy=true], .skeleton") === null')).toBe(true);
}

/** Whether it is within the window, and not only on the page. */
export const inWindow = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < element.ownerDocument.defaultView.innerHeight;
  });

export const retry = (page: Page, lang: Lang): Locator => page.getByRole('button', { name: say(lang, 'failure.retry') });

export const alert = (page: Page, lang: Lang, failure: string): Locator =>
  page.getByRole('alert').filter({ has: page.getByRole('heading', { name: say(lang, `failure.${failure}.title`) }) });

export const sourceLinks = (page: Page, lang: Lang): Locator =>
  page.getByRole('region', { name: say(lang, 'source.heading') }).getByRole('link');

export const pageLinks = (page: Page, lang: Lang): Locator => page.getByRole('navigation', { name: say(lang, 'library.pages') });

export const facets = (page: Page, lang: Lang): Locator => page.getByRole('navigation', { name: say(lang, 'library.narrow') });

export const libraryCount = (page: Page, lang: Lang): Locator =>
  page.getByRole('status').filter({ hasText: saying(lang, 'library.count') });

/** The number in the library's count. */
export async function countOf(page: Page, lang: Lang): Promise<number> {
  await settled(page);
  const words = await libraryCount(page, lang).innerText();
  return Number(words.replaceAll(/\D/g, ''));
}

/** What the address asks for. */
export const asked = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

/** The reader's focus, as a screen reader would tell it, and whether it can be seen. */
export interface Focus {
  name: string;
  seen: boolean;
}

export const focus = (page: Page): Promise<Focus> =>
  page.evaluate<Focus>(`(() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    // A tile shows the focus of the box within it.
    const shown = [at, at.closest('label')].some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    return {
      name: at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText,
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && shown,
    };
  })()`);

/** Presses Tab until the element has the focus; each stop on the way can be seen. Tells the stops that cannot. */
export async function tabTo(page: Page, goal: Locator, most = 150): Promise<string[]> {
  const unseen: string[] = [];
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const { name, seen } = await focus(page);
    if (!seen) unseen.push(name);
    if (await goal.evaluate((element) => element === element.ownerDocument.activeElement)) return unseen;
  }
  throw new Error(`not reached with ${most} presses of Tab`);
}
