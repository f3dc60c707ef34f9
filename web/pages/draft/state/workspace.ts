import { computed, ref, shallowRef } from 'vue';

import { markDraft } from '../../../src/draft-marks.ts';
import { newId } from './changes.ts';
import { type Content, countable } from './content.ts';
import { NO_HISTORY, redone, remembered, type StepName, undone } from './history.ts';
import { KEPT, markOf, openKept, readKept, store, storedText, textOf, UNREAD } from './keep.ts';

/**
 * The one draft of this browser, with its undo. Every window of the site works on what is stored: before a change is made, what
 * another window wrote meanwhile is taken over, so that none overwrites another.
 */

/** Reached anew at each use: where storage is forbidden, even naming it throws, and the functions of keep.ts answer for that. */
const storage = {
  getItem: (key: string) => localStorage.getItem(key),
  setItem: (key: string, text: string) => localStorage.setItem(key, text),
  removeItem: (key: string) => localStorage.removeItem(key),
};

const opened = openKept(storage);
let mark = opened.mark;

const content = shallowRef<Content>({ draft: opened.draft, rough: opened.rough });
const history = shallowRef(NO_HISTORY);

export const draft = computed(() => content.value.draft);
export const rough = computed(() => content.value.rough);
/** The draft without entries that have no figure yet: what is evaluated and exported. */
export const counted = computed(() => countable(content.value));
export const canUndo = computed(() => history.value.past.length > 0);
export const canRedo = computed(() => history.value.future.length > 0);
/** `full`: the browser did not take the last change; it is on the page only. */
export const keeping = ref<'kept' | 'full'>('kept');
/** A stored draft that could not be read, put aside. */
export const aside = shallowRef(opened.aside);
/** Goes up with each change that came from another window. */
export const changesElsewhere = ref(0);
/** What was last undone or redone, for telling it. */
export const lastStep = shallowRef<{ way: 'undone' | 'redone'; name: StepName }>();

export const currentContent = (): Content => content.value;

/** Changes the draft; `field` joins what is typed into one field to one step. */
export function edit(name: StepName, change: (content: Content) => Content, field?: string): void {
  takeOver();
  const before = content.value;
  const after = change(before);
  if (after === before) return;
  history.value = remembered(history.value, before, name, Date.now(), field);
  lastStep.value = undefined;
  show(after);
}

export function undo(): void {
  takeOver();
  const step = undone(history.value, content.value);
  if (!step) return;
  history.value = step.history;
  lastStep.value = { way: 'undone', name: step.name };
  show(step.content);
}

export function redo(): void {
  takeOver();
  const step = redone(history.value, content.value);
  if (!step) return;
  history.value = step.history;
  lastStep.value = { way: 'redone', name: step.name };
  show(step.content);
}

function show(after: Content): void {
  content.value = after;
  markDraft(after.draft.schemes);
  mark = newId();
  keeping.value = store(storage, KEPT, textOf(after, mark)) ? 'kept' : 'full';
}

/** What another window wrote becomes this window's draft, as a step that can be undone. */
function takeOver(): void {
  const text = storedText(storage, KEPT);
  const theirs = markOf(text);
  // Where storing failed, what is stored is older than what is shown.
  if (theirs === undefined || theirs === mark || keeping.value === 'full') return;
  const reading = readKept(text);
  if (reading.kind !== 'kept') return;
  mark = theirs;
  history.value = remembered(history.value, content.value, 'elsewhere', Date.now());
  content.value = { draft: reading.draft, rough: reading.rough };
  markDraft(reading.draft.schemes);
  changesElsewhere.value++;
}

/** The stored draft that could not be read is let go. */
export function forgetAside(): void {
  aside.value = undefined;
  try {
    storage.removeItem(UNREAD);
  } catch {
    // Then it is told again at the next visit.
  }
}

addEventListener('storage', ({ key }) => {
  if (key === KEPT) takeOver();
});
// A page that comes back from the browser's memory has missed what happened meanwhile.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) takeOver();
});
addEventListener('beforeunload', (event) => {
  if (keeping.value === 'full') event.preventDefault();
});
