import type { Library } from '../../corpus/library.ts';
import { syllablesOf } from '../match/understanding/syllables.ts';

/** Ids are permanent and public: one is made from the title where an editor gives none. */

const MOST_LETTERS = 60;

/** From the English title, else the Chinese one's pinyin; with a number where the id is taken, or was once. */
export function newId(library: Library, kind: string, title: unknown): string {
  const { zh, en } = (typeof title === 'object' && title !== null ? title : {}) as { zh?: unknown; en?: unknown };
  const words = typeof en === 'string' && /[a-z]/i.test(en) ? en : typeof zh === 'string' ? syllablesOf(zh).join('-') : '';
  const slug = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_LETTERS)
    .replace(/^-+|-+$/g, '');
  const base = slug || kind;
  const isTaken = (id: string) => library.resolve(id) !== id || library.desk.head(id) !== undefined;
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}-${n}`;
  return id;
}
