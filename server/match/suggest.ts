import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import { normalise } from '../../corpus/vocabulary/normalise.ts';
import { type Term, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { Suggestion } from '../api/suggest.ts';
import { syllablesOf } from './understanding/syllables.ts';

/**
 * Completes the last words being typed: names and aliases of the vocabulary and of techniques that begin with them, or
 * whose pinyin does (dianduchang, ddc for 电镀厂). Built once; a look-up walks a sorted list.
 */

interface Entry {
  key: string;
  suggestion: Suggestion;
  lang: Lang;
  /** Names come before aliases, aliases before pinyin. */
  rank: number;
}

const KINDS = { industries: 'industry', problems: 'problem', processes: 'process', terms: 'term' } as const;

export class Suggester {
  readonly #entries: Entry[];

  constructor(techniques: LibraryRecord[]) {
    const entries: Entry[] = [];
    for (const name of ['problems', 'processes', 'industries', 'terms'] as const) {
      for (const term of vocabulary()[name].values()) if (term.code !== '*') entries.push(...entriesOf(KINDS[name], term));
    }
    for (const record of techniques) {
      if (record.kind !== 'technique' || record.broader) continue;
      const { zh = [], en = [] } = record.aliases ?? {};
      entries.push(
        ...entriesOf('technique', { code: record.id, zh: record.title.zh, en: record.title.en ?? '', aliasesZh: zh, aliasesEn: en }),
      );
    }
    this.#entries = entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.rank - b.rank));
  }

  /** Completions of what is being typed: of all of it, or of its last word. */
  suggest(typed: string, lang: Lang, limit: number): Suggestion[] {
    const text = normalise(typed).trim();
    const last = text.split(/[\s,,。;;、]+/).at(-1) ?? '';
    const found = new Map<string, Entry>();
    for (const start of new Set([text, last])) {
      if (start.length === 0) continue;
      for (const entry of this.#beginningWith(start)) {
        const id = `${entry.suggestion.kind}:${entry.suggestion.code}`;
        const known = found.get(id);
        if (!known || entry.rank < known.rank) found.set(id, entry);
      }
    }
    return [...found.values()]
      .sort(
        (a, b) =>
          Number(a.lang !== lang) - Number(b.lang !== lang) || a.rank - b.rank || a.suggestion.text.length - b.suggestion.text.length,
      )
      .slice(0, limit)
      .map(({ suggestion }) => suggestion);
  }

  *#beginningWith(start: string): Iterable<Entry> {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.key ?? '') < start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; this.#entries[at]?.key.startsWith(start); at++) {
      const entry = this.#entries[at];
      if (entry) yield entry;
    }
  }
}

function entriesOf(kind: Suggestion['kind'], { code, zh, en, aliasesZh, aliasesEn }: Term): Entry[] {
  const entries: Entry[] = [];
  const add = (text: string, lang: Lang, rank: number) => {
    const suggestion = { text, kind, code };
    entries.push({ key: normalise(text), suggestion, lang, rank });
    if (lang === 'en' || rank > 1) return;
    const syllables = syllablesOf(text);
    if (syllables.length < 2) return;
    entries.push(
      { key: syllables.join(''), suggestion, lang, rank: rank + 2 },
      { key: syllables.map((s) => s[0]).join(''), suggestion, lang, rank: rank + 3 },
    );
  };
  add(zh, 'zh', 0);
  if (en) add(en, 'en', 0);
  for (const alias of aliasesZh) add(alias, 'zh', 1);
  for (const alias of aliasesEn) add(alias, 'en', 1);
  return entries;
}
