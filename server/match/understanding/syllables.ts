import { pinyin } from 'pinyin-pro';

/**
 * Pinyin of each Chinese character without its tone, character by character: a thousand times faster than whole phrases, and
 * where a character has several readings both sides of a comparison get the same one.
 */

const cache = new Map<string, string>();

export function syllablesOf(text: string): string[] {
  const syllables: string[] = [];
  for (const character of text) {
    if (!/\p{Script=Han}/u.test(character)) continue;
    let syllable = cache.get(character);
    if (syllable === undefined) {
      syllable = pinyin(character, { toneType: 'none', v: true });
      cache.set(character, syllable);
    }
    syllables.push(syllable);
  }
  return syllables;
}
