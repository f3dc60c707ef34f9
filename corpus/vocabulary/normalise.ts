import { Converter } from 'opencc-js/t2cn';

/**
 * One spelling for what is written in several: full-width and compatibility forms (NFKC), capitals, traditional
 * characters. Each character is normalised by itself, so that a match can be shown where it stands in what was typed.
 */

const toSimplified: (text: string) => string = Converter({ from: 't', to: 'cn' });
const cache = new Map<string, string>();
const PRINTABLE_ASCII = /^[ -~]*$/;

/** What one character becomes; lone surrogates and control characters become a space. */
function normaliseCharacter(character: string): string {
  let normal = cache.get(character);
  if (normal === undefined) {
    const compatible = character.normalize('NFKC');
    normal = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(compatible) ? ' ' : toSimplified(compatible);
    if (cache.size < 100_000) cache.set(character, normal);
  }
  return normal;
}

/** Normal form with capitals kept: chemical symbols differ from words only by them (TCE, tce). */
export function normaliseKeepingCase(text: string): string {
  // Half of what is read at a start: nothing in it has another form.
  if (PRINTABLE_ASCII.test(text)) return text;
  let normal = '';
  for (const character of text) normal += normaliseCharacter(character);
  return normal;
}

export function normalise(text: string): string {
  return normaliseKeepingCase(text).toLowerCase();
}

export interface Traced {
  /** Normal form, capitals kept. */
  text: string;
  /** For each UTF-16 unit of `text`, and one past its end, where it comes from in the original. */
  origin: number[];
}

/** The normal form together with the way back to the original's offsets. */
export function normaliseTraced(original: string): Traced {
  let text = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of original) {
    const normal = normaliseCharacter(character);
    for (let i = 0; i < normal.length; i++) origin.push(at);
    text += normal;
    at += character.length;
  }
  origin.push(at);
  return { text, origin };
}
