import type { DraftScheme } from '../../../../server/api/draft.ts';
import { type FieldProblem, readDraft } from '../../../../server/draft/read.ts';
import { type Content, emptyContent, type Rough } from './content.ts';

/**
 * The draft in this browser's storage, written whole at every change and before anything else happens, so that a reload or a
 * crash of the tab loses no keystroke. Each writing has a mark of its own, by which another window's writing is noticed.
 */

export const KEPT = 'cleanmatch.draft';
/** What stood there and could not be read: a newer version's draft, or a damaged one. It stays until the person lets it go. */
export const UNREAD = 'cleanmatch.draft.unread';

/** What of the browser's storage is used. */
interface Storage {
  getItem: (key: string) => string | null;
  setItem: (key: string, text: string) => void;
  removeItem: (key: string) => void;
}

export interface Kept extends Content {
  mark: string;
}

export type Reading = { kind: 'none' } | ({ kind: 'kept' } & Kept) | { kind: 'unread'; text: string; problems: FieldProblem[] };

/** Only what changed is made into text anew. */
const texts = new WeakMap<DraftScheme, string>();

function textOfScheme(scheme: DraftScheme): string {
  const known = texts.get(scheme);
  if (known !== undefined) return known;
  const text = JSON.stringify(scheme);
  texts.set(scheme, text);
  return text;
}

/** The mark stands first, so that it can be read without reading the rest. */
export function textOf({ draft, rough }: Content, mark: string): string {
  const { schemes, ...head } = draft;
  const headText = JSON.stringify(head).slice(0, -1);
  return `{"mark":${JSON.stringify(mark)},"rough":${JSON.stringify(rough)},"draft":${headText},"schemes":[${schemes.map(textOfScheme).join()}]}}`;
}

export function markOf(text: string | null): string | undefined {
  return text === null ? undefined : /^\{"mark":"([^"]*)"/.exec(text)?.[1];
}

export function readKept(text: string | null): Reading {
  if (text === null) return { kind: 'none' };
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return { kind: 'unread', text, problems: readDraft(text).problems };
  }
  const parts: { draft?: unknown; rough?: unknown } = typeof stored === 'object' && stored !== null ? stored : {};
  const { draft, problems } = readDraft(parts.draft ?? stored);
  if (!draft) return { kind: 'unread', text, problems };
  return { kind: 'kept', draft, rough: roughOf(parts.rough), mark: markOf(text) ?? '' };
}

function roughOf(value: unknown): Rough {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The stored text, or null where there is none or storage is forbidden. */
export function storedText(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** False where the browser has no room or forbids storing: the caller says so. */
export function store(storage: Storage, key: string, text: string): boolean {
  try {
    storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** What is stored at the start. What cannot be read is put aside before a new draft takes its place. */
export function openKept(storage: Storage): Kept & { aside?: { text: string; problems: FieldProblem[] } } {
  const reading = readKept(storedText(storage, KEPT));
  const before = readKept(storedText(storage, UNREAD));
  const earlier = before.kind === 'unread' ? { text: before.text, problems: before.problems } : undefined;
  if (reading.kind === 'kept') return { ...reading, aside: earlier };
  if (reading.kind === 'none') return { ...emptyContent(), mark: '', aside: earlier };
  const { text, problems } = reading;
  if (store(storage, UNREAD, text)) storage.removeItem(KEPT);
  return { ...emptyContent(), mark: '', aside: { text, problems } };
}
