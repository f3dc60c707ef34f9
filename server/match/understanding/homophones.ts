import { normalise } from '../../../corpus/vocabulary/normalise.ts';
import { VOCABULARY_NAMES, vocabulary } from '../../../corpus/vocabulary/vocabulary.ts';
import { syllablesOf } from './syllables.ts';

/** How the field's words sound. It follows from the vocabulary alone: the server that npm start puts together holds the answer. */

let sounds: Record<string, string[]> | undefined;

/** Chinese words of the field by their syllables (fei shui → 废水, 费水 has no entry of its own). No names of places. */
export function homophones(): Record<string, string[]> {
  sounds ??= soundsOf();
  return sounds;
}

function soundsOf(): Record<string, string[]> {
  const bySound: Record<string, string[]> = {};
  for (const name of VOCABULARY_NAMES) {
    if (name === 'regions') continue;
    for (const term of vocabulary()[name].values()) {
      for (const word of [term.zh, ...term.aliasesZh].map(normalise)) {
        if (!/^\p{Script=Han}{2,8}$/u.test(word)) continue;
        const sound = syllablesOf(word).join(' ');
        const known = bySound[sound];
        if (!known) bySound[sound] = [word];
        else if (!known.includes(word)) known.push(word);
      }
    }
  }
  return bySound;
}
