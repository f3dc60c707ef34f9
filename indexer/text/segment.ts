import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

import { normalise } from '../../corpus/vocabulary/normalise.ts';
import { VOCABULARY_NAMES, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { commonWords } from './common-words.ts';
import { hasWord } from './sorted-lines.ts';

/**
 * Text → the words the keyword index knows. Chinese is cut by jieba in search mode, which gives a long word and the words
 * within it; the vocabulary's words are added to jieba's so that 逆流漂洗 stays one word.
 */

/** jieba weighs words by frequency; a word of the field outweighs the common words it is made of. */
const FIELD_WORD_FREQUENCY = 20_000;

let segmenter: Jieba | undefined;
let fieldWords: ReadonlySet<string> | undefined;
/** As single bytes: UTF-8 keeps the order of its characters. */
let dictionary: string | undefined;

function jieba(): Jieba {
  if (!segmenter) {
    segmenter = Jieba.withDict(Buffer.from(commonWords()));
    segmenter.loadDict(Buffer.from([...wordsOfTheField()].map((word) => `${word} ${FIELD_WORD_FREQUENCY} n`).join('\n')));
  }
  return segmenter;
}

function wordsOfTheField(): ReadonlySet<string> {
  if (fieldWords) return fieldWords;
  const words = new Set<string>();
  for (const name of VOCABULARY_NAMES) {
    for (const term of vocabulary()[name].values()) {
      for (const word of [term.zh, ...term.aliasesZh]) {
        const normal = normalise(word);
        if (/^\p{Script=Han}{2,8}$/u.test(normal)) words.add(normal);
      }
    }
  }
  fieldWords = words;
  return words;
}

/** The words of a text in order, with repetitions; letters and digits only. */
export function segment(text: string): string[] {
  return jieba()
    .cutForSearch(normalise(text), true)
    .flatMap((piece) => piece.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Whether this is one word: of the field, or of jieba's whole dictionary, rare ones too. */
export function isWord(text: string): boolean {
  const word = normalise(text);
  dictionary ??= Buffer.from(dict).toString('latin1');
  return wordsOfTheField().has(word) || hasWord(dictionary, Buffer.from(word).toString('latin1'));
}
