import { describe, expect, it } from 'vitest';

import { type Content, emptyContent } from '../../../../web/pages/draft/state/content.ts';
import { type History, NO_HISTORY, redone, remembered, undone } from '../../../../web/pages/draft/state/history.ts';

/** Undo and redo of the draft page. */

const named = (name: string): Content => {
  const { draft, rough } = emptyContent();
  return { draft: { ...draft, profile: { ...draft.profile, name } }, rough };
};
const nameOf = (step: { content: Content } | undefined) => step?.content.draft.profile.name;

function typing(history: History, texts: string[], from: number, apart: number): History {
  return texts.slice(0, -1).reduce((all, text, i) => remembered(all, named(text), 'typed', from + i * apart, 'profile/name'), history);
}

describe('the history of a draft', () => {
  it('takes what is typed into one field without a pause as one step', () => {
    const history = typing(NO_HISTORY, ['', '某', '某厂', '某厂A'], 0, 200);
    expect(history.past).toHaveLength(1);
    expect(nameOf(undone(history, named('某厂A')))).toBe('');
  });

  it('begins a step after a pause, in another field, and with another kind of change', () => {
    const paused = typing(NO_HISTORY, ['', 'a', 'ab'], 0, 10_000);
    expect(paused.past).toHaveLength(2);
    const elsewhere = remembered(typing(NO_HISTORY, ['', 'a'], 0, 10), named('a'), 'typed', 20, 'profile/scale');
    expect(elsewhere.past).toHaveLength(2);
    const removed = remembered(typing(NO_HISTORY, ['', 'a'], 0, 10), named('a'), 'removed', 20, 'profile/name');
    expect(removed.past).toHaveLength(2);
  });

  it('goes back and forward through the same drafts, and says what each step was', () => {
    const history = remembered(remembered(NO_HISTORY, named('1'), 'added', 0), named('2'), 'imported', 1);
    const back = undone(history, named('3'));
    expect([nameOf(back), back?.name]).toEqual(['2', 'imported']);
    const further = back && undone(back.history, back.content);
    expect([nameOf(further), further?.name]).toEqual(['1', 'added']);
    const forward = further && redone(further.history, further.content);
    expect([nameOf(forward), forward?.name]).toEqual(['2', 'added']);
    const again = forward && redone(forward.history, forward.content);
    expect(nameOf(again)).toBe('3');
    expect(again && redone(again.history, again.content)).toBeUndefined();
    expect(undone(NO_HISTORY, named('1'))).toBeUndefined();
  });

  it('forgets what was undone once something new is done', () => {
    const back = undone(remembered(NO_HISTORY, named('1'), 'added', 0), named('2'));
    const changed = back && remembered(back.history, back.content, 'added', 1);
    expect(changed && redone(changed, named('4'))).toBeUndefined();
  });

  it('does not run typing together with what was typed before an undo', () => {
    const typed = typing(NO_HISTORY, ['', 'a'], 0, 10);
    const back = undone(typed, named('a'));
    const forward = back && redone(back.history, back.content);
    expect(forward && remembered(forward.history, forward.content, 'typed', 20, 'profile/name').past).toHaveLength(2);
  });
});
