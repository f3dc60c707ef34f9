import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { axeFindings, rawWords, unmarkedChinese, wordsOutside } from '../setup/look.ts';
import { LANGUAGES, type Lang, say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { contentOf, entryBox, keptDraft, openView, press, schemeCount } from './draft-page.ts';
import { questionBox, ranking, settled } from './reader.ts';

/** A whole draft as a consultant builds it: from a question to a Word file. */

const site = await openSite();

const WORDS = {
  zh: {
    question: '印染厂蒸汽消耗大，余热回收',
    plant: '晨光印染有限公司',
    trade: '棉印染',
    own: '前处理改三级逆流水洗',
    water: '水',
    power: '电',
    device: '固定资产:设备',
  },
  en: {
    question: 'dyeing mill wastes steam, heat recovery',
    plant: 'Morning Light Dyeing',
    trade: 'cotton',
    own: 'Counter-current washing in three stages',
    water: 'Water',
    power: 'Electricity',
    device: 'Fixed assets: equipment',
  },
};

async function looksRight(page: Page, lang: Lang, where: string): Promise<void> {
  await settled(page);
  expect.soft(await rawWords(page), `raw words, ${where}`).toEqual([]);
  if (lang === 'en') expect.soft(await unmarkedChinese(page), `Chinese that is not marked, ${where}`).toEqual([]);
  expect.soft(await axeFindings(page), `axe, ${where}`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  expect.soft(await axeFindings(page), `axe, dark and narrow, ${where}`).toEqual([]);
  expect.soft(await wordsOutside(page), `at 360 px, ${where}`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe.each(LANGUAGES)('a draft in %s', (lang) => {
  it('is built from a question to a Word file', async () => {
    const words = WORDS[lang];
    const { page } = await visit(site, '/', { lang, acceptDownloads: true });

    // The first techniques for a question are taken over from their cards.
    await questionBox(page, lang).fill(words.question);
    await questionBox(page, lang).press('Enter');
    await ranking(page, lang);
    const open = page.getByRole('link', { name: new RegExp(`^${say(lang, 'toDraft.openNamed').split('{name}')[0]}`) });
    const plus = page.getByRole('button', { name: new RegExp(`^${say(lang, 'toDraft.addNamed').split('{name}')[0]}`) });
    for (let taken = 0; taken < 2; taken++) {
      await plus.first().click();
      await expect.poll(() => open.count()).toBe(taken + 1);
    }

    // The enterprise.
    await page.getByRole('link', { name: say(lang, 'pages.draft'), exact: true }).click();
    await page.getByLabel(say(lang, 'draft.profile.name')).fill(words.plant);
    await page.getByRole('combobox', { name: say(lang, 'draft.profile.industry') }).fill(words.trade);
    await page.getByRole('option', { name: /C1713/ }).click();
    const steps = page.getByRole('group', { name: say(lang, 'guided.processes') });
    await steps.getByRole('checkbox').first().check();
    await expect.poll(async () => (await keptDraft(page)).profile.processes).toHaveLength(1);
    const field = (name: string) => page.getByLabel(name, { exact: true });
    await field(lang === 'zh' ? '水价' : 'Water').fill('4.5');
    await field(lang === 'zh' ? '电价' : 'Power').fill('0.8');
    await field(say(lang, 'draft.profile.discountRate')).fill('301');
    await page.getByText(say(lang, 'draft.fault.most', { n: 300 })).waitFor();
    await field(say(lang, 'draft.profile.discountRate')).fill('10');
    await looksRight(page, lang, 'enterprise');

    // One more from what comparable plants did, one of one's own.
    await openView(page, lang, 'schemes');
    await schemeCount(page, lang, 2).waitFor();
    await press(page, lang, 'draft.add.suggest');
    await page.locator('#add-panel details').first().waitFor();
    await looksRight(page, lang, 'suggestions');
    await page
      .locator('#add-panel details[open]')
      .getByRole('button', { name: new RegExp(say(lang, 'toDraft.add')) })
      .first()
      .click();
    await schemeCount(page, lang, 3).waitFor();
    await press(page, lang, 'draft.add.suggest');
    await page.getByRole('button', { name: say(lang, 'draft.addTo', { aspect: lang === 'zh' ? '技术工艺' : 'Technology' }) }).click();
    await expect.poll(() => page.evaluate('document.activeElement.hasAttribute("data-first")')).toBe(true);
    await page.getByLabel(say(lang, `draft.scheme.name${lang === 'zh' ? 'Zh' : 'En'}`)).fill(words.own);
    await press(page, lang, 'draft.list.investmentAdd');
    await entryBox(page, lang, 'amount', words.device, 1).fill('60');
    await press(page, lang, 'draft.list.savingsAdd');
    await entryBox(page, lang, 'what', words.power, 1).selectOption('water');
    await entryBox(page, lang, 'amount', words.water, 1).fill('60000');
    await press(page, lang, 'draft.list.savingsAdd');
    await entryBox(page, lang, 'amount', words.power, 2).fill('-30000');
    // P = 60,000 × 4.5 − 30,000 × 0.8 = 246,000 CNY; D = 60,000; F = (246,000 − 60,000) × 0.75 + 60,000 = 199,500; N = 600,000/199,500.
    await page.locator('.outcome').getByText('24.6', { exact: false }).first().waitFor();
    await expect.poll(() => page.locator('.outcome').innerText()).toContain('3.01');
    await looksRight(page, lang, 'scheme');

    // Screening: all five questions, all four scores.
    await openView(page, lang, 'screening');
    const of = (what: string) => page.getByLabel(say(lang, 'draft.screening.of', { scheme: 'F4', what }));
    for (const check of ['technical', 'environmental', 'economic', 'implementation', 'production'])
      await of(say(lang, `draft.check.${check}`)).selectOption('yes');
    await expect.poll(() => of(say(lang, 'draft.screening.verdict')).inputValue()).toBe('feasible');
    const scores = page.getByRole('textbox', { name: /F4.*|.*F4/ }).and(page.locator('.score input'));
    for (const score of await scores.all()) await score.fill('8');
    await page
      .getByRole('region', { name: say(lang, 'draft.ranking.heading') })
      .getByText('240', { exact: true })
      .waitFor();
    await looksRight(page, lang, 'screening');

    // Economics, with the chart's figures in a table behind.
    await openView(page, lang, 'economics');
    await page
      .getByRole('region', { name: say(lang, 'draft.economics.table') })
      .getByText('3.01')
      .waitFor();
    await page.locator('.place svg').nth(1).waitFor();
    await looksRight(page, lang, 'economics');

    // Word, opened again.
    await openView(page, lang, 'export');
    await looksRight(page, lang, 'export');
    const downloading = page.waitForEvent('download', { timeout: 120_000 });
    await press(page, lang, 'draft.export.docx');
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`${words.plant}-${say(lang, 'draft.export.fileName')}.docx`);
    const file = await contentOf(download);
    const { value: html } = await mammoth.convertToHtml({ buffer: file });
    expect(html).toContain(words.own);
    expect(html).toContain('3.01');
    expect(html.match(/<img [^>]*src="data:image\/png/g)?.length).toBeGreaterThanOrEqual(3);
    expect(html).toContain(lang === 'zh' ? '待现场核实' : 'to be checked on site');
    expect((await keptDraft(page)).schemes).toHaveLength(4);
  });
});
