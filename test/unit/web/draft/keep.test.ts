import { describe, expect, it } from 'vitest';

import { type Content, emptyContent } from '../../../../web/pages/draft/state/content.ts';
import { KEPT, markOf, openKept, readKept, store, textOf, UNREAD } from '../../../../web/pages/draft/state/keep.ts';
import { plainScheme, sampleDraft } from '../../server/draft/sample-draft.ts';

/** What the draft page keeps in the browser. */

const content: Content = { draft: sampleDraft(), rough: { 'schemes/rinsing/savings/1/amount': '18,000 吨?' } };

/** A browser's storage, with room for so many characters. */
function storageOf(held: Record<string, string> = {}, room = Number.POSITIVE_INFINITY) {
  const all = new Map(Object.entries(held));
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > room) throw new DOMException('no room', 'QuotaExceededError');
      all.set(key, text);
    },
    removeItem: (key: string) => void all.delete(key),
  };
}

describe('the kept draft', () => {
  it('comes back as it was, with what was typed that is no number yet', () => {
    const text = textOf(content, 'm1');
    expect(readKept(text)).toEqual({ kind: 'kept', ...content, mark: 'm1' });
    expect(markOf(text)).toBe('m1');
  });

  it('comes back when it is empty, and when nothing is there a new one begins', () => {
    expect(readKept(textOf(emptyContent(), 'm'))).toMatchObject({ kind: 'kept', ...emptyContent() });
    expect(readKept(null)).toEqual({ kind: 'none' });
    expect(openKept(storageOf())).toMatchObject(emptyContent());
  });

  it('is also read where it is a draft file put there as it is', () => {
    expect(readKept(JSON.stringify(sampleDraft()))).toMatchObject({ kind: 'kept', draft: sampleDraft(), rough: {} });
  });

  it.each([
    ['cut off', textOf(content, 'm').slice(0, -30)],
    ['of a newer version', textOf(content, 'm').replace('"version":1', '"version":99')],
    ['of something else', '{"mark":"x","draft":{"notes":[]}}'],
    ['no object', '[1,2]'],
  ])('that cannot be read (%s) is put aside whole, with the reason, and stays there until it is let go', (_, text) => {
    const storage = storageOf({ [KEPT]: text });
    const opened = openKept(storage);
    expect(opened.draft).toEqual(emptyContent().draft);
    expect(opened.aside?.text).toBe(text);
    expect(opened.aside?.problems.length).toBeGreaterThan(0);
    expect(storage.all.get(UNREAD)).toBe(text);
    storage.setItem(KEPT, textOf(content, 'm2'));
    expect(openKept(storage)).toMatchObject({ draft: content.draft, aside: { text } });
  });

  it('stays where it is when there is no room to put it aside', () => {
    const text = '{"broken":';
    const storage = storageOf({ [KEPT]: text }, 3);
    expect(openKept(storage).aside?.text).toBe(text);
    expect(storage.all.get(KEPT)).toBe(text);
  });

  it('says when the browser has no room', () => {
    expect(store(storageOf({}, 10), KEPT, textOf(content, 'm'))).toBe(false);
    expect(store(storageOf(), KEPT, textOf(content, 'm'))).toBe(true);
  });

  it('is written the same whether schemes are written anew or known', () => {
    const draft = sampleDraft([plainScheme('a', 1, 2), plainScheme('b', 3, 4)]);
    const first = textOf({ draft, rough: {} }, 'm');
    expect(textOf({ draft, rough: {} }, 'm')).toBe(first);
    expect(JSON.parse(first).draft).toEqual(JSON.parse(JSON.stringify(draft)));
  });
});
