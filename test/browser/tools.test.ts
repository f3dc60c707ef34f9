import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import { LANGUAGES, say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { CLINKER_ENERGY } from './pages.ts';
import { asked, countOf, questionBox, settled } from './reader.ts';

const site = await openSite();

/** Their waste heat power is printed in MW here, in kW there. */
const UNITS_APART = ['tech-cement-kiln-waste-heat-power', 'tech-glass-furnace-waste-heat-power'];

describe.each(LANGUAGES)('tools (%s)', (lang) => {
  it('a record is put on the shortlist, is still there later, and the list can be given to somebody else', async () => {
    const { page } = await visit(site, '/library?kind=technique', { lang });
    await settled(page);
    const row = page.getByRole('main').getByRole('article').first();
    const title = await row.getByRole('link').first().innerText();
    await row.getByRole('button', { name: say(lang, 'shortlist.addNamed', { name: title }) }).click();
    await page.reload();
    await page.getByRole('link', { name: say(lang, 'shortlist.navCount', { n: 1 }, 1) }).click();
    await page.getByRole('heading', { level: 1, name: say(lang, 'shortlist.title') }).waitFor();
    await page.getByRole('main').getByRole('link', { name: title, exact: true }).waitFor();

    const ids = await site.recordsOf('case', '', 2);
    const { page: theirs } = await visit(site, `/shortlist?ids=${ids}`, { lang });
    await theirs.getByText(say(lang, 'shortlist.shared', { n: 2 }, 2)).waitFor();
    await theirs.getByRole('button', { name: say(lang, 'shortlist.keep') }).click();
    await theirs.getByRole('link', { name: say(lang, 'shortlist.navCount', { n: 2 }, 2) }).waitFor();
  });

  it('a record of the table is taken over into the draft as from the list', async () => {
    const { page } = await visit(site, '/library?kind=case&shape=table', { lang });
    await settled(page);
    const name = await page.getByRole('table').getByRole('rowheader').first().getByRole('link').innerText();
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    await row.getByRole('button', { name: say(lang, 'shortlist.addNamed', { name }) }).waitFor();
    await row.getByRole('button', { name: say(lang, 'toDraft.addNamed', { name }) }).click();
    await row.getByRole('link', { name: say(lang, 'toDraft.openNamed', { name }) }).waitFor();
  });

  it('techniques are ticked and stand side by side in a table', async () => {
    const { page } = await visit(site, '/library?kind=technique', { lang });
    await settled(page);
    const rows = page.getByRole('main').getByRole('article');
    const titles = [await rows.nth(0).getByRole('link').first().innerText(), await rows.nth(1).getByRole('link').first().innerText()];
    for (const name of titles) await page.getByRole('checkbox', { name: say(lang, 'compare.chooseNamed', { name }) }).check();
    const bar = page.getByRole('region', { name: say(lang, 'compare.bar') });
    await bar.getByRole('link', { name: say(lang, 'compare.open') }).click();
    const table = page.getByRole('region', { name: say(lang, 'compare.table') }).getByRole('table');
    await table.waitFor();
    expect(asked(page).get('ids')?.split(',')).toHaveLength(2);
    for (const name of titles) await expect.poll(() => table.getByRole('columnheader', { name }).count()).toBe(1);
  });

  it('figures that sources print in different units stand in one row, with what was printed beside', async () => {
    const { page } = await visit(site, `/compare?ids=${UNITS_APART}`, { lang });
    const table = page.getByRole('region', { name: say(lang, 'compare.table') }).getByRole('table');
    await table.waitFor();
    const printed = say(lang, 'figures.asPrinted', { text: '' });
    await expect.poll(() => table.getByRole('row').filter({ hasText: printed }).count()).toBeGreaterThan(0);
  });

  it('a value of a benchmark leads to where one’s own figure is set against it', async () => {
    const { page } = await visit(site, `/records/${await site.recordsOf('benchmark', '水泥 熟料', 1)}`, { lang });
    const values = page.getByRole('region', { name: say(lang, 'values.heading') }).getByRole('table');
    const link = values.getByRole('rowheader').getByRole('link').first();
    const indicator = await link.innerText();
    await link.click();
    await page.waitForURL(/\/benchmark\?/);
    await page.getByRole('heading', { level: 2, name: indicator }).waitFor();
  });

  it('own figures are compared and stay in the part of the address that is never sent', async () => {
    const { page } = await visit(site, `/benchmark?indicator=${CLINKER_ENERGY}`, { lang });
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
    const own = page.getByRole('textbox', { name: say(lang, 'benchmark.own') });
    await own.fill('112.345');
    await expect.poll(() => new URL(page.url()).hash).toContain('value=112.345');
    await own.fill('-3');
    await page.getByText(say(lang, 'benchmark.fault.negative')).waitFor();
    await own.fill('112.345 kg');
    await own.fill('999999999');
    await page.getByText(say(lang, 'benchmark.far.above')).waitFor();
    await own.fill('112.345');
    await expect.poll(() => new URL(page.url()).hash).toContain('value=112.345');
    await page.reload();
    await expect.poll(() => own.inputValue()).toBe('112.345');
    expect(sent.filter((request) => request.includes('112.345'))).toEqual([]);
  });

  it('the list that is shown can be taken along', async () => {
    const { page } = await visit(site, '/library?kind=guide', { lang });
    const count = await countOf(page, lang);
    const take = async (format: string): Promise<string> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: say(lang, 'library.download', { format }) }).click(),
      ]);
      const kept = join(temporaryFolder(), file.suggestedFilename());
      await file.saveAs(kept);
      return readFileSync(kept, 'utf8');
    };
    expect(parse(await take('CSV'), { bom: true }).length).toBe(count + 1);
    expect(JSON.stringify(JSON.parse(await take('JSON'))).match(/"kind":"guide"/g)).toHaveLength(count);
  });

  it('a remark on a record is kept for the editors', async () => {
    const { page } = await visit(site, `/records/${await site.recordsOf('case', '陶瓷', 1)}`, { lang });
    const box = page.getByRole('region', { name: say(lang, 'remark.heading') });
    await box.getByText(say(lang, 'remark.kind.wrong-figure')).click();
    await box.getByRole('button', { name: say(lang, 'remark.send') }).click();
    await box
      .getByRole('alert')
      .filter({ hasText: say(lang, 'remark.needed') })
      .waitFor();
    await box.getByRole('textbox').fill('<b>120</b> ≠ 102');
    await box.getByRole('button', { name: say(lang, 'remark.send') }).click();
    await box.getByText(say(lang, 'remark.thanks')).waitFor();
  });

  it('words are proposed while one types, and are taken with the arrow keys', async () => {
    const { page } = await visit(site, '/', { lang });
    const box = questionBox(page, lang);
    await box.pressSequentially(lang === 'zh' ? '余热' : 'waste heat');
    const list = page.getByRole('listbox', { name: say(lang, 'suggest.label') });
    await list.getByRole('option').first().waitFor();
    await box.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe(await list.getByRole('option').first().getAttribute('id'));
    await box.press('Enter');
    await list.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('a cell of the map opens the list behind it, with the number it shows', async () => {
    const { page } = await visit(site, '/library/coverage', { lang });
    const cell = page.getByRole('table').getByRole('cell').getByRole('link').first();
    const shown = Number((await cell.innerText()).replaceAll(/\D/g, ''));
    await cell.click();
    await page.waitForURL(/\/library\?/);
    expect(await countOf(page, lang)).toBe(shown);
  });
});
