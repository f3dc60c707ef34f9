import { describe, expect, it } from 'vitest';

import { say } from '../setup/messages.ts';
import { openSite, visit } from '../setup/site.ts';
import { askedBox, questionBox, ranking, settled } from './reader.ts';

const site = await openSite();

/** It would show a dialog, ask for an address of its own or write to the console: each fails the test by itself. */
const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>{{ 3*3 }}';

const planted = 'img[src="x"], #app script, [onerror]';

describe('markup in what a reader gives', () => {
  it('a question is shown as it was typed and runs nothing', async () => {
    const { page } = await visit(site, '/');
    await questionBox(page, 'zh').fill(`${MARKUP} 瓷砖厂二氧化硫`);
    await questionBox(page, 'zh').press('Enter');
    await ranking(page, 'zh');
    await expect.poll(() => askedBox(page, 'zh').inputValue()).toBe(`${MARKUP} 瓷砖厂二氧化硫`);
    await expect.poll(() => page.title()).toContain(MARKUP);
    expect(await page.locator(planted).count()).toBe(0);
  });

  it('each part of an address is shown as it stands there and runs nothing', async () => {
    const { page } = await visit(site, '/', { expected: [/status of 40[04]/] });
    const markup = encodeURIComponent(MARKUP);
    const addresses = [
      `/results?q=${markup}`,
      `/results?q=a&industry=${markup}&problem=${markup}`,
      `/results?q=${encodeURIComponent('瓷砖厂')}&budget=${markup}&ignore=${markup}&ignore=problem:${markup}`,
      `/library?q=${markup}&kind=case`,
      `/library?kind=${markup}&industry=${markup}`,
      `/records/${markup}`,
      `/${markup}`,
    ];
    for (const address of addresses) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      await settled(page);
      expect(await page.locator(planted).count(), address).toBe(0);
    }
    await page.goto(`/records/${markup}`);
    await expect.poll(() => page.getByText(say('zh', 'record.missingText', { id: MARKUP })).count()).toBe(1);
  });

  it('a record that holds markup is shown as text', async () => {
    const id = (await site.recordsOf('case', '', 1))[0];
    const guide = (await site.recordsOf('guide', '', 1))[0];
    const { page } = await visit(site, '/');
    await page.route(/\/api\/records\//, async (route) => {
      const answer = (await (await route.fetch()).json()) as { record: Record<string, unknown> };
      const text = { zh: MARKUP, en: MARKUP };
      const body =
        answer.record.body === undefined ? {} : { body: `# ${MARKUP}\n\n${MARKUP}\n\n[a](javascript:alert(4)) ![b](x)\n\n- ${MARKUP}` };
      const sources = [{ title: MARKUP, url: 'https://example.org/?<script>alert(5)</script>', lang: 'zh' }];
      await route.fulfill({ json: { ...answer, record: { ...answer.record, ...body, title: text, summary: text, sources } } });
    });
    for (const address of [`/records/${id}`, `/records/${guide}`]) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1, name: MARKUP }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.locator(planted).count(), address).toBe(0);
      expect(await page.locator('a[href^="javascript:"]').count(), `${address}: an address that would run`).toBe(0);
    }
  });

  it('a question of many thousand letters is cut, not refused', async () => {
    const { page } = await visit(site, '/');
    await questionBox(page, 'zh').fill('印染废水 COD 超标 '.repeat(1000));
    await questionBox(page, 'zh').press('Enter');
    expect((await ranking(page, 'zh')).length).toBeGreaterThan(0);
  });
});
