import { describe, expect, it } from 'vitest';

import { LANGUAGES, type Lang, say, saying } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { asked, askedBox, inWindow, questionBox, ranking, recommendations, removals, settled, sourceLinks, understood } from './reader.ts';

const site = await openSite();

describe.each(LANGUAGES)('asking (%s)', (lang) => {
  const tileWorks = say(lang, 'examples.tile.question');

  it('a question at the tile works leads to techniques, to a plant that did it and to its source, and back again', async () => {
    const { page, allow } = await visit(site, '/', { lang });
    await questionBox(page, lang).fill(tileWorks);
    await page
      .getByRole('button', { name: say(lang, 'ask.submit') })
      .first()
      .click();

    const names = await ranking(page, lang);
    expect(names.length).toBeGreaterThan(2);
    expect(new URL(page.url()).pathname).toBe('/results');
    expect(asked(page).get('q')).toBe(tileWorks);
    await expect.poll(() => askedBox(page, lang).inputValue()).toBe(tileWorks);
    for (const field of ['problem', 'process', 'budget', 'payback'])
      await expect.poll(() => removals(page, lang, field).count(), { message: field }).toBeGreaterThan(0);
    await expect.poll(() => page.title()).toContain(tileWorks);

    const withCase = recommendations(page, lang)
      .filter({ has: page.getByRole('heading', { name: say(lang, 'evidence.cases'), exact: true }) })
      .first();
    await expectEvidence(lang, withCase.getByRole('heading', { level: 4 }));
    const cases = withCase
      .getByRole('heading', { name: say(lang, 'evidence.cases'), exact: true })
      .locator('xpath=following-sibling::ul[1]');
    const plant = cases.getByRole('link').first();
    const title = await plant.innerText();
    const address = page.url();
    await plant.click();

    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/records\/[a-z0-9-]+$/);
    await expect.poll(() => page.title()).toContain(title);
    const source = sourceLinks(page, lang).first();
    const url = (await source.getAttribute('href')) ?? '';
    expect(url).toMatch(/^https?:\/\//);
    expect(await source.getAttribute('rel')).toContain('noopener');
    await allow(url);
    const [elsewhere] = await Promise.all([page.context().waitForEvent('page'), source.click()]);
    await elsewhere.waitForLoadState();
    expect(elsewhere.url()).toBe(new URL(url).href);
    await elsewhere.close();

    await page.goBack();
    expect(await ranking(page, lang)).toEqual(names);
    expect(page.url()).toBe(address);
    await expect.poll(() => askedBox(page, lang).inputValue()).toBe(tileWorks);
    // The reader is back where the link was, and not at the top again.
    await expect.poll(() => inWindow(plant)).toBe(true);
  });

  it('an example leads to its results', async () => {
    const { page } = await visit(site, '/', { lang });
    await page.getByRole('link', { name: say(lang, 'examples.plating.question') }).click();
    expect((await ranking(page, lang)).length).toBeGreaterThan(2);
    await expect.poll(() => askedBox(page, lang).inputValue()).toBe(say(lang, 'examples.plating.question'));
  });

  it('chosen industry, problem, budget and payback lead to results that heed them', async () => {
    const { page } = await visit(site, '/', { lang });
    const form = page.getByRole('form', { name: say(lang, 'guided.heading') });
    await form.getByRole('button', { name: say(lang, 'ask.submit') }).click();
    expect(await form.getByRole('alert').innerText()).toBe(say(lang, 'guided.nothing'));

    const industry = form.getByRole('combobox', { name: say(lang, 'guided.industry') });
    await industry.fill('C3071');
    await form.getByRole('option').first().click();
    expect(await industry.inputValue()).not.toBe('C3071');
    await form
      .getByRole('group', { name: say(lang, 'guided.processes') })
      .getByRole('checkbox')
      .first()
      .check();
    await form
      .getByRole('group', { name: say(lang, 'problemKind.air') })
      .getByRole('checkbox')
      .first()
      .check();
    await form.getByRole('spinbutton', { name: say(lang, 'limits.budget') }).fill(lang === 'zh' ? '300' : '3000');
    await form.getByRole('spinbutton', { name: say(lang, 'limits.payback') }).fill('3');
    await form.getByRole('button', { name: say(lang, 'ask.submit') }).click();

    await ranking(page, lang);
    expect(asked(page).get('industry')).toBe('C3071');
    expect(asked(page).getAll('process')).toHaveLength(1);
    expect(asked(page).getAll('problem')).toHaveLength(1);
    expect(asked(page).get('budget')).toBe('3000000');
    expect(asked(page).get('payback')).toBe('3');
    for (const field of ['industry', 'process', 'problem', 'budget', 'payback'])
      await expect.poll(() => removals(page, lang, field).count(), { message: field }).toBe(1);
    await expect.poll(() => understood(page, lang).innerText()).toContain(lang === 'zh' ? '300 万元' : 'CNY 3 million');
  });

  it('a question nothing fits gets a page that helps', async () => {
    const { page } = await visit(site, '/results?q=qwxzv', { lang });
    await page.getByRole('heading', { name: say(lang, 'none.heading') }).waitFor();
    expect(await recommendations(page, lang).count()).toBe(0);
    await page.getByRole('link', { name: say(lang, 'none.search') }).click();
    await page.waitForURL(/\/library\?/);
    await settled(page);
    expect(asked(page).get('q')).toBe('qwxzv');
    await expect.poll(() => page.getByText(say(lang, 'library.empty')).count()).toBe(1);
  });
});

it('an empty box asks nothing', async () => {
  const { page } = await visit(site, '/');
  await questionBox(page, 'zh').press('Enter');
  expect(new URL(page.url()).pathname).toBe('/');
  await page.goto('/results');
  await page.getByRole('link', { name: say('zh', 'results.toAsk') }).click();
  await questionBox(page, 'zh').waitFor();
});

it('more techniques are shown when asked for, and the address says so', async () => {
  const { page } = await visit(site, '/results?industry=C17');
  const names = await ranking(page, 'zh');
  expect(names).toHaveLength(10);
  await page.getByRole('button', { name: say('zh', 'results.more', { n: 10 }) }).click();
  await expect.poll(() => recommendations(page, 'zh').count()).toBeGreaterThan(10);
  expect(asked(page).get('limit')).toBe('20');
  expect((await ranking(page, 'zh')).slice(0, 10)).toEqual(names);
});

it('a reason leads to the records that it counts', async () => {
  const { page } = await visit(site, `/results?q=${encodeURIComponent(say('zh', 'examples.tile.question'))}`);
  await ranking(page, 'zh');
  const card = recommendations(page, 'zh').first();
  const reason = card.getByRole('group').first();
  await reason.locator('summary').click();
  const record = reason.getByRole('link').first();
  const title = await record.innerText();
  await record.click();
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
});

it('on a phone every dot of a plot has a place of its own that a finger can hit', async () => {
  const { page } = await visit(site, `/results?q=${encodeURIComponent(say('zh', 'examples.tile.question'))}`, {
    viewport: { width: 360, height: 740 },
  });
  await ranking(page, 'zh');
  const small = await page.evaluate<string[]>(`[...document.querySelectorAll('.dot a')].flatMap((dot) => {
    const { left, right, top, bottom } = dot.getBoundingClientRect();
    dot.scrollIntoView({ block: 'center' });
    const box = dot.getBoundingClientRect();
    const middle = (box.left + box.right) / 2, level = (box.top + box.bottom) / 2;
    const hit = (x, y) => document.elementFromPoint(x, y) === dot;
    // 24 CSS pixels across, but for those at the very edge of the window.
    return hit(middle, level - 11) && hit(middle, level + 11) && (hit(middle - 11, level) || box.left < 12) && hit(middle + 11, level)
      ? [] : [dot.getAttribute('aria-label') + ' ' + [left, right, top, bottom].map(Math.round)];
  })`);
  expect(small).toEqual([]);
});

it('every case in a range plot can be opened', async () => {
  const { page } = await visit(site, `/results?q=${encodeURIComponent(say('zh', 'examples.tile.question'))}`);
  await ranking(page, 'zh');
  const dot = recommendations(page, 'zh')
    .getByRole('link', { name: /: .*\d/ })
    .first();
  const name = (await dot.getAttribute('aria-label')) ?? '';
  await dot.click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.innerText()).toBe(name.slice(0, name.lastIndexOf(': ')));
});

/** A card says why it stands there and how many plants did it. */
async function expectEvidence(lang: Lang, headings: { allInnerTexts(): Promise<string[]> }): Promise<void> {
  const said = await headings.allInnerTexts();
  expect(said).toContain(say(lang, 'card.reasons'));
  expect(said.some((heading) => saying(lang, 'card.plants').test(heading))).toBe(true);
}
