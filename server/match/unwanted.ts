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
const WITHOUT_AFTER = /^[^,,。;;]{0,4}(改为|改成|改用|换成|换为|-free|replaced|替代)/i;
const NEGATING = /^(无|破|除|去|脱)|-free\b|^non-?/i;
const LATIN = /^[a-z\d][a-z\d\s-]*$/i;

export function refusalsOf({ unwanted }: Pick<Understood, 'unwanted'>): Refusals {
  return {
    endOfPipe: unwanted.some(({ code }) => code === 'end-of-pipe'),
    things: unwanted
      .filter(({ code }) => code !== 'end-of-pipe' && code !== 'shutdown')
      .map(({ code, surface }) => spellingsOf(code, surface)),
  };
}

/** Of what is refused, the parts that any of the records does. */
export function unwantedDone(records: LibraryRecord[], { unwanted }: Understood): Understood['unwanted'] {
  return unwanted.filter((part) => {
    const refusals = refusalsOf({ unwanted: [part] });
    return records.some((record) => doesUnwanted(record, refusals));
  });
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

/** Whether any mention of the thing is not one of doing without it. Latin words count only whole: `ro` is not in `chromium`. */
function speaksOf(text: string, thing: string): boolean {
  for (let at = text.indexOf(thing); at >= 0; at = text.indexOf(thing, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + thing.length);
    const whole = !(LATIN.test(thing) && (/[a-z\d]$/.test(before) || /^[a-z\d]/.test(after)));
    if (whole && !WITHOUT_BEFORE.test(before) && !WITHOUT_AFTER.test(after)) return true;
  }
  return false;
}

/** All names of a vocabulary code, or the words as typed. Single characters say too little, and 无氰 is a name of doing without. */
function spellingsOf(code: string, surface: string | undefined): string[] {
  const terms = VOCABULARY_NAMES.map((name): Term | undefined => vocabulary()[name].get(code)).filter((term) => term !== undefined);
  const names = terms.flatMap((term) => [term.zh, term.en, ...term.aliasesZh, ...term.aliasesEn]);
  return [...new Set([...names, ...(surface ? [surface] : [])].map(normalise))].filter((name) => name.length > 1 && !NEGATING.test(name));
}
