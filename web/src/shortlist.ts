import { computed, ref, watch } from 'vue';

import { recall, remember } from './storage.ts';

/** Records a reader keeps to take along: ids in the order they were added, in this browser only. */

/** Goes up when what is stored changes its form; an older form is then read here. */
const VERSION = 1;
export const MOST_KEPT = 100;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function idsFrom(text: string): string[] {
  return [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id.length <= 100 && ID.test(id)).slice(0, MOST_KEPT);
}

/** What was stored, or nothing where it is no list of ours. */
function read(stored: string | null): string[] {
  if (!stored) return [];
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION) return [];
    return 'ids' in value && Array.isArray(value.ids) ? idsFrom(value.ids.filter((id) => typeof id === 'string').join(',')) : [];
  } catch {
    return [];
  }
}

const ids = ref(read(recall('cleanmatch.shortlist')));
watch(ids, (kept) => remember('cleanmatch.shortlist', JSON.stringify({ version: VERSION, ids: kept })));
/** The same list in another window. */
addEventListener('storage', ({ key, newValue }) => {
  const kept = read(newValue);
  if (key === 'cleanmatch.shortlist' && kept.join() !== ids.value.join()) ids.value = kept;
});

export const shortlist = computed<readonly string[]>({
  get: () => ids.value,
  set: (kept) => {
    ids.value = idsFrom(kept.join(','));
  },
});

export function isKept(id: string): boolean {
  return ids.value.includes(id);
}

export function toggleKept(id: string): void {
  shortlist.value = isKept(id) ? ids.value.filter((kept) => kept !== id) : [...ids.value, id];
}
