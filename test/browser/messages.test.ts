import { describe, expect, it } from 'vitest';

import { flatMessages } from '../setup/messages.ts';

/** Both languages say the same things. */
const zh = flatMessages('zh');
const en = flatMessages('en');

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(
      [...en.keys()].filter((key) => !zh.has(key)),
      'only in English',
    ).toEqual([]);
    expect(
      [...zh.keys()].filter((key) => !en.has(key)),
      'only in Chinese',
    ).toEqual([]);
  });

  it('are never empty, and no English one is Chinese', () => {
    for (const messages of [zh, en]) expect([...messages].filter(([, message]) => !message.trim())).toEqual([]);
    expect([...en].filter(([, message]) => /\p{Script=Han}/u.test(message))).toEqual([]);
  });

  it('take the same values', () => {
    const values = (message: string | undefined) => [...new Set(message?.match(/\{\w+\}/g))].sort();
    const differing = [...zh.keys()].filter((key) => String(values(zh.get(key))) !== String(values(en.get(key))));
    expect(differing).toEqual([]);
  });
});
