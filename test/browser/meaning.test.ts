import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import { LANGUAGES, say } from '../setup/messages.ts';
import { sharedVectorCache } from '../setup/served-app.ts';
import { openOwnSite, visit } from '../setup/site.ts';
import { ranking, recommendations } from './reader.ts';

/** With the shipped model over the whole collection, as it is installed. */
const site = await openOwnSite({ embedder: { kind: 'local' }, vectorCacheFile: sharedVectorCache(projectRoot) });

describe.each(LANGUAGES)('with the semantic index (%s)', (lang) => {
  it('a question of the field is answered by words and meaning', async () => {
    const { page } = await visit(site, `/results?q=${encodeURIComponent(say(lang, 'examples.tile.question'))}`, { lang });
    expect((await ranking(page, lang)).length).toBeGreaterThan(3);
    await page.waitForLoadState('networkidle');
    expect(await page.getByText(say(lang, 'results.keywordMode')).count()).toBe(0);
    expect(await page.getByRole('complementary', { name: say(lang, 'index.label') }).count()).toBe(0);
    await expect.poll(() => page.getByRole('contentinfo').innerText()).toContain(say(lang, 'footer.status.ready'));
  });

  it('a question of another world gets no recommendation, but help', async () => {
    const { page } = await visit(site, `/results?q=${encodeURIComponent('招聘会计')}`, { lang });
    await page.getByRole('heading', { name: say(lang, 'none.heading') }).waitFor();
    expect(await recommendations(page, lang).count()).toBe(0);
    await expect.poll(() => page.getByRole('main').innerText()).toContain(say(lang, 'none.rephrase'));
  });
});
