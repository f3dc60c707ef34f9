import { onScopeDispose, shallowRef, watch } from 'vue';

import { type RecordForm, suggestFields } from '../../../src/desk-api.ts';
import type { Option } from '../EntryPicker.vue';
import { asGroup, asWords } from './values.ts';

/** Industry, process, problems and technique as the text tells them: asked for when the typing pauses, taken only by a press. */

const PAUSE_MS = 900;
/** The server reads at most so many characters. */
const LONGEST = 5000;
const MOST_SHOWN = 5;
const TEXTS = ['title', 'summary', 'howItWorks', 'applicability', 'industryText', 'processText'];

export function useFieldSuggestions(record: () => RecordForm): (field: string) => Option[] {
  const suggested = shallowRef<Record<string, Option[]>>({});
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  const textOf = (lang: string) =>
    TEXTS.map((name) => asWords(asGroup(record()[name])[lang]).trim())
      .filter(Boolean)
      .join('\n')
      .slice(0, LONGEST);

  async function ask(text: string, lang: string): Promise<void> {
    const mine = new AbortController();
    running = mine;
    const found = await suggestFields(text, lang, mine.signal).catch(() => undefined);
    if (running === mine && found)
      suggested.value = Object.fromEntries(Object.entries(found).map(([field, parts]) => [field, parts.slice(0, MOST_SHOWN)]));
  }

  watch(
    () => [textOf('zh'), textOf('en')] as const,
    ([zh, en]) => {
      clearTimeout(timer);
      running?.abort();
      if (zh || en) timer = setTimeout(() => void (zh ? ask(zh, 'zh') : ask(en, 'en')), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    running?.abort();
  });
  return (field) => suggested.value[field] ?? [];
}
