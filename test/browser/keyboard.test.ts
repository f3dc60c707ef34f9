import { describe, expect, it } from 'vitest';

import { LANGUAGES, say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { asked, focus, questionBox, ranking, recommendations, removals, settled, tabTo } from './reader.ts';

const site = await openSite();

describe.each(LANGUAGES)('by keyboard alone (%s)', (lang) => {
  it('a question is asked and its first technique opened; every stop on the way can be seen', async () => {
    const { page } = await visit(site, '/', { lang });
    await questionBox(page, lang).waitFor();
    expect(await tabTo(page, questionBox(page, lang))).toEqual([]);
    await page.keyboard.type(say(lang, 'examples.tile.question'));
    await page.keyboard.press('Enter');
    const [first = ''] = await ranking(page, lang);
    const link = recommendations(page, lang).getByRole('heading', { level: 3 }).getByRole('link').first();
    expect(await tabTo(page, link)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: first, exact: true }).waitFor();
  });

  it('a chip is taken away, and the focus is not lost', async () => {
    const { page } = await visit(site, `/results?q=${encodeURIComponent(say(lang, 'examples.tile.question'))}`, { lang });
    await ranking(page, lang);
    await tabTo(page, removals(page, lang, 'problem').first());
    await page.keyboard.press('Enter');
    await expect.poll(() => asked(page).has('ignore')).toBe(true);
    await settled(page);
    // The next chip, which took its place.
    await expect.poll(() => focus(page).then(({ name }) => name)).toMatch(new RegExp(say(lang, 'understood.remove', { name: '.+' })));
  });

  it('an industry is found by its everyday name with the arrow keys', async () => {
    const { page } = await visit(site, '/', { lang });
    const industry = page.getByRole('combobox', { name: say(lang, 'guided.industry') });
    await tabTo(page, industry);
    await page.keyboard.type(lang === 'zh' ? '瓷砖' : 'tile');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = await page.getByRole('option').first().innerText();
    expect(await industry.getAttribute('aria-activedescendant')).toBe(await page.getByRole('option').first().getAttribute('id'));
    await page.keyboard.press('Enter');
    expect(chosen).toContain(await industry.inputValue());
    expect(await page.getByRole('option').count()).toBe(0);
    const problem = page.getByRole('checkbox').first();
    expect(await tabTo(page, problem)).toEqual([]);
    await page.keyboard.press('Space');
    expect(await problem.isChecked()).toBe(true);
  });
});

it('the first press of Tab offers to skip to the content', async () => {
  const { page } = await visit(site, '/library');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await focus(page)).toEqual({ name: say('zh', 'site.skip'), seen: true });
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('searchbox', { name: say('zh', 'library.words') }), 2);
});

it('a line can be begun in the question, and a word being composed is not asked', async () => {
  const { page } = await visit(site, '/');
  const box = questionBox(page, 'zh');
  await box.fill('印染厂');
  await box.press('Shift+Enter');
  await box.pressSequentially('余热');
  await expect.poll(() => box.inputValue()).toBe('印染厂\n余热');
  await box.evaluate((element) => {
    const { KeyboardEvent } = element.ownerDocument.defaultView;
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
  });
  expect(new URL(page.url()).pathname).toBe('/');
});
