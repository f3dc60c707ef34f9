import { describe, expect, it } from 'vitest';

import { say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { plainScheme, sampleDraft } from '../unit/server/draft/sample-draft.ts';
import { contentOf, entryBox, keptDraft, openView, press, STORED, schemeCount, told } from './draft-page.ts';
import { focus, tabTo } from './reader.ts';

/** What was entered is never lost, and what was not understood is said by place. */

const site = await openSite();

/** A browser that already holds a draft. */
function holding(draft: object): string {
  const text = JSON.stringify({ mark: 'test', rough: {}, draft });
  return `if (!localStorage.getItem('${STORED}')) localStorage.setItem('${STORED}', ${JSON.stringify(text)})`;
}

describe('what was typed', () => {
  it('is there after a reload to the last keystroke, also where it is no number yet', async () => {
    const { page } = await visit(site, '/draft');
    await page.getByLabel(say('zh', 'draft.profile.name')).pressSequentially('某某厂');
    await page.getByLabel(say('zh', 'draft.profile.taxRate'), { exact: true }).fill('二十五');
    await page.reload();
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.name')).inputValue()).toBe('某某厂');
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.taxRate'), { exact: true }).inputValue()).toBe('二十五');
    await page.getByText(say('zh', 'draft.fault.notNumber')).waitFor();

    await openView(page, 'zh', 'schemes');
    await page.getByRole('button', { name: say('zh', 'draft.addTo', { aspect: '设备' }) }).click();
    await page.keyboard.type('空压机变频改造');
    await press(page, 'zh', 'draft.list.savingsAdd');
    await entryBox(page, 'zh', 'amount', '电', 1).fill('3万');
    await page.reload();
    await page.getByRole('button', { name: /空压机变频改造/ }).click();
    await expect.poll(() => entryBox(page, 'zh', 'amount', '电', 1).inputValue()).toBe('3万');
    await openView(page, 'zh', 'export');
    await page.getByText(say('zh', 'draft.export.open', { n: 2 }, 2)).waitFor();
  });

  it('is taken back and brought again by key, in a field too', async () => {
    const { page } = await visit(site, '/draft');
    const name = page.getByLabel(say('zh', 'draft.profile.name'));
    await name.fill('甲厂');
    await page.getByLabel(say('zh', 'draft.profile.scale')).fill('小型');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.scale')).inputValue()).toBe('');
    await told(page, 'zh', 'draft.undone').waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => name.inputValue()).toBe('');
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Control+y');
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.scale')).inputValue()).toBe('小型');
    await page.reload();
    await expect.poll(() => name.inputValue()).toBe('甲厂');
  });

  it('in two windows is merged, not overwritten, and can be taken back', async () => {
    const { page } = await visit(site, '/draft');
    const other = await page.context().newPage();
    await other.goto('/draft');
    await page.getByLabel(say('zh', 'draft.profile.name')).fill('甲厂');
    await expect.poll(() => other.getByLabel(say('zh', 'draft.profile.name')).inputValue()).toBe('甲厂');
    await other.getByText(say('zh', 'draft.elsewhere')).waitFor();
    await other.getByLabel(say('zh', 'draft.profile.scale')).fill('大型');
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.scale')).inputValue()).toBe('大型');
    expect(await keptDraft(page)).toMatchObject({ profile: { name: '甲厂', scale: '大型' } });
    await other.keyboard.press('Control+z');
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.scale')).inputValue()).toBe('');
    expect(await keptDraft(page)).toMatchObject({ profile: { name: '甲厂' } });
  });
});

describe('a draft file', () => {
  it('is saved and opened again as it was', async () => {
    const { page } = await visit(site, '/');
    await page.addInitScript(holding(sampleDraft([plainScheme('a', 300_000, 90_000), plainScheme('b', 20_000, 9000)])));
    await page.goto('/draft/export');
    const downloading = page.waitForEvent('download');
    await press(page, 'zh', 'draft.file.save');
    const saved = await contentOf(await downloading);
    const before = await keptDraft(page);
    await press(page, 'zh', 'draft.file.clear');
    expect((await keptDraft(page)).schemes).toEqual([]);
    await page.getByLabel(say('zh', 'draft.file.open')).setInputFiles({ name: '草稿.json', mimeType: 'application/json', buffer: saved });
    await told(page, 'zh', 'draft.file.opened').waitFor();
    expect(await keptDraft(page)).toMatchObject(before);
  });

  it.each([
    ['not JSON', '方案：换电机', /不是有效的 JSON/],
    ['from something else', '{"name":"x","items":[]}', /不是清产通的草稿文件/],
    ['of a newer version', JSON.stringify({ ...sampleDraft(), version: 99 }), /请先升级/],
    ['with a wrong figure', JSON.stringify({ ...sampleDraft(), profile: { discountRate: 8 } }), /8% 写 0\.08/],
  ])('that is %s is refused in clear words, and nothing is lost', async (_, text, words) => {
    const { page } = await visit(site, '/');
    await page.addInitScript(holding(sampleDraft([plainScheme('a', 300_000, 90_000)])));
    await page.goto('/draft/export');
    await page
      .getByLabel(say('zh', 'draft.file.open'))
      .setInputFiles({ name: '别的.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.getByRole('alert').getByText(words).first().waitFor();
    expect((await keptDraft(page)).schemes).toHaveLength(1);
  });

  it('kept by the browser that cannot be read is told of and can be saved, while a new one is written', async () => {
    const { page } = await visit(site, '/');
    await page.evaluate(`localStorage.setItem('${STORED}', '{"mark":"x","draft":{"format":"cleanmatch-draft","version":99}}')`);
    await page.goto('/draft');
    await page.getByRole('alert').getByText(say('zh', 'draft.aside.text')).waitFor();
    await page.getByLabel(say('zh', 'draft.profile.name')).fill('新的');
    await page.reload();
    const downloading = page.waitForEvent('download');
    await press(page, 'zh', 'draft.aside.save');
    expect((await contentOf(await downloading)).toString()).toContain('"version":99');
    await expect.poll(() => page.getByLabel(say('zh', 'draft.profile.name')).inputValue()).toBe('新的');
  });
});

describe('a sheet', () => {
  it('is shown with what is wrong, by cell, before anything is added', async () => {
    const { page } = await visit(site, '/draft/schemes');
    await press(page, 'zh', 'draft.add.sheet');
    const sheet = '名称,方面,投资(万元),年经济效益(万元/a),颜色\n换高效电机,设备,12,4.5,红\n屋顶光伏,太阳,约300,40,\n';
    await page
      .getByLabel(say('zh', 'draft.sheet.choose'))
      .setInputFiles({ name: '方案.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
    const problems = page.getByRole('region', { name: say('zh', 'draft.sheet.table') });
    await problems.waitFor();
    const rows = await problems.getByRole('row').allInnerTexts();
    expect(rows.filter((row) => /^(E1|B3|C3)\s/.test(row))).toHaveLength(3);
    await schemeCount(page, 'zh', 0).waitFor();
    await page.getByRole('button', { name: say('zh', 'draft.sheet.add', { n: 2 }, 2) }).click();
    await schemeCount(page, 'zh', 2).waitFor();
    await page.keyboard.press('Control+z');
    await schemeCount(page, 'zh', 0).waitFor();
  });

  it('that is none is refused in clear words', async () => {
    const { page } = await visit(site, '/draft/schemes', { lang: 'en' });
    await press(page, 'en', 'draft.add.sheet');
    await page
      .getByLabel(say('en', 'draft.sheet.choose'))
      .setInputFiles({ name: 'a.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04nothing') });
    await page.getByText(/No sheet can be read/).waitFor();
  });
});

describe('borrowed figures', () => {
  it('are marked until they are confirmed or replaced, and scaled only when that is accepted', async () => {
    const [id] = await site.recordsOf('case', '陶瓷 窑炉', 1);
    const { page } = await visit(site, `/records/${id}`);
    await page.getByRole('button', { name: new RegExp(say('zh', 'toDraft.add')) }).click();
    await page.getByRole('link', { name: new RegExp(say('zh', 'toDraft.open')) }).click();
    const marks = page.locator('.borrowed').getByText('待现场核实', { exact: true });
    await expect.poll(() => marks.count()).toBeGreaterThan(0);
    const before = await marks.count();
    const first = page
      .locator('.figure-field')
      .filter({ has: page.locator('.borrowed') })
      .first();
    await first.getByRole('button', { name: new RegExp(`^${say('zh', 'draft.borrowed.confirm')}`) }).click();
    await expect.poll(() => marks.count()).toBe(before - 1);
    await expect.poll(() => first.getByText(say('zh', 'draft.borrowed.confirmed'), { exact: true }).count()).toBe(1);
    await first.getByRole('textbox').fill('77');
    await expect.poll(() => first.locator('.borrowed').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.borrowed').count()).toBe(before);
  });
});

describe('two thousand schemes', () => {
  it('stay usable: a keystroke is kept, a scheme found, and not all are drawn', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => plainScheme(`s${i}`, 300_000 + i, 90_000));
    const { page } = await visit(site, '/');
    await page.addInitScript(holding(sampleDraft(many)));
    await page.goto('/draft/schemes');
    await schemeCount(page, 'zh', 2000).waitFor();
    expect(await page.locator('.item').count()).toBeLessThanOrEqual(50);
    await page.getByLabel(say('zh', 'draft.filter')).fill('S1999');
    await page.getByRole('button', { name: /S1999/ }).click();
    await page.getByLabel(say('zh', 'draft.scheme.nameZh')).fill('最后一条');
    expect((await keptDraft(page)).schemes.at(-1)?.name.zh).toBe('最后一条');
  });
});

describe('by keyboard alone', () => {
  it('a scheme is added, opened and filled, and every stop can be seen', async () => {
    const { page } = await visit(site, '/draft/schemes');
    const add = page.getByRole('button', { name: say('zh', 'draft.addTo', { aspect: '原辅材料和能源' }) });
    await add.waitFor();
    expect(await tabTo(page, add)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.type('煤改气');
    const addItem = page.getByRole('button', { name: say('zh', 'draft.list.investmentAdd'), exact: true });
    expect(await tabTo(page, addItem)).toEqual([]);
    await page.keyboard.press('Enter');
    expect((await focus(page)).name).toContain('煤改气');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('35');
    expect(await keptDraft(page)).toMatchObject({
      schemes: [{ name: { zh: '煤改气' }, investment: [{ amount: { value: 35, unit: '万元' } }] }],
    });
  });
});
