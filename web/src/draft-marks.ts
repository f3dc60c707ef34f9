import { shallowRef } from 'vue';

import { recall } from './storage.ts';

/** Which records stand in this browser's draft, and in which scheme: all that pages other than the draft's need to know of it. */

type Marks = ReadonlyMap<string, string>;

/** Record id to scheme id. */
export const inDraft = shallowRef<Marks>(read(recall('cleanmatch.draft')));

interface MarkedScheme {
  id: string;
  evidence: readonly string[];
}

export function markDraft(schemes: readonly MarkedScheme[]): void {
  inDraft.value = new Map(schemes.flatMap(({ id, evidence }) => evidence.map((record) => [record, id] as const)));
}

/** What is stored is checked by the draft's own pages; here anything unexpected is no mark. */
function read(stored: string | null): Marks {
  if (!stored) return new Map();
  try {
    const { draft }: { draft?: { schemes?: unknown } } = JSON.parse(stored);
    const schemes = Array.isArray(draft?.schemes) ? draft.schemes.filter(isMarked) : [];
    return new Map(schemes.flatMap(({ id, evidence }) => evidence.map((record) => [record, id] as const)));
  } catch {
    return new Map();
  }
}

function isMarked(scheme: unknown): scheme is MarkedScheme {
  return typeof scheme === 'object' && scheme !== null && 'id' in scheme && 'evidence' in scheme && Array.isArray(scheme.evidence);
}

/** The same draft in another window. */
addEventListener('storage', ({ key, newValue }) => {
  if (key === 'cleanmatch.draft') inDraft.value = read(newValue);
});
