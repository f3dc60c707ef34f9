import { describe, expect, it, onTestFinished } from 'vitest';

import type { Config } from '../../server/config.ts';
import { Reader } from '../../server/reader.ts';
import { nobodyThere } from '../setup/broken-engine.ts';
import { serveApp } from '../setup/served-app.ts';

/** What a reading server finds no answer to reaches the editors by way of the writer. */

const NOWHERE = 'qqxx wwvv zzkk';

async function readerOf(config: Config, writer: string, warnings: string[] = []): Promise<Reader> {
  const engine = { kind: 'meilisearch', url: await nobodyThere(), index: 'cleanmatch', fallback: false } as const;
  const reader = new Reader(
    { ...config, engine, writer: new URL(writer) },
    { note: () => {}, warn: (text) => warnings.push(text), progress: () => {} },
  );
  onTestFinished(() => reader.close());
  return reader;
}

describe('a question a reading server finds nothing for', () => {
  it('is noted by the writer, which finds nothing either; one that it answers is not', async () => {
    const { service, config, address } = await serveApp();
    const reader = await readerOf(config, address);
    reader.keepUnanswered(NOWHERE, 'en');
    await expect.poll(() => service.library.notes.unanswered()).toMatchObject([{ question: NOWHERE, lang: 'en', match: 'none', times: 1 }]);
    const another = await readerOf(config, address);
    another.keepUnanswered('陶瓷窑炉烟气二氧化硫', 'zh');
    await another.close();
    expect(service.library.notes.unanswered().map(({ question }) => question)).toEqual([NOWHERE]);
  });

  it('is told to nobody where questions are not to be kept', async () => {
    const { service, config, address } = await serveApp();
    const reader = await readerOf({ ...config, keepQuestions: false }, address);
    reader.keepUnanswered(NOWHERE, 'en');
    await reader.close();
    expect(service.library.notes.unanswered()).toEqual([]);
  });

  it('is let go with a warning while the writer is away', async () => {
    const { config } = await serveApp();
    const warnings: string[] = [];
    const reader = await readerOf(config, await nobodyThere(), warnings);
    reader.keepUnanswered(NOWHERE, 'en');
    await expect.poll(() => warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain(NOWHERE);
  });
});
