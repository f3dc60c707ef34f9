import { buffer } from 'node:stream/consumers';

import type { Download, Locator, Page } from 'playwright-core';

import { type Lang, say, saying } from '../setup/messages.ts';

/** The draft page as a consultant uses it. */

export const STORED = 'cleanmatch.draft';

/** Opens one of the page's views as a person does, by its name above the draft. */
export async function openView(page: Page, lang: Lang, view: 'profile' | 'schemes' | 'screening' | 'economics' | 'export'): Promise<void> {
  const views = page.getByRole('navigation', { name: say(lang, 'draft.views') });
  await views.getByRole('link', { name: say(lang, `draft.view.${view}`), exact: true }).click();
  await page.getByRole('heading', { level: 2, name: say(lang, `draft.view.${view}`) }).waitFor();
}

/** The box of a figure of the scheme that is open: `amount` of `electricity`, the nth entry of its list. */
export function entryBox(page: Page, lang: Lang, part: 'amount' | 'price' | 'what', kind: string, place: number): Locator {
  const [before = ''] = say(lang, `draft.row.${part}`).split('{name}');
  const after = lang === 'zh' ? `，${kind}（第 ${place} 项）` : `, ${kind} (item ${place})`;
  return page.getByLabel(new RegExp(`^${escaped(before)}.*${escaped(after)}$`));
}

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const press = (page: Page, lang: Lang, key: string): Promise<void> =>
  page.getByRole('button', { name: say(lang, key), exact: true }).click();

/** What the reader of the page is told of undo and keeping. */
export const told = (page: Page, lang: Lang, key: string): Locator => page.getByRole('status').filter({ hasText: saying(lang, key) });

/** The number of schemes, as the page says it. */
export const schemeCount = (page: Page, lang: Lang, n: number): Locator =>
  page.getByText(say(lang, 'draft.count', { n }, n), { exact: true });

/** A draft as it is kept in the browser. */
export async function keptDraft(
  page: Page,
): Promise<{ profile: Record<string, unknown>; schemes: { name: { zh: string }; evidence: string[] }[] }> {
  const text = await page.evaluate<string>(`localStorage.getItem('${STORED}')`);
  return JSON.parse(text).draft;
}

/** What a download holds. The browser runs elsewhere, so the file has no path here. */
export async function contentOf(download: Download): Promise<Buffer> {
  return buffer(await download.createReadStream());
}
