import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';

import type { Suggestion } from '../../server/api/suggest.ts';
import { suggest } from './api.ts';
import { currentLang } from './language.ts';

/** What the words being typed may be meant to become. Suggestions are a help: where they fail, nothing is said. */

const PAUSE_MS = 150;

/** The server completes at most so many characters. */
const LONGEST = 100;

export function useSuggestions(typed: () => string, limit: number): ShallowRef<Suggestion[]> {
  const suggestions = shallowRef<Suggestion[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  function stop(): void {
    clearTimeout(timer);
    running?.abort();
  }

  async function ask(q: string): Promise<void> {
    const mine = new AbortController();
    running = mine;
    const found = await suggest({ q, lang: currentLang(), limit }, mine.signal).catch(() => undefined);
    if (running === mine && !mine.signal.aborted) suggestions.value = found?.suggestions ?? [];
  }

  watch(typed, (text) => {
    stop();
    const words = text.trim().slice(-LONGEST);
    if (!words) suggestions.value = [];
    else timer = setTimeout(() => void ask(words), PAUSE_MS);
  });
  onScopeDispose(stop);
  return suggestions;
}

const LAST_WORD = /[^\s,，。;；、]*$/;

/** The text with the suggestion in the place of what it completes: the whole where it begins with that, else the last word. */
export function completed(text: string, suggestion: string): string {
  const whole = text.trim().toLowerCase();
  if (whole && suggestion.toLowerCase().startsWith(whole)) return `${suggestion} `;
  return `${text.replace(LAST_WORD, '')}${suggestion} `;
}
