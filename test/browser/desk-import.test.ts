import { describe, expect, it } from 'vitest';

import { openDeskSite, visitAs } from '../setup/desk-site.ts';
import { LANGUAGES, say } from '../setup/messages.ts';

const site = await openDeskSite();

/** Two cases of an office's sheet: the second has a trade that nobody has heard of, and a year that is none. */
const sheet = (mark: string) =>
  [
    '类别,标题,概要,行业,问题,措施,年份,来源标题,来源网址',
    `案例,某建材厂${mark}窑尾余热送烘干房,窑尾热风经管道送入烘干房代替热风炉。,C3071,燃料消耗,回收利用,2024,${mark}年报,https://example.org/${mark}-1`,
    `案例,某漂染厂${mark}冷却水回用,冷却水收集后用于前处理水洗。,瓷片与漂染业,用水多,回收利用,去年,${mark}简报,https://example.org/${mark}-2`,
  ].join('\r\n');

describe.each(LANGUAGES)('import at the desk (%s)', (lang) => {
  it('a sheet with a wrong row: the row and column are named, the rest is written and found', async () => {
    const mark = lang === 'zh' ? '甲' : '乙';
    const { page } = await visitAs(site, `in-${lang}`, 'editor', '/desk/import', { lang });
    await page
      .getByLabel(say(lang, 'desk.import.file'))
      .setInputFiles({ name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet(mark)) });
    const table = page.getByRole('region', { name: say(lang, 'desk.import.rows') });
    const wrong = table.getByRole('row').filter({ hasText: '冷却水回用' });
    await wrong.getByText(say(lang, 'desk.import.state.wrong'), { exact: true }).waitFor();
    for (const words of ['行业', '年份']) await expect.poll(() => wrong.innerText()).toContain(words);
    expect(await wrong.getByRole('checkbox').count()).toBe(0);
    // A cell is put right in place; the other one stays wrong.
    const year = wrong.getByLabel(say(lang, 'desk.import.cell', { column: '年份' }));
    await year.fill('2023');
    await year.press('Enter');
    await year.waitFor({ state: 'detached' });
    // What was read outlives a reload.
    await page.reload();
    await wrong.waitFor();
    // The sheets of both languages are much alike: the second is taken for a possible double, and taken by a tick.
    await page.getByRole('checkbox', { name: say(lang, 'desk.import.take', { title: `某建材厂${mark}窑尾余热送烘干房` }) }).check();
    await page.getByLabel(say(lang, 'desk.import.leaveAs')).selectOption('in-review');
    await page.getByLabel(say(lang, 'desk.reason.needed')).fill('第三批');
    await page.getByRole('button', { name: say(lang, 'desk.import.confirm', { n: 1 }, 1) }).click();
    await page
      .getByRole('status')
      .filter({ hasText: say(lang, 'desk.import.done', { n: 1 }, 1) })
      .waitFor();
    await page.getByRole('link', { name: say(lang, 'desk.page.start') }).click();
    await page.getByRole('link', { name: `某建材厂${mark}窑尾余热送烘干房` }).waitFor();
    expect(await page.getByRole('link', { name: `某漂染厂${mark}冷却水回用` }).count()).toBe(0);
  });
});

it('the template can be downloaded', async () => {
  const { page } = await visitAs(site, 'template', 'contributor', '/desk/import');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: say('zh', 'desk.import.template') }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.xlsx$/);
});
