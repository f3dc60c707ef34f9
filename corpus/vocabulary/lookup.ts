import { normalise } from './normalise.ts';
import { type VocabularyName, vocabulary } from './vocabulary.ts';

/** A word that names an entry of a vocabulary as a whole, unlike find.ts, which finds words within a text. */

const tables = new Map<VocabularyName, Map<string, Set<string>>>();

/**
 * Codes of the entry that this word names: its code, its name or an alias, in either language, or the code with the name behind it.
 * Several words in one (除尘、脱硫) give each its code. Undefined where a word is not known, or means more than one entry.
 */
export function codesNamed(name: VocabularyName, words: string): string[] | undefined {
  const whole = codeNamed(name, words);
  if (whole) return [whole];
  const parts = words.split(/[、,,/]/).map((part) => part.trim());
  if (parts.length < 2) return undefined;
  const codes = parts.map((part) => codeNamed(name, part));
  return codes.every((code) => code !== undefined) ? codes : undefined;
}

function codeNamed(name: VocabularyName, word: string): string | undefined {
  const entries = vocabulary()[name];
  const plain = word.normalize('NFKC').trim();
  if (entries.has(plain)) return plain;
  const [first = ''] = plain.split(/\s/);
  const code = [first, first.toUpperCase(), first.toLowerCase()].find((one) => entries.has(one));
  // “C3071 建筑陶瓷制品制造”, but not “coke oven gas” for the process whose code is “coke”.
  if (code && (first === plain || /[\p{Script=Han}\d]/u.test(plain))) return code;
  const named = tableOf(name).get(normalise(plain));
  return named?.size === 1 ? [...named][0] : undefined;
}

/** Names before aliases: an alias that is another entry's name means that other. */
function tableOf(name: VocabularyName): Map<string, Set<string>> {
  const known = tables.get(name);
  if (known) return known;
  const table = new Map<string, Set<string>>();
  for (const entry of vocabulary()[name].values()) {
    for (const title of [entry.zh, entry.en]) add(table, title, entry.code);
  }
  const names = new Set(table.keys());
  for (const entry of vocabulary()[name].values()) {
    for (const alias of [...entry.aliasesZh, ...entry.aliasesEn]) if (!names.has(normalise(alias))) add(table, alias, entry.code);
  }
  tables.set(name, table);
  return table;
}

function add(table: Map<string, Set<string>>, title: string, code: string): void {
  const key = normalise(title);
  table.set(key, (table.get(key) ?? new Set()).add(code));
}
