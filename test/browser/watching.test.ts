import { describe, expect, it } from 'vitest';

import { axeFindings, rawWords, unmarkedChinese, wordsOutside } from '../setup/look.ts';
import { openSite, visit } from '../setup/site.ts';
import { questionBox } from './reader.ts';

const site = await openSite();

/** Faults are planted: what watches all other tests must see each of them. */
describe('the tests themselves see', () => {
  it('what goes wrong in the browser', async () => {
    const { page, problems } = await visit(site, '/');
    const seen = async (act: string, problem: RegExp) => {
      await page.evaluate(act).catch(() => {});
      await expect.poll(() => problems().some((one) => problem.test(one)), { timeout: 10_000, message: act }).toBe(true);
      problems();
    };
    await seen('console.error("planted")', /^console: planted/);
    await seen('void setTimeout(() => { throw new Error("planted") })', /^page error: planted/);
    await seen('void Promise.reject(new Error("planted"))', /^page error: planted/);
    await seen('document.body.append(Object.assign(new Image(), { src: "https://example.org/x.png" }))', /content policy: img-src/);
    await seen('void alert("planted")', /^dialog: planted/);
    await seen('document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=alert(1)>")', /content policy: script-src/);
    await seen('window.open("http://localhost:9/elsewhere")', /^leaves the origin: /);
    problems();
  });

  it('what is wrong on a page', async () => {
    const { page, problems } = await visit(site, '/?lang=en');
    await questionBox(page, 'en').waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    for (const look of [axeFindings, wordsOutside, rawWords, unmarkedChinese]) expect(await look(page), look.name).toEqual([]);
    const plant = (html: string) =>
      page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(html)})`);
    await plant('<p id="pale">hardly to be read</p><p id="wide">much too wide</p><p>ask.heading</p><p>没有标明的中文</p><p>{name}</p>');
    await page.evaluate(
      'document.getElementById("pale").style.color = "#ddd"; document.getElementById("wide").style.cssText = "margin-left: 340px; white-space: nowrap"',
    );
    expect((await axeFindings(page)).join()).toContain('color-contrast');
    expect((await wordsOutside(page)).join()).toContain('much too wide');
    expect(await rawWords(page)).toEqual(['ask.heading', '{name}']);
    expect(await unmarkedChinese(page)).toEqual(['没有标明的中文']);
    problems();
  });
});
