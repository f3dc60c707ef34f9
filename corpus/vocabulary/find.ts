import { normaliseKeepingCase, normaliseTraced } from './normalise.ts';
import { type Term, VOCABULARY_NAMES, type Vocabulary, type VocabularyName, vocabulary } from './vocabulary.ts';

/**
 * Finds the vocabulary's words in a text: the longest match at each place, each vocabulary by itself, so that 电镀厂 gives
 * the trade and 电镀 within it the process. Latin words match only whole; symbols of one or two letters (Ni, TN) only in
 * their own capitals; a single Chinese character never (镍 stands in many words that are no complaint about nickel). An English
 * trade named by its workplace is found by any name of a workplace: tile factory, tile works, tileworks.
 */

export interface Found {
  vocabulary: VocabularyName;
  /** Codes that the words stand for: more than one where a saying means several things (烟气超标). */
  codes: string[];
  /** Where the words stand in the text as typed, in UTF-16 units. */
  start: number;
  end: number;
  surface: string;
}

interface Entry {
  spelling: string;
  codes: string[];
}

type Spellings = Map<string, Entry[]>;

export class WordFinder {
  readonly #spellings = new Map<VocabularyName, Spellings>();
  /** Lengths of the spellings that begin with a character, longest first. */
  readonly #lengths = new Map<VocabularyName, Map<string, number[]>>();

  constructor(words: Vocabulary = vocabulary()) {
    for (const name of VOCABULARY_NAMES) {
      const terms = [...words[name].values()];
      const spellings = spellingsOf(terms);
      if (name === 'industries') addWorkplaces(spellings, terms);
      this.#spellings.set(name, spellings);
      this.#lengths.set(name, lengthsByFirst(spellings));
    }
  }

  /** All matches in the order in which they begin. */
  find(original: string): Found[] {
    const { text, origin } = normaliseTraced(original);
    const lower = lowerOf(text);
    const found: Found[] = [];
    for (const [name, spellings] of this.#spellings) {
      const lengths = this.#lengths.get(name);
      for (let at = 0; at < text.length; ) {
        const match = longestAt(text, lower, at, lengths?.get(lower[at] ?? '') ?? [], spellings);
        if (match) {
          const start = origin[at] ?? 0;
          const end = origin[at + match.spelling.length] ?? original.length;
          found.push({ vocabulary: name, codes: match.codes, start, end, surface: original.slice(start, end) });
        }
        at += match ? match.spelling.length : 1;
      }
    }
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }
}

/** In small letters, unit for unit: the few capitals that grow when made small (İ) stay as they are. */
function lowerOf(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : [...text].map((c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join('');
}

function lengthsByFirst(spellings: Spellings): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const key of spellings.keys()) {
    const first = key[0] ?? '';
    lengths.set(first, (lengths.get(first) ?? new Set()).add(key.length));
  }
  return new Map([...lengths].map(([first, known]) => [first, [...known].sort((a, b) => b - a)]));
}

/** `lengths` are those worth trying, longest first. */
function longestAt(text: string, lower: string, at: number, lengths: number[], spellings: Spellings): Entry | undefined {
  if (lengths.length === 0 || insideLatinWord(lower, at)) return undefined;
  for (const length of lengths) {
    if (length > text.length - at) continue;
    const entries = spellings.get(lower.slice(at, at + length));
    if (!entries || insideLatinWord(lower, at + length)) continue;
    const printed = text.slice(at, at + length);
    const exact = entries.find((entry) => entry.spelling === printed);
    if (exact) return exact;
    if (!isSymbol(entries[0]?.spelling ?? '')) return entries[0];
  }
  return undefined;
}

/** Whether a cut at this place would part a Latin word or number. */
function insideLatinWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && /[\p{Script=Latin}\d]/u.test(text[at - 1] ?? '') && /[\p{Script=Latin}\d]/u.test(text[at] ?? '');
}

function isSymbol(spelling: string): boolean {
  return spelling.length <= 2 && /^[A-Za-z]+$/.test(spelling);
}

function pluralOf(word: string): string {
  if (word.endsWith('s')) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

const WORKPLACE = / (?:plant|factory|works|mill)$/;
/** No mill: a cement mill is a machine, and so are many others. */
const WORKPLACES = [' plant', ' factory', ' works', 'works'];

/** Only where the name is free and means one trade: what the vocabulary says of a name stands. */
function addWorkplaces(spellings: Spellings, terms: Term[]): void {
  const added = new Map<string, Set<string>>();
  for (const { code, en, aliasesEn } of terms) {
    for (const word of [en, ...aliasesEn].map(normaliseKeepingCase).filter((name) => WORKPLACE.test(name))) {
      for (const workplace of WORKPLACES) {
        const name = word.replace(WORKPLACE, workplace);
        for (const spelling of [name, pluralOf(name)]) added.set(spelling, (added.get(spelling) ?? new Set()).add(code));
      }
    }
  }
  for (const [spelling, codes] of added) {
    const key = spelling.toLowerCase();
    if (codes.size === 1 && !spellings.has(key)) spellings.set(key, [{ spelling, codes: [...codes] }]);
  }
}

function spellingsOf(terms: Term[]): Spellings {
  const spellings: Spellings = new Map();
  for (const term of terms) {
    const plurals = [term.en, ...term.aliasesEn].filter((word) => /[a-z]{3,}$/.test(word) && !word.endsWith('s')).map(pluralOf);
    const all = new Set([term.zh, term.en, ...term.aliasesZh, ...term.aliasesEn, ...plurals].map(normaliseKeepingCase));
    for (const spelling of all) {
      if (spelling.length < 2) continue;
      const key = spelling.toLowerCase();
      const entries = spellings.get(key) ?? [];
      const same = entries.find((entry) => entry.spelling === spelling);
      if (same) same.codes.push(term.code);
      else entries.push({ spelling, codes: [term.code] });
      spellings.set(key, entries);
    }
  }
  return spellings;
}
