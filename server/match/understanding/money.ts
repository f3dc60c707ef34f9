import { ARABIC, HAN, numberOf } from './numerals.ts';
import type { Span } from './span.ts';

/**
 * The most that may be spent: 预算100万, 不超过50万元, 30-50万, HK$2m, under USD 80,000, 2 million yuan. A bare number is no
 * budget, nor is one of tonnes or pieces; of a range the upper end counts.
 */

const SIGNS: Record<string, string> = {
  hk$: 'HKD',
  hkd: 'HKD',
  港币: 'HKD',
  港元: 'HKD',
  港幣: 'HKD',
  nt$: 'TWD',
  twd: 'TWD',
  新台币: 'TWD',
  台币: 'TWD',
  us$: 'USD',
  usd: 'USD',
  美元: 'USD',
  美金: 'USD',
  $: 'USD',
  dollars: 'USD',
  dollar: 'USD',
  a$: 'AUD',
  aud: 'AUD',
  澳元: 'AUD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  英镑: 'GBP',
  inr: 'INR',
  '₹': 'INR',
  卢比: 'INR',
  '¥': 'CNY',
  '￥': 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
  yuan: 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  块钱: 'CNY',
  块: 'CNY',
}; // prettier-ignore

const SCALES: Record<string, number> = {
  万: 1e4,
  w: 1e4,
  亿: 1e8,
  k: 1e3,
  千: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  百万: 1e6,
  千万: 1e7,
  bn: 1e9,
  billion: 1e9,
};

const alternatives = (table: Record<string, unknown>) =>
  Object.keys(table)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$]/g, String.raw`\$`))
    .join('|');

const NUMBER = `(?:${ARABIC}|${HAN}|半(?=个?亿))`;
const SCALE = alternatives(SCALES);
const MONEY = new RegExp(
  `(?<before>${alternatives(SIGNS)})?\\s?(?<low>${NUMBER})(?:\\s|个)?(?<lowScale>${SCALE})?(?:\\s?(?:[-–~～至到]|to)\\s?(?<high>${NUMBER})\\s?(?<scale>${SCALE})?)?(?![a-z])\\s?(?<after>${alternatives(SIGNS)})?(?![a-z])`,
  'giu',
);

/** Words before an amount that make it a budget even where no currency is named. */
const SPENDING =
  /(预算|投资|投入|资金|经费|花|掏|拿|出|费用|成本控制|不超过|不多于|最多|顶多|控制在|以内|低于|少于|budget|under|below|up to|at most|less than|max|spend|invest\w*|capex)[^,,。;;!?]{0,12}$/i;

/** What follows an amount that is no money: 100万吨, 50万平方, 3万大卡. */
const COUNTED =
  /^(?:多|余)?(?:吨|度|千瓦|kw|mw|立方|方|平|米|m[23²³]|升|l\b|公斤|kg|片|件|只|个|条|辆|台|套|头|户|人|张|块砖|匹|标|大卡|kcal|瓶|盒|t\b|tce|nm|次|小时|天|年|月|℃|°|%|rpm|转|ppm)|^\s?(?:kw|mw|m[23²³]|l\b|kg|kcal|t\b|tce|nm|rpm|ppm|mg)/i;
/** Money already gone is no budget: 罚款50万, 每年花200万电费. */
const SPENT = /(罚款|罚|被罚|每年|一年|每月|一个月|年花|损失|亏|fined|per year|a year|every year)[^,,。;;]{0,6}$/i;
const OUTPUT = /(年产|日产|月产|产能|产量|规模|排放|用水|用电|耗|annual output|capacity)[^,,。;;]{0,6}$/i;

export interface Budget extends Span {
  max: number;
  currency: string;
}

/** @param text normal form: half-width, simplified characters. */
export function budgetIn(text: string): Budget | undefined {
  for (const match of text.matchAll(MONEY)) {
    const { before, low = '', lowScale, high, scale = lowScale, after } = match.groups ?? {};
    const start = match.index + match[0].length - match[0].trimStart().length;
    const end = match.index + match[0].trimEnd().length;
    const lead = text.slice(0, start);
    if (SPENT.test(lead)) continue;
    const sign = (before ?? after)?.toLowerCase();
    const named = sign !== undefined && !(sign === '元' && OUTPUT.test(lead));
    const large = scale !== undefined && /^(万|w|亿|百万|千万)$/i.test(scale);
    if (!named && COUNTED.test(text.slice(end))) continue;
    if (/[/每]\s?(吨|度|t|kwh|m|方|年|月|天|a|day|month|year)/i.test(text.slice(end, end + 5)) || (OUTPUT.test(lead) && !named)) continue;
    if (!named && !(large && !/\d$/.test(lead)) && !(scale && SPENDING.test(lead))) continue;
    if (named && !scale && !SPENDING.test(lead) && (numberOf(high ?? low) ?? 0) < 1000) continue;
    const value = numberOf(high ?? low);
    if (value === undefined) continue;
    return { max: value * (scale ? (SCALES[scale.toLowerCase()] ?? 1) : 1), currency: sign ? (SIGNS[sign] ?? 'CNY') : 'CNY', start, end };
  }
  return undefined;
}
