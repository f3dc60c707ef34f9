import type { Indicators } from '../economics.ts';
import { WAN } from '../units.ts';
import { type INDICATOR_WORDS, number, percent } from '../words.ts';

/** How sums and indicators are written in a chapter's tables. */

export type IndicatorKey = keyof typeof INDICATOR_WORDS;

/** CNY as 万元, without the unit. */
export const wan = (value: number | undefined): string => (value === undefined ? '—' : number(value / WAN));

/** A figure of table 5-3 in the unit its row names. */
export function indicatorText(key: IndicatorKey, found: Partial<Indicators> | undefined): string {
  const value = found?.[key];
  if (value === undefined) return '—';
  if (key === 'payback' || key === 'simplePayback') return number(value);
  if (key === 'irr') return percent(value);
  if (key === 'npvr') return percent(value, 1);
  return number(value / WAN);
}
