import { type ComputedRef, computed } from 'vue';

import { useSuggestions } from './suggestions.ts';
import { type Entry, findEntries, useVocabulary } from './vocabulary.ts';

const MOST_SHOWN = 60;
const MOST_SUGGESTED = 20;

export interface IndustryOption {
  entry: Entry;
  /** The other name by which it was found. */
  alias?: string;
}

/** Industries that fit what is typed: by name, alias and code here, by pinyin from the server. */
export function useIndustryOptions(wanted: () => string): ComputedRef<IndustryOption[]> {
  const industries = useVocabulary('industries');
  const suggested = useSuggestions(wanted, MOST_SUGGESTED);
  return computed<IndustryOption[]>(() => {
    const vocabulary = industries.value;
    if (!vocabulary) return [];
    const typed = wanted().trim().toLowerCase();
    const found = findEntries(vocabulary, typed, MOST_SHOWN).map((entry) => ({ entry, alias: aliasWith(entry, typed) }));
    const bySound = suggested.value.flatMap(({ kind, code, text }) => {
      const entry = kind === 'industry' ? vocabulary.byCode.get(code) : undefined;
      return entry ? [{ entry, alias: text === entry.name.zh || text === entry.name.en ? undefined : text }] : [];
    });
    return [...found, ...bySound.filter(({ entry }) => !found.some((known) => known.entry === entry))];
  });
}

function aliasWith({ code, name, aliases }: Entry, typed: string): string | undefined {
  const has = (text: string) => text.toLowerCase().includes(typed);
  return [code, name.zh, name.en].some(has) ? undefined : [...aliases.zh, ...aliases.en].find(has);
}

export type Kinship = 'own' | 'any' | 'other';

/** Whether what is recorded for some industries speaks of this one: itself, what it is part of, what is part of it. */
export function kinshipOf(industry: string | undefined, industries: string[]): Kinship {
  if (!industry) return 'own';
  if (industries.some((code) => code !== '*' && (code.startsWith(industry) || industry.startsWith(code)))) return 'own';
  return industries.includes('*') ? 'any' : 'other';
}
