import { readFileSync } from 'node:fs';

import wordListPath from 'word-list';

import { VOCABULARY_NAMES, vocabulary } from '../../../corpus/vocabulary/vocabulary.ts';
import { isWord } from '../../../indexer/text/segment.ts';
import { hasWord } from '../../../indexer/text/sorted-lines.ts';
import { homophones } from './homophones.ts';
import type { Span } from './span.ts';
import { syllablesOf } from './syllables.ts';

/**
 * Common typing errors: a Chinese word of the field written with characters of the same sound (费水 for 废水), an English one
 * with a single wrong, missing, doubled or swapped letter. Only what is no word by itself is taken for an error.
 */

export interface Correction extends Span {
  wrong: string;
  right: string;
}

const LEAST_ENGLISH_LETTERS = 5;

let fieldWords: Map<number, string[]> | undefined;
let englishLines: string | undefined;

/** @param text normal form; offsets are in it. */
export function correctionsIn(text: string, taken: Span[]): Correction[] {
  // A word that is understood as it stands is no error, but a longer one around it may be: 皮酒厂, of which only 酒厂 is known.
  const free = (start: number, end: number) =>
    taken.every(
      (span) => end <= span.start || start >= span.end || (start <= span.start && end >= span.end && end - start > span.end - span.start),
    );
  return [...chineseCorrections(text, free), ...englishCorrections(lowerCase(text), free)].sort((a, b) => a.start - b.start);
}

/** Small letters without a change of length, which offsets would not survive (İ). */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function chineseCorrections(text: string, free: (start: number, end: number) => boolean): Correction[] {
  const sounds = homophones();
  const corrections: Correction[] = [];
  for (const run of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    const syllables = syllablesOf(run[0]);
    for (let at = 0; at < run[0].length - 1; at++) {
      for (let length = Math.min(8, run[0].length - at); length >= 2; length--) {
        const wrong = run[0].slice(at, at + length);
        const rights = sounds[syllables.slice(at, at + length).join(' ')];
        const right = rights?.find((word) => plausible(wrong, word));
        const start = run.index + at;
        if (!right || !free(start, start + length) || rights?.includes(wrong)) continue;
        corrections.push({ wrong, right, start, end: start + length });
        at += length - 1;
        break;
      }
    }
  }
  return corrections;
}

/** At most half of the characters are wrong, and what stands there is no word of its own. */
function plausible(wrong: string, right: string): boolean {
  let different = 0;
  for (let i = 0; i < wrong.length; i++) if (wrong[i] !== right[i]) different++;
  return different > 0 && different <= Math.max(1, Math.floor(wrong.length / 2)) && !isWord(wrong);
}

function englishCorrections(text: string, free: (start: number, end: number) => boolean): Correction[] {
  const corrections: Correction[] = [];
  for (const match of text.matchAll(/[a-z]{5,}/g)) {
    const wrong = match[0];
    const end = match.index + wrong.length;
    if (!free(match.index, end) || isEnglish(wrong)) continue;
    const right = nearestFieldWord(wrong);
    if (right) corrections.push({ wrong, right, start: match.index, end });
  }
  return corrections;
}

function isEnglish(word: string): boolean {
  englishLines ??= readFileSync(wordListPath, 'latin1');
  return hasWord(englishLines, word) || englishFieldWords().get(word.length)?.includes(word) === true;
}

/** The first letter is hardly ever the wrong one. */
function nearestFieldWord(wrong: string): string | undefined {
  const byLength = englishFieldWords();
  for (const length of [wrong.length, wrong.length + 1, wrong.length - 1]) {
    const right = byLength.get(length)?.find((word) => word[0] === wrong[0] && oneSlip(wrong, word));
    if (right) return right;
  }
  return undefined;
}

function englishFieldWords(): Map<number, string[]> {
  if (fieldWords) return fieldWords;
  const words = new Set<string>();
  for (const name of VOCABULARY_NAMES) {
    for (const term of vocabulary()[name].values()) {
      for (const phrase of [term.en, ...term.aliasesEn]) {
        for (const word of phrase.toLowerCase().match(/[a-z]+/g) ?? []) if (word.length >= LEAST_ENGLISH_LETTERS) words.add(word);
      }
    }
  }
  fieldWords = new Map();
  for (const word of [...words].sort()) fieldWords.set(word.length, [...(fieldWords.get(word.length) ?? []), word]);
  return fieldWords;
}

/** One letter wrong, missing, too many, or two neighbours swapped (Damerau 1964). */
function oneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  return (
    short.slice(i + 1) === long.slice(i + 1) ||
    (short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2))
  );
}
