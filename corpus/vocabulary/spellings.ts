import { normaliseKeepingCase } from './normalise.ts';
import { type Term, VOCABULARY_NAMES, type Vocabulary, type VocabularyName } from './vocabulary.ts';

/**
 * Every way in which a text may write the vocabulary's words: names and aliases of both languages, English plurals. An English
 * trade named by its workplace has any name of a workplace: tile factory, tile works, tileworks.
 */

/** With its capitals (a symbol of one or two letters, Ni or TN, counts only in its own), and the codes so written. */
export type Spelling = [spelling: string, codes: string[]];

/** In each vocabulary, those that differ only in capitals side by side, the first named first. */
export type Spellings = Record<VocabularyName, Spelling[]>;

/** By the spelling in small letters. */
type ByKey = Map<string, Spelling[]>;

export function allSpellings(words: Vocabulary): Spellings {
  const all = VOCABULARY_NAMES.map((name) => {
    const terms = [...words[name].values()];
    const spellings = spellingsOf(terms);
    if (name === 'industries') addWorkplaces(spellings, terms);
    return [name, [...spellings.values()].flat()];
  });
  return Object.fromEntries(all) as Spellings;
}

function pluralOf(word: string): string {
  if (word.endsWith('s')) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

const WORKPLACE = / (?:plant|factory|works|mill)$/;
/** No mill: a cement mill is a machine, and so are many others. */
const WORKPLACES = [' plant', ' factory', ' works', 'works'];

/** Only where the name is free and means one trade: what the vocabulary says of a name stands. */
function addWorkplaces(spellings: ByKey, terms: Term[]): void {
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
    if (codes.size === 1 && !spellings.has(key)) spellings.set(key, [[spelling, [...codes]]]);
  }
}

function spellingsOf(terms: Term[]): ByKey {
  const spellings: ByKey = new Map();
  for (const term of terms) {
    const plurals = [term.en, ...term.aliasesEn].filter((word) => /[a-z]{3,}$/.test(word) && !word.endsWith('s')).map(pluralOf);
    const all = new Set([term.zh, term.en, ...term.aliasesZh, ...term.aliasesEn, ...plurals].map(normaliseKeepingCase));
    for (const spelling of all) {
      if (spelling.length < 2) continue;
      const key = spelling.toLowerCase();
      const entries = spellings.get(key) ?? [];
      const same = entries.find(([known]) => known === spelling);
      if (same) same[1].push(term.code);
      else entries.push([spelling, [term.code]]);
      spellings.set(key, entries);
    }
  }
  return spellings;
}
