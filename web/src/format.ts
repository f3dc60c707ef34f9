import type { Money, Value } from '../../corpus/kinds/figures.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import { unitText } from './units.ts';

/** Numbers, money, years and dates as each language writes them. What a source printed is never rounded; what is computed may be. */

const LOCALE: Record<Lang, string> = { zh: 'zh-CN', en: 'en-GB' };

/** Enough to show any printed figure whole, and to hide the noise of binary fractions. */
const PRINTED = { maximumSignificantDigits: 12 } as const;
const ROUNDED = { maximumSignificantDigits: 3 } as const;

/** Steps in which large sums are told, largest first. */
const SCALES: Record<Lang, { from: number; word: string }[]> = {
  zh: [
    { from: 1e8, word: '亿' },
    { from: 1e4, word: '万' },
  ],
  en: [
    { from: 1e9, word: ' billion' },
    { from: 1e6, word: ' million' },
  ],
};

export function formatNumber(value: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], PRINTED).format(value);
}

export function formatRounded(value: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], ROUNDED).format(value);
}

/** A number, or a range with an en dash between. */
export function formatValue(value: Value, lang: Lang, format = formatNumber): string {
  if (typeof value === 'number') return format(value, lang);
  const [low, high] = value;
  return low === high ? format(low, lang) : `${format(low, lang)}–${format(high, lang)}`;
}

/** 200 万元, 160–180 万元, 120 万美元; CNY 2 million, CNY 1.6–1.8 million, USD 50,000. */
export function formatMoney({ value, currency }: Pick<Money, 'value' | 'currency'>, lang: Lang, format = formatNumber): string {
  const largest = Math.max(...[value].flat().map(Math.abs));
  const scale = SCALES[lang].find(({ from }) => largest >= from);
  const scaled = (part: number, inLang: Lang) => format(part / (scale?.from ?? 1), inLang);
  const amount = formatValue(value, lang, scaled);
  return lang === 'zh' ? `${amount} ${scale?.word ?? ''}${currencyName(currency)}` : `${currency} ${amount}${scale?.word ?? ''}`;
}

function currencyName(currency: string): string {
  if (currency === 'CNY') return '元';
  try {
    return new Intl.DisplayNames('zh-CN', { type: 'currency' }).of(currency) ?? currency;
  } catch {
    return currency;
  }
}

export function formatYears(value: Value, lang: Lang, format = formatNumber): string {
  const amount = formatValue(value, lang, format);
  if (lang === 'zh') return `${amount} 年`;
  return amount === '1' ? '1 year' : `${amount} years`;
}

/** The short form beside an axis, whose unit stands in the text: 100万, 1M, 2. */
export function formatTick(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en-US', {
    notation: 'compact',
    maximumSignificantDigits: 3,
    useGrouping: false,
  }).format(value);
}

/** A share of one as a whole percentage. */
export function formatShare(share: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], { style: 'percent', maximumFractionDigits: 0 }).format(share).replace('-', '−');
}

export function formatDate(iso: string, lang: Lang): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long' }).format(date);
}

const CURRENCY = /^[A-Z]{3}$/;

/** A figure with its unit as the source has them, in English letters on an English page; a sum of money and years in the words of the language. */
export function formatFigure(value: Value, unit: string, lang: Lang, format = formatNumber): string {
  if (unit === 'a') return formatYears(value, lang, format);
  if (CURRENCY.test(unit)) return formatMoney({ value, currency: unit }, lang, format);
  const [, currency, per] = /^([A-Z]{3})\/(a)$/.exec(unit) ?? [];
  if (currency && per) return formatMoney({ value, currency }, lang, format) + (lang === 'zh' ? '/年' : ' a year');
  const amount = formatValue(value, lang, format);
  return unit === '%' ? `${amount}%` : `${amount} ${unitText(unit, lang)}`;
}
