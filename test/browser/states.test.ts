import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { LANGUAGES, say, saying } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { alert, countOf, questionBox, ranking, recommendations, removals, retry } from './reader.ts';

const site = await openSite();

/** What the browser says of a request that got no answer. */
const UNANSWERED = [/net::ERR_/];

const problem = (status: number) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: '/problems/internal', title: 'Internal error', status }),
  });

describe.each(LANGUAGES)('when something is missing (%s)', (lang) => {
  const results = `/results?q=${encodeURIComponent(say(lang, 'examples.tile.question'))}`;

  it('the network breaks off: that is said, trying again helps, and so does its coming back', async () => {
    const { page } = await visit(site, results, { lang, expected: UNANSWERED });
    const before = await ranking(page, lang);
    await page.context().setOffline(true);
    await removals(page, lang, 'budget').click();
    await alert(page, lang, 'offline').waitFor();
    await retry(page, lang).click();
    await alert(page, lang, 'offline').waitFor();
    await page.context().setOffline(false);
    expect((await ranking(page, lang)).length).toBe(before.length);
    expect(await alert(page, lang, 'offline').count()).toBe(0);
  });

  it('the network is gone before the next page is there: a press is not met with silence', async () => {
    const { page } = await visit(site, '/', { lang, expected: UNANSWERED });
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await questionBox(page, lang).fill(say(lang, 'examples.tile.question'));
    await page
      .getByRole('button', { name: say(lang, 'ask.submit') })
      .first()
      .click();
    await alert(page, lang, 'offline').waitFor({ timeout: 10_000 });
    await page.context().setOffline(false);
    // The page is loaded anew.
    await recommendations(page, lang).first().waitFor();
  });

  it('the server fails, or something else answers: each is told apart', async () => {
    const { page } = await visit(site, '/', { lang, expected: [/status of 500/] });
    await page.route('**/api/search?*', problem(500));
    await page.goto(`/library${lang === 'en' ? '?lang=en' : ''}`);
    await alert(page, lang, 'server').waitFor();
    await page.unroute('**/api/search?*');
    await page.route('**/api/search?*', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Sign in</h1>' }));
    await retry(page, lang).click();
    await alert(page, lang, 'garbled').waitFor();
    await page.unroute('**/api/search?*');
    await retry(page, lang).click();
    expect(await countOf(page, lang)).toBeGreaterThan(100);
  });

  it('an answer that takes its time: the place where it will stand is shown', async () => {
    const { page } = await visit(site, '/', { lang });
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/recommend', async (route) => {
      await held;
      await route.continue();
    });
    await questionBox(page, lang).fill(say(lang, 'examples.tile.question'));
    await questionBox(page, lang).press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: say(lang, 'state.loading') })
      .waitFor({ state: 'attached' });
    answer();
    await ranking(page, lang);
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: say(lang, 'state.loading') })
        .count(),
    ).toBe(0);
  });

  it('the index of meanings is still being made: how far it is', async () => {
    const { page } = await visit(site, '/', { lang });
    await page.route('**/api/health', async (route) => {
      const health = (await (await route.fetch()).json()) as { index: object };
      await route.fulfill({ json: { ...health, status: 'filling', index: { ...health.index, passages: 4000, vectors: 1000 } } });
    });
    await page.reload();
    const banner = page.getByRole('complementary', { name: say(lang, 'index.label') });
    await expect.poll(() => banner.innerText()).toMatch(saying(lang, 'index.filling'));
    await expect.poll(() => banner.innerText()).toContain('25%');
    await expect.poll(() => banner.getByRole('progressbar').count()).toBe(1);
  });

  it('meanings are not searched at all: that is said beside the results', async () => {
    const { page } = await visit(site, results, { lang });
    await ranking(page, lang);
    await expect
      .poll(() => page.getByRole('complementary', { name: say(lang, 'index.label') }).innerText())
      .toContain(say(lang, 'index.keywordOnly'));
    await expect.poll(() => page.getByText(say(lang, 'results.keywordMode')).count()).toBe(1);
  });
});

it.each(['reduce', 'no-preference'] as const)('what moves while one waits heeds the reader’s setting (%s)', async (reducedMotion) => {
  const { page } = await visit(site, '/', { reducedMotion });
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/search?*', async (route) => {
    await held;
    await route.continue();
  });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: say('zh', 'pages.library') })
    .click();
  await page.locator('.skeleton').waitFor();
  const moving = await page.evaluate('document.getAnimations().length > 0');
  expect(moving).toBe(reducedMotion === 'no-preference');
  answer();
  expect(await countOf(page, 'zh')).toBeGreaterThan(100);
});
