import { describe, expect, it } from 'vitest';

import { LANGUAGES, say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { asked, countOf, facets, pageLinks, settled } from './reader.ts';

const site = await openSite();

describe.each(LANGUAGES)('the library (%s)', (lang) => {
  it('is narrowed step by step, each step with the count that was promised, and widened again', async () => {
    const { page } = await visit(site, '/library', { lang });
    const all = await countOf(page, lang);
    const kind = facets(page, lang).getByRole('link', { name: say(lang, 'kind.case'), exact: true });
    const promised = Number((await kind.locator('xpath=..').innerText()).replaceAll(/\D/g, ''));
    await kind.click();
    await expect.poll(() => asked(page).get('kind')).toBe('case');
    expect(await countOf(page, lang)).toBe(promised);
    expect(promised).toBeLessThan(all);

    const grade = say(lang, 'grade.measured');
    await facets(page, lang).getByText(say(lang, 'facet.evidence'), { exact: true }).click();
    await facets(page, lang).getByRole('link', { name: grade, exact: true }).click();
    await expect.poll(() => asked(page).get('evidence')).toBe('measured');
    expect(await countOf(page, lang)).toBeLessThan(promised);

    const taken = say(lang, 'understood.remove', { name: `${say(lang, 'facet.kind')}: ${say(lang, 'kind.case')}` });
    await page.getByRole('button', { name: taken }).click();
    await expect.poll(() => asked(page).has('kind')).toBe(false);
    await page.goBack();
    await page.getByRole('button', { name: taken }).waitFor();
  });

  it('is paged, and back leads to the page before', async () => {
    const { page } = await visit(site, '/library', { lang });
    const titles = async () => {
      await settled(page);
      return page.getByRole('main').getByRole('article').getByRole('link').allInnerTexts();
    };
    await pageLinks(page, lang).waitFor();
    const first = await titles();
    expect(first).toHaveLength(20);
    await pageLinks(page, lang)
      .getByRole('link', { name: say(lang, 'library.page', { page: 2 }), exact: true })
      .click();
    await expect.poll(() => asked(page).get('page')).toBe('2');
    const second = await titles();
    expect(second.filter((title) => first.includes(title))).toEqual([]);
    await page.goBack();
    await expect.poll(() => asked(page).has('page')).toBe(false);
    expect(await titles()).toEqual(first);
    // A page beyond the last is no page at all, and says so or shows nothing: it breaks nothing.
    await page.goto('/library?page=500');
    await settled(page);
    await page.getByRole('heading', { level: 1, name: say(lang, 'pages.library') }).waitFor();
  });

  it('is searched, and the words are marked', async () => {
    const { page } = await visit(site, '/library', { lang });
    const words = lang === 'zh' ? '余热' : 'waste heat';
    const box = page.getByRole('searchbox', { name: say(lang, 'library.words') });
    await box.fill(words);
    await box.press('Enter');
    await expect.poll(() => asked(page).get('q')).toBe(words);
    await settled(page);
    await expect.poll(() => page.getByRole('main').getByRole('article').locator('mark').count()).toBeGreaterThan(5);
    await page.reload();
    await expect.poll(() => box.inputValue()).toBe(words);
  });

  it('is sorted by year', async () => {
    const { page } = await visit(site, '/library?kind=case', { lang });
    await page.getByRole('combobox', { name: say(lang, 'library.sort') }).selectOption({ label: say(lang, 'sort.newest') });
    await expect.poll(() => asked(page).get('sort')).toBe('newest');
    await settled(page);
    const shown = await page
      .getByRole('main')
      .getByRole('article')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const response = await fetch(`${site.origin}/api/search?kind=case&sort=newest&limit=20&lang=${lang}`);
    const { results } = (await response.json()) as { results: { id: string; year?: number }[] };
    expect(shown.map((address) => address?.replace(/^\/records\/|\?.*$/g, ''))).toEqual(results.map(({ id }) => id));
    expect(results.map(({ year = 0 }) => year)).toEqual(results.map(({ year = 0 }) => year).sort((a, b) => b - a));
  });
});
