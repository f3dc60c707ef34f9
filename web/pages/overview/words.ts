import type { Lang, Text } from '../../../corpus/kinds/text.ts';

/** The plan's figures and dates in words. */

const RAISED: Record<string, string> = { 4: '⁴', 8: '⁸' };

/** As printed: 13.51 亿元; 13.51 × 10⁸ CNY. */
export function figureText(asPrinted: string, unit: Required<Text>, lang: Lang): string {
  if (lang === 'zh') return `${asPrinted} ${unit.zh}`;
  const power = /^10\^(\d)\s+(.*)$/.exec(unit.en);
  return power?.[1] ? `${asPrinted} × 10${RAISED[power[1]] ?? `^${power[1]}`} ${power[2]}` : `${asPrinted} ${unit.en}`;
}

/** 2008, 2008-04 or 2003-01-01, as exact as it is given. */
export function dateText(date: string, lang: Lang): string {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month) return lang === 'zh' ? `${date} 年` : date;
  const at = new Date(Date.UTC(year, month - 1, day ?? 1));
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    day: day ? 'numeric' : undefined,
    timeZone: 'UTC',
  }).format(at);
}

/** What the plan says of an incentive, by the key of its name in the messages. */
export const STANDINGS = {
  'given in 2008, 2009 and 2010': 'given',
  planned: 'planned',
  'where policy allows': 'allowed',
  'when conditions are ripe': 'conditions',
} as const;

/** Where in the plan a row stands; the numbers of its sections are Chinese numerals in either language. */
export function placeText(at: string, lang: Lang): string {
  if (lang === 'zh') return at;
  const named: Record<string, string> = { 前言: 'preface', 封面: 'cover' };
  return named[at] ?? (at.startsWith('表') ? at.replace('表', 'table ') : `section ${at}`);
}
