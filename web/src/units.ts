import type { Lang } from '../../corpus/kinds/text.ts';

/**
 * Units as each language writes them. Records keep the spelling of their sources; on an English page the Chinese in it is put
 * into English here, and on a Chinese page English words into Chinese, wherever a unit is shown. A test holds every unit of
 * corpus/vocabulary/units.csv against this.
 */

/** What stands before a unit, and what a unit may count or be counted by. */
const ENGLISH: Record<string, string> = {
  万元: 'CNY 10,000',
  单位水量: 'unit of water',
  油当量: ' oil equivalent',
  分之一: 'one part in n',
  玻璃液: ' molten glass',
  熟料: ' clinker',
  铸件: ' castings',
  涂料: ' coating',
  泥: ' sludge',
  瓷: ' porcelain',
  炉次: 'heats',
  美分: 'US cents',
  个月: 'month',
  亿: '× 10⁸ ',
  万: '× 10⁴ ',
  千: '× 10³ ',
  元: 'CNY',
  斤: 'jin (500 g)',
  亩: 'mu',
  时: "o'clock",
  年: 'year',
  月: 'month',
  '6周': '6 weeks',
  周: 'week',
  天: 'day',
  次: 'time',
  批: 'batch',
  人: 'person',
  双: 'pair',
  块: 'piece',
  辆: 'vehicle',
  台: 'machine',
  条: 'piece',
  家: 'firm',
  窑: 'firing',
  套: 'set',
  把: 'piece',
  桶: 'drum',
  头: 'head',
  项: 'item',
  根: 'piece',
  个: 'piece',
  件: 'piece',
  只: 'piece',
  道: 'step',
  支: 'piece',
  座: 'plant',
  盏: 'lamp',
  种: 'kind',
  例: 'instance',
  分: 'point',
  倍: 'times',
};

/** Counted things stand in the plural where they are what is counted, not what is counted by; most plurals end in s. */
const PLURALS: Record<string, string> = { person: 'people', head: 'head', times: 'times', heats: 'heats', mu: 'mu', "o'clock": "o'clock" };

/** Signs such as kWh are the same in both; these are words. */
const CHINESE: Record<string, string> = {
  month: '个月',
  months: '个月',
  years: '年',
  options: '项方案',
  plants: '家工厂',
  companies: '家企业',
  motors: '台电机',
  machines: '台机器',
  sets: '套',
  towers: '座塔',
  traps: '只疏水阀',
};

const HAN = /\p{Script=Han}/u;
const WORDS = new RegExp(Object.keys(ENGLISH).join('|'), 'gu');

export function unitText(unit: string, lang: Lang): string {
  if (lang === 'zh') return CHINESE[unit] ?? unit;
  if (!HAN.test(unit)) return unit;
  const english = ENGLISH[unit];
  if (english) return PLURALS[english] ?? (/[a-z]$/.test(english) && !english.includes(' ') ? `${english}s` : english);
  const [counted = '', ...by] = unit.split('/');
  const plural = ENGLISH[counted] && by.length > 0 ? unitText(counted, lang) : put(counted);
  return [plural, ...by.map(put)].join('/').trim();
}

const put = (part: string): string => part.replaceAll(WORDS, (word) => ENGLISH[word] ?? word);
