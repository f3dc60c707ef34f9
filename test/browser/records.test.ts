import { describe, expect, it } from 'vitest';

import { LANGUAGES, say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { asked, questionBox, ranking, settled, sourceLinks } from './reader.ts';

const site = await openSite();

describe.each(LANGUAGES)('a record (%s)', (lang) => {
  it('every figure of a case leads to its source', async () => {
    const { page } = await visit(site, `/records/${await site.recordsOf('case', '陶瓷 窑炉 余热', 1)}`, { lang });
    const table = page.getByRole('region', { name: say(lang, 'figures.heading') }).getByRole('table');
    await table.waitFor();
    const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader') });
    await expect.poll(() => rows.count()).toBeGreaterThan(0);
    const sources = await sourceLinks(page, lang).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const row of await rows.all()) {
      const marks = row.getByRole('link');
      expect(await marks.count(), await row.innerText()).toBeGreaterThan(0);
      for (const mark of await marks.all()) {
        const address = await mark.getAttribute('href');
        // Its own address, or the entry below where the source has none.
        if (address?.startsWith('#')) await expect.poll(() => page.locator(address).count()).toBe(1);
        else expect(sources).toContain(address);
      }
    }
  });

  it('a case and the technique it proves lead to each other', async () => {
    const { page } = await visit(site, `/results?q=${encodeURIComponent(say('zh', 'examples.tile.question'))}`, { lang });
    await ranking(page, lang);
    const evidence = page.getByRole('heading', { name: say(lang, 'evidence.cases'), exact: true }).first();
    const card = page.getByRole('article').filter({ has: evidence }).first();
    const technique = await card.getByRole('heading', { level: 3 }).getByRole('link').innerText();
    await evidence.locator('xpath=following-sibling::ul[1]').getByRole('link').first().click();
    const heading = page.getByRole('heading', { level: 1 });
    await page.waitForURL(/\/records\//);
    await settled(page);
    const plant = await heading.innerText();
    await page.getByRole('main').getByRole('link', { name: technique, exact: true }).first().click();
    await expect.poll(() => heading.innerText()).toBe(technique);
    await page.getByRole('main').getByRole('link', { name: plant, exact: true }).first().click();
    await expect.poll(() => heading.innerText()).toBe(plant);
  });

  it('its industry leads to what else the library has on it', async () => {
    const { page } = await visit(site, `/records/${await site.recordsOf('case', '印染', 1)}`, { lang });
    await page.getByRole('definition').getByRole('link').first().click();
    await page.waitForURL(/\/library\?/);
    await settled(page);
    expect([...asked(page).keys()].filter((key) => key !== 'lang')).toEqual(['industry']);
    await expect
      .poll(() =>
        page
          .getByRole('list', { name: say(lang, 'library.chosen') })
          .getByRole('button')
          .count(),
      )
      .toBe(1);
  });

  it('one that is gone says so and offers ways on', async () => {
    const { page } = await visit(site, '/records/no-such-record', { lang, expected: [/status of 404/] });
    await page.getByRole('heading', { level: 1, name: say(lang, 'record.missing') }).waitFor();
    await expect.poll(() => page.getByRole('main').innerText()).toContain(say(lang, 'record.missingText', { id: 'no-such-record' }));
    await expect.poll(() => page.title()).toContain(say(lang, 'record.missing'));
    await questionBox(page, lang).fill(say(lang, 'examples.air.question'));
    await questionBox(page, lang).press('Enter');
    expect((await ranking(page, lang)).length).toBeGreaterThan(0);
  });

  it('an address that was mistyped says so and offers ways on', async () => {
    const { page } = await visit(site, '/recrods/some-case', { lang });
    await page.getByRole('heading', { level: 1, name: say(lang, 'notFound.heading') }).waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: say(lang, 'pages.library') })
      .click();
    await page.getByRole('heading', { level: 1, name: say(lang, 'pages.library') }).waitFor();
  });
});
