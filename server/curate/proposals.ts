import type { Library } from '../../corpus/library.ts';
import { WordFinder } from '../../corpus/vocabulary/find.ts';
import { normalise } from '../../corpus/vocabulary/normalise.ts';
import { type Term, type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { FieldProblem } from '../api/desk/field.ts';

/** What may be meant by a word that is no code of the vocabulary, or by an id that no record has. */

export type Proposals = NonNullable<FieldProblem['proposals']>;

const MOST = 5;

let finder: WordFinder | undefined;

/** Entries whose names stand in the word, then those that share the most with it. */
export function proposeCodes(name: VocabularyName, word: string): Proposals {
  finder ??= new WordFinder();
  const terms = vocabulary()[name];
  const named = finder.find(word).flatMap((found) => (found.vocabulary === name ? found.codes : []));
  const alike = mostAlike(
    [...terms.values()].map((term) => ({ item: term, names: [term.code, term.zh, term.en, ...term.aliasesZh, ...term.aliasesEn] })),
    word,
  ).map(({ code }) => code);
  return [...new Set([...named, ...alike])].slice(0, MOST).flatMap((code) => {
    const term: Term | undefined = terms.get(code);
    return term ? [{ code, name: { zh: term.zh, en: term.en } }] : [];
  });
}

/** Published techniques whose id or title shares the most with the id or words given. */
export function proposeTechniques(library: Library, word: string): Proposals {
  const techniques = library.published('technique');
  return mostAlike(
    techniques.map((item) => ({ item, names: [item.id, item.title.zh, item.title.en ?? ''] })),
    word,
  )
    .slice(0, MOST)
    .map(({ id, title }) => ({ code: id, name: title }));
}

/** Below this share of pairs of letters two words have little to do with each other. */
const ALIKE = 0.4;

function mostAlike<T>(candidates: { item: T; names: string[] }[], word: string): T[] {
  const wanted = pairsOf(word);
  return candidates
    .map(({ item, names }) => ({ item, score: Math.max(...names.map((name) => dice(wanted, pairsOf(name)))) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function pairsOf(text: string): Set<string> {
  const letters = [...normalise(text).replace(/[\s-]/g, '')];
  return new Set(letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}

/** Dice's coefficient: twice what two sets share, over what they hold together. */
function dice(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
