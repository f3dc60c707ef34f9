import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { openDeskSite, visitAs } from '../setup/desk-site.ts';
import { LANGUAGES, type Lang, say, saying } from '../setup/messages.ts';
import { present } from '../setup/present.ts';
import { inLanguage, visit } from '../setup/site.ts';

const site = await openDeskSite();

const pair = (page: Page, lang: Lang, field: string, of: Lang) =>
  page.getByRole('group', { name: new RegExp(`^${say(lang, `desk.field.${field}`)}`) }).getByLabel(say(lang, `desk.language.${of}`));

/** Finds a code by a word and takes the first that fits. */
async function take(page: Page, lang: Lang, field: string, words: string): Promise<void> {
  const box = page.getByRole('combobox', { name: say(lang, `desk.field.${field}`), exact: true });
  await box.fill(words);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await box.press('ArrowDown');
  await box.press('Enter');
}

const open = (page: Page, lang: Lang, address: string) => page.goto(inLanguage(address, lang));
const reasonBox = (page: Page, lang: Lang, need: 'needed' | 'optional') => page.getByLabel(say(lang, `desk.reason.${need}`));

describe.each(LANGUAGES)('a record at the desk (%s)', (lang) => {
  it('one offers it, a second person reviews and publishes it, and readers find it', async () => {
    const title = { zh: `某五金厂镀镍槽边回收机试点 ${lang}`, en: `Nickel recovered beside the tank, trial ${lang}` };
    const { page: offering } = await visitAs(site, `chen-${lang}`, 'contributor', '/desk', { lang });
    await offering
      .getByRole('navigation', { name: say(lang, 'desk.navigation') })
      .getByRole('link', { name: say(lang, 'desk.page.new') })
      .click();
    await offering.getByLabel(say(lang, 'facet.kind')).selectOption('case');
    await pair(offering, lang, 'title', 'zh').fill(title.zh);
    await pair(offering, lang, 'title', 'en').fill(title.en);
    await pair(offering, lang, 'summary', 'zh').fill('电镀镍漂洗水经槽边离子交换回收，镍回到镀槽，漂洗水回用。');
    await pair(offering, lang, 'summary', 'en').fill(
      'Ion exchange beside the tank returns nickel to the bath; the rinse water is used again.',
    );
    // What the text tells is offered, and taken only by a press.
    const suggested = offering.getByRole('button', { name: saying(lang, 'desk.form.take') });
    await suggested.first().waitFor();
    await take(offering, lang, 'industries', 'C3360');
    await take(offering, lang, 'problems', lang === 'zh' ? '镍' : 'nickel');
    await take(offering, lang, 'region', lang === 'zh' ? '佛山' : 'Foshan');
    const technique = present(
      site.desk.service.library.published().find((one) => one.kind === 'technique' && !one.broader),
      'a canonical technique',
    );
    await offering.getByRole('combobox', { name: say(lang, 'desk.field.techniques'), exact: true }).fill(technique.id);
    await offering.getByRole('listbox').getByRole('option').filter({ hasText: technique.id }).first().click();
    await offering.getByLabel(new RegExp(`^${say(lang, 'desk.field.measure')}`)).selectOption('recycling');
    await offering.getByLabel(new RegExp(`^${say(lang, 'desk.field.evidence')}`)).selectOption('reported');
    await offering.getByRole('textbox', { name: say(lang, 'desk.field.evidenceBasis') }).fill('company: trial report of the works');
    await offering.getByRole('button', { name: say(lang, 'desk.form.add', { field: say(lang, 'desk.field.sources') }) }).click();
    await offering
      .getByRole('group', { name: `${say(lang, 'desk.field.sources')} 1` })
      .getByRole('textbox', { name: new RegExp(`^${say(lang, 'desk.field.title')}`) })
      .fill('某五金厂试点报告');
    // The preview has what was typed.
    await offering
      .getByRole('region', { name: say(lang, 'desk.edit.preview') })
      .getByText(title[lang])
      .waitFor();
    await offering.keyboard.press('Control+Enter');
    await offering
      .getByRole('status')
      .filter({ hasText: say(lang, 'desk.done.submit') })
      .waitFor();
    expect(await offering.getByRole('button', { name: say(lang, 'desk.step.publish') }).count()).toBe(0);

    const { page: reviewing } = await visitAs(site, `li-${lang}`, 'editor', '/desk', { lang });
    await reviewing.getByRole('link', { name: title[lang] }).click();
    await reviewing.getByRole('button', { name: say(lang, 'desk.step.publish') }).click();
    await reasonBox(reviewing, lang, 'optional').fill(lang === 'zh' ? '与报告核对过' : 'checked with the report');
    await reviewing
      .getByRole('button', { name: say(lang, 'desk.step.publish') })
      .last()
      .click();
    const done = reviewing.getByRole('status').filter({ hasText: say(lang, 'desk.done.publish') });
    await done.waitFor();
    await expect.poll(() => done.innerText()).toContain(say(lang, 'desk.findable.by-words'));

    const { page: reading } = await visit(site, `/library?q=${encodeURIComponent(title[lang])}`, { lang });
    await reading.getByRole('link', { name: title[lang] }).first().click();
    await reading.getByRole('heading', { level: 1, name: title[lang] }).waitFor();
    const published = site.desk.service.library.published('case').find((one) => one.title.zh === title.zh);
    expect(published).toMatchObject({ region: '440600', industries: ['C3360'] });
  });

  it('two people edit one record: nothing is overwritten, and the second chooses field by field', async () => {
    const id = present((await site.recordsOf('case', lang === 'zh' ? '余热 陶瓷' : 'boiler condensate', 1))[0], 'a case');
    const address = `/desk/records/${id}/edit`;
    const { page: first } = await visitAs(site, `ann-${lang}`, 'editor', address, { lang });
    const { page: second } = await visitAs(site, `bo-${lang}`, 'editor', address, { lang, expected: [/status of 412/] });
    await pair(second, lang, 'summary', 'zh').fill('第二人写的概要');
    await pair(second, lang, 'scale', 'zh').fill('年产一百万件');
    // What is typed and not saved outlives the page.
    await second.reload();
    await second.getByText(say(lang, 'desk.edit.restored')).waitFor();
    await expect.poll(() => pair(second, lang, 'summary', 'zh').inputValue()).toBe('第二人写的概要');

    await pair(first, lang, 'summary', 'zh').fill('第一人写的概要');
    await pair(first, lang, 'limits', 'zh').fill('第一人写的限制');
    await first.keyboard.press('Control+s');
    await first
      .getByRole('status')
      .filter({ hasText: say(lang, 'desk.done.save') })
      .waitFor();

    await second.getByRole('button', { name: say(lang, 'desk.edit.save'), exact: true }).click();
    const conflict = second.getByRole('form', { name: say(lang, 'desk.conflict.heading') });
    await conflict.waitFor();
    for (const words of ['第一人写的概要', '第二人写的概要', '第一人写的限制', '年产一百万件'])
      await expect.poll(() => conflict.innerText()).toContain(words);
    const settle = conflict.getByRole('button', { name: say(lang, 'desk.conflict.settle') });
    expect(await settle.getAttribute('aria-disabled')).toBe('true');
    await conflict
      .getByRole('group')
      .filter({ hasText: '第二人写的概要' })
      .getByRole('radio', { name: new RegExp(`^${say(lang, 'desk.conflict.mine')}`) })
      .check();
    await settle.click();
    await second.getByRole('button', { name: say(lang, 'desk.edit.save'), exact: true }).click();
    await second
      .getByRole('status')
      .filter({ hasText: say(lang, 'desk.done.save') })
      .waitFor();
    const text = await second.getByRole('main').innerText();
    for (const words of ['第二人写的概要', '第一人写的限制', '年产一百万件']) expect(text).toContain(words);

    // An earlier text comes back by its history.
    await second.getByRole('button', { name: say(lang, 'desk.history.restoreNamed', { n: 1 }) }).click();
    await reasonBox(second, lang, 'needed').fill('原来的好');
    await second.keyboard.press('Enter');
    await second
      .getByRole('status')
      .filter({ hasText: say(lang, 'desk.done.restore') })
      .waitFor();
  });

  it('a record that stands twice is merged after a look at the result, and its old address leads on', async () => {
    const [from = '', into = ''] = await site.recordsOf('case', lang === 'zh' ? '印染 定型机' : 'paper mill', 2);
    const { page } = await visitAs(site, `mo-${lang}`, 'editor', `/desk/records/${from}`, { lang });
    await page.getByRole('link', { name: say(lang, 'desk.step.merge') }).click();
    const finder = page.getByRole('combobox', { name: say(lang, 'desk.merge.choose') });
    await finder.fill(into);
    await page.getByRole('option').filter({ hasText: into }).click();
    await page.getByRole('heading', { level: 2, name: saying(lang, 'desk.merge.result') }).waitFor();
    await expect
      .poll(() =>
        page
          .getByRole('region', { name: say(lang, 'desk.difference.label') })
          .getByRole('row')
          .count(),
      )
      .toBeGreaterThan(1);
    await reasonBox(page, lang, 'needed').fill('同一家厂同一个项目');
    await page.getByRole('button', { name: say(lang, 'desk.merge.send'), exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: say(lang, 'desk.done.merge') })
      .waitFor();
    await open(page, lang, `/records/${from}`);
    await page.getByText(say(lang, 'record.redirected', { id: from })).waitFor();
  });
});

it('what is wrong is said at the field while it is typed', async () => {
  const { page } = await visitAs(site, 'yi', 'contributor', '/desk/new?kind=case&problem=nox');
  const year = page.getByLabel(say('zh', 'desk.field.year')).first();
  await year.fill('去年');
  await expect.poll(() => year.getAttribute('aria-invalid')).toBe('true');
  await year.fill('2025');
  await expect.poll(() => year.getAttribute('aria-invalid')).toBe(null);
});

it('a reader’s remark is settled where it stands in the list', async () => {
  const id = present((await site.recordsOf('case', '锅炉', 1))[0], 'a case');
  site.desk.service.library.notes.addRemark({ record: id, kind: 'wrong-figure', text: '投资应为 120 万元' });
  const { page } = await visitAs(site, 'gu', 'editor', '/desk');
  await page.getByRole('link', { name: say('zh', 'desk.missing.remarks.title') }).click();
  const row = page.getByRole('row').filter({ hasText: '投资应为 120 万元' });
  await row.getByRole('button').click();
  await page.getByLabel(say('zh', 'desk.missing.settlement')).fill('已按原文改正');
  await page.keyboard.press('Enter');
  await page.getByText(say('zh', 'desk.missing.empty')).waitFor();
});
