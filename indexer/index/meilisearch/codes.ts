import { createHash } from 'node:crypto';

/** Meilisearch would cut and normalise words by its own rules, so it gets each term as a code of letters that those rules leave alone. */

const LETTERS = 10;

/** Ten letters for a term: 1.4e14 codes, so that two terms of a library have the same one with near certainty never. */
export function codeOf(term: string): string {
  const digest = createHash('sha256').update(term).digest();
  let code = '';
  for (let i = 0; i < LETTERS; i++) code += String.fromCharCode(97 + (digest.readUInt16BE(i * 2) % 26));
  return code;
}
