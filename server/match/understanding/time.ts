import { ARABIC, ENGLISH, HAN, numberOf } from './numerals.ts';
import type { Span } from './span.ts';

/** Payback asked for, and the year from which evidence is wanted. */

const NUMBER = `(?:${ARABIC}|${HAN}|半|几(?=个月))`;

/** 两年内, 18个月以内, 一年半, 半年: a length of time with what bounds it. */
const CHINESE_LENGTH = new RegExp(`(?<number>${NUMBER})\\s?(?<unit>年|个月)(?<half>半)?(?<within>之内|以内|内|左右)?`, 'gu');
const ENGLISH_LENGTH = new RegExp(
  `(?<bound><=?|≤|under|below|within|less than|no more than|at most|max\\w*|up to|in|of)?\\s?(?<number>${ARABIC}|\\b(?:${ENGLISH}))[\\s-]?(?:a )?(?<unit>years?|yrs?|months?)\\b`,
  'giu',
);

const PAYING = /(回本|收回|回收|赚回|挣回|回来|payback|pay(s|ing)? (\w+ ){0,2}back|pays? for itself|roi|return on)/i;
const PAST = /(近|最近|过去|前|已经|用了|建了|跑了|last|past|ago|old)\s?$/i;
const PAST_AFTER = /^\s?(前|多前|来|以前|之前|的(老|旧)|老|ago|old|没|都|保)/i;

export interface Payback extends Span {
  max: number;
}

/** Years of payback asked for: a bounded length of time, or any length beside a word of paying back. */
export function paybackIn(text: string): Payback | undefined {
  const paying = PAYING.test(text);
  for (const match of text.matchAll(CHINESE_LENGTH)) {
    const { number = '', unit, half, within } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const after = text.slice(end);
    if (PAST.test(text.slice(0, start)) || PAST_AFTER.test(after) || /\d$/.test(text.slice(0, start))) continue;
    // A few months are taken as half a year.
    const years = number === '几' ? 6 : numberOf(number);
    if (years === undefined || years > 100 || (unit === '年' && years >= 50)) continue;
    const near = PAYING.test(text.slice(Math.max(0, start - 14), end + 10));
    if (!near && !(within && within !== '左右')) continue;
    if (!near && !paying && !/^\s*(?:$|[,,。;;!?、 ]|能|可|就|要|得|必须)/.test(after)) continue;
    return { max: round((years + (half ? 0.5 : 0)) / (unit === '年' ? 1 : 12)), start, end };
  }
  for (const match of text.matchAll(ENGLISH_LENGTH)) {
    const { bound, number = '', unit = '' } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (PAST.test(text.slice(0, start)) || PAST_AFTER.test(text.slice(end))) continue;
    const firm = bound !== undefined && !/^(in|of)$/i.test(bound);
    const clause = (text.slice(0, start).split(/[,;.]/).at(-1) ?? '') + (text.slice(end).split(/[,;.]/)[0] ?? '');
    const near = PAYING.test(clause);
    if (!near && !firm) continue;
    const value = numberOf(number);
    if (value === undefined || value > 100) continue;
    return { max: round(/^y/i.test(unit) ? value : value / 12), start, end };
  }
  return undefined;
}

/** A third of a year is 0.33: finer than anybody plans. */
function round(years: number): number {
  return Math.round(years * 100) / 100;
}

const SINCE =
  /(?:(?<zh>(?:19|20)\d{2})\s?年?\s?(?:以后|之后|以来|后|起|至今|开始)|(?:since|after|from|newer than|later than)\s(?<en>(?:19|20)\d{2}))/iu;
const RECENT = new RegExp(`(?:近|最近|过去)(?<zh>${ARABIC}|${HAN})年|(?:last|past|recent)\\s(?<en>${ARABIC}|${ENGLISH})\\s?years`, 'iu');

export interface YearFrom extends Span {
  year: number;
}

export function yearFromIn(text: string, thisYear = new Date().getFullYear()): YearFrom | undefined {
  const since = SINCE.exec(text);
  if (since) return { year: Number(since.groups?.zh ?? since.groups?.en), start: since.index, end: since.index + since[0].length };
  const recent = RECENT.exec(text);
  const count = recent && numberOf(recent.groups?.zh ?? recent.groups?.en ?? '');
  if (recent && count) return { year: thisYear - count, start: recent.index, end: recent.index + recent[0].length };
  return undefined;
}
