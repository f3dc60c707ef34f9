import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

import { normalise } from '../../corpus/vocabulary/normalise.ts';
import { VOCABULARY_NAMES, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';

/**
 * Text → the words the keyword index knows. Chinese is cut by jieba in search mode, which gives a long word and the words
 * within it; the vocabulary's words are added to jieba's so that 逆流漂洗 stays one word.
 */

let segmenter: Jieba | undefined;

/** jieba weighs words by frequency; a word of the field outweighs the common words it is made of. */
const FIELD_WORD_FREQUENCY = 20_000;

function jieba(): Jieba {
  if (!segmenter) {
    segmenter = Jieba.withDict(dict);
    const words = new Set<string>();
    for (const name of VOCABULARY_NAMES) {
      for (const term of vocabulary()[name].values()) {
        for (const word of [term.zh, ...term.aliasesZh]) {
          const normal = normalise(word);
          if (/^\p{Script=Han}{2,8}$/u.test(normal)) words.add(normal);
        }
      }
    }
    segmenter.loadDict(Buffer.from([...words].map((word) => `${word} ${FIELD_WORD_FREQUENCY} n`).join('\n')));
  }
  return segmenter;
}

/** The words of a text in order, with repetitions; letters and digits only. */
export function segment(text: string): string[] {
  return jieba()
    .cutForSearch(normalise(text), true)
    .flatMap((piece) => piece.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Whether the dictionary knows this as one word. */
export function isWord(text: string): boolean {
  return jieba().cut(normalise(text), false).length === 1;
}
