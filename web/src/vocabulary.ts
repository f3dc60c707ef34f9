import { shallowRef } from 'vue';
import type { z } from 'zod';

import type { Text } from '../../corpus/kinds/text.ts';
import type { VocabularyEntry } from '../../server/api/record.ts';
import { getVocabulary, type VocabularyName } from './api.ts';

/** The codes' names, loaded when a page first needs them and kept for the visit. */

export type Entry = z.infer<typeof VocabularyEntry>;

export interface Vocabulary {
  entries: Entry[];
  byCode: Map<string, Entry>;
}

const loaded = new Map<VocabularyName, ReturnType<typeof shallowRef<Vocabulary>>>();

const RETRY_AFTER_MS = 5_000;

/** Undefined until it is there; a load that fails is tried again. */
export function useVocabulary(name: VocabularyName) {
  const known = loaded.get(name);
  if (known) return known;
  const vocabulary = shallowRef<Vocabulary>();
  loaded.set(name, vocabulary);
  const load = () => {
    getVocabulary(name).then(
      ({ entries }) => {
        vocabulary.value = { entries, byCode: new Map(entries.map((entry) => [entry.code, entry])) };
      },
      () => setTimeout(load, RETRY_AFTER_MS),
    );
  };
  load();
  return vocabulary;
}

/** The name of a code, or the code itself while names are not there. */
export function nameOf(vocabulary: Vocabulary | undefined, code: string): Text {
  return vocabulary?.byCode.get(code)?.name ?? { zh: code };
}

/** Entry and what it is part of, the widest first. */
export function pathOf(vocabulary: Vocabulary, code: string): Entry[] {
  const path: Entry[] = [];
  for (let entry = vocabulary.byCode.get(code); entry; entry = entry.parent ? vocabulary.byCode.get(entry.parent) : undefined)
    path.unshift(entry);
  return path;
}

/** An entry's own name counts a little more than what else it is called. */
const ALIAS_WEIGHT = 0.9;

/** Entries whose name, alias or code has the words typed, best first: begins with them before contains them, and the closer the name is to what was typed. */
export function findEntries(vocabulary: Vocabulary, typed: string, most: number): Entry[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [];
  const scored: { entry: Entry; score: number }[] = [];
  for (const entry of vocabulary.entries) {
    const names = [entry.code, entry.name.zh, entry.name.en];
    const aliases = [...entry.aliases.zh, ...entry.aliases.en];
    const score = Math.max(bestOf(names, wanted), bestOf(aliases, wanted) * ALIAS_WEIGHT);
    if (score > 0) scored.push({ entry, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1));
  return scored.slice(0, most).map(({ entry }) => entry);
}

function bestOf(names: string[], wanted: string): number {
  let best = 0;
  for (const name of names) {
    const at = name.toLowerCase().indexOf(wanted);
    if (at < 0) continue;
    best = Math.max(best, (at === 0 ? 2 : 1) + wanted.length / name.length);
  }
  return best;
}
