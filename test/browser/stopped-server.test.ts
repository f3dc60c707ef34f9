import { describe, expect, it } from 'vitest';

import { LANGUAGES, say } from '../setup/messages.ts';
import { openOwnSite, visit } from '../setup/site.ts';
import { alert, ranking, recommendations, removals, retry } from './reader.ts';

/** Its own, since nothing else could be asked of it meanwhile. */
const site = await openOwnSite();

describe.each(LANGUAGES)('when the server goes away (%s)', (lang) => {
  it('the server is stopped: that is said, and trying again helps once it is there', async () => {
    const { page } = await visit(site, `/results?q=${encodeURIComponent(say(lang, 'examples.tile.question'))}`, {
      lang,
      expected: [/net::ERR_/],
    });
    const before = await ranking(page, lang);
    try {
      await site.stop();
      await removals(page, lang, 'budget').click();
      await alert(page, lang, 'unreachable').waitFor();
      expect(await recommendations(page, lang).count()).toBe(0);
    } finally {
      await site.start();
    }
    await retry(page, lang).click();
    expect((await ranking(page, lang)).length).toBe(before.length);
  });
});
