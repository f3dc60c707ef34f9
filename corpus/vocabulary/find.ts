import { knownSpellings } from './known-spellings.ts';
import { normaliseTraced } from './normalise.ts';
import { allSpellings, type Spelling } from './spellings.ts';
import { VOCABULARY_NAMES, type Vocabulary, type VocabularyName } from './vocabulary.ts';

/**
 * Finds the vocabulary's words in a text: the longest match at each place, each vocabulary by itself, so that 电镀厂 gives
 * the trade and 电镀 within it the process. Latin words match only whole; symbols of one or two letters (Ni, TN) only in
 * their own capitals; a single Chinese character never (镍 stands in many words that are no complaint about nickel).
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

export class WordFinder {
  /** By the spelling in small letters. */
  readonly #spellings = new Map<VocabularyName, Map<string, Spelling[]>>();
  /** Lengths of the spellings that begin with a character, longest first. */
  readonly #lengths = new Map<VocabularyName, Map<string, number[]>>();

  constructor(words?: Vocabulary) {
    const spellings = words ? allSpellings(words) : knownSpellings();
    for (const name of VOCABULARY_NAMES) {
      const byKey = byLowerCase(spellings[name]);
      this.#spellings.set(name, byKey);
      this.#lengths.set(name, lengthsByFirst(byKey.keys()));
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
          const [spelling, codes] = match;
          const end = origin[at + spelling.length] ?? original.length;
          found.push({ vocabulary: name, codes, start, end, surface: original.slice(start, end) });
        }
        at += match ? match[0].length : 1;
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

function byLowerCase(spellings: Spelling[]): Map<string, Spelling[]> {
  const byKey = new Map<string, Spelling[]>();
  for (const one of spellings) {
    const key = one[0].toLowerCase();
    const alike = byKey.get(key);
    if (alike) alike.push(one);
    else byKey.set(key, [one]);
  }
  return byKey;
}

function lengthsByFirst(keys: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const key of keys) {
    const first = key[0] ?? '';
    lengths.set(first, (lengths.get(first) ?? new Set()).add(key.length));
  }
  return new Map([...lengths].map(([first, known]) => [first, [...known].sort((a, b) => b - a)]));
}

/** `lengths` are those worth trying, longest first. */
function longestAt(text: string, lower: string, at: number, lengths: number[], spellings: Map<string, Spelling[]>): Spelling | undefined {
  if (lengths.length === 0 || insideLatinWord(lower, at)) return undefined;
  for (const length of lengths) {
    if (length > text.length - at) continue;
    const entries = spellings.get(lower.slice(at, at + length));
    if (!entries || insideLatinWord(lower, at + length)) continue;
    const printed = text.slice(at, at + length);
    const exact = entries.find(([spelling]) => spelling === printed);
    if (exact) return exact;
    if (!isSymbol(entries[0]?.[0] ?? '')) return entries[0];
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
