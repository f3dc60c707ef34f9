import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { normalise } from '../../corpus/vocabulary/normalise.ts';
import { type Term, VOCABULARY_NAMES, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { Understood } from '../api/recommend.ts';

/**
 * Does a record do what the user does not want? It does when its title or its technique's names speak of the thing, unless
 * they speak of doing without it: 无氰镀锌 is just what someone who wants no cyanide is looking for.
 */

export interface Refusals {
  endOfPipe: boolean;
  /** Spellings of each thing refused, normal form. */
  things: string[][];
}

/** Words that turn a mention into its opposite, before the thing or after it. */
const WITHOUT_BEFORE = /(无|免|不用|不再|停用|淘汰|替代|代替|取代|取消|少用|without|free of|no|instead of|replac\w*|non-?)[^,,。;;]{0,6}$/i;
const WITHOUT_AFTER = /^[^,,。;;]{0,4}(改为|改成|改用|改|换成|换为|-free|replaced|替代)/i;

export function refusalsOf({ unwanted }: Understood): Refusals {
  return {
    endOfPipe: unwanted.some(({ code }) => code === 'end-of-pipe'),
    things: unwanted
      .filter(({ code }) => code !== 'end-of-pipe' && code !== 'shutdown')
      .map(({ code, surface }) => spellingsOf(code, surface)),
  };
}

export function doesUnwanted(record: LibraryRecord, { endOfPipe, things }: Refusals): boolean {
  if (endOfPipe && 'measure' in record && record.measure === 'end-of-pipe') return true;
  if (things.length === 0) return false;
  const texts = [
    record.title.zh,
    record.title.en ?? '',
    ...('aliases' in record ? [...(record.aliases?.zh ?? []), ...(record.aliases?.en ?? [])] : []),
  ].map(normalise);
  return things.some((spellings) => texts.some((text) => spellings.some((spelling) => speaksOf(text, spelling))));
}

function speaksOf(text: string, thing: string): boolean {
  const at = text.indexOf(thing);
  return at >= 0 && !WITHOUT_BEFORE.test(text.slice(0, at)) && !WITHOUT_AFTER.test(text.slice(at + thing.length));
}

/** All names of a vocabulary code, or the words as typed; single characters say too little. */
function spellingsOf(code: string, surface: string | undefined): string[] {
  const terms = VOCABULARY_NAMES.map((name): Term | undefined => vocabulary()[name].get(code)).filter((term) => term !== undefined);
  const names = terms.flatMap((term) => [term.zh, term.en, ...term.aliasesZh, ...term.aliasesEn]);
  return [...new Set([...names, ...(surface ? [surface] : [])].map(normalise))].filter((name) => name.length > 1);
}
