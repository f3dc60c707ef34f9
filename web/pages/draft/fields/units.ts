import type { Lang } from '../../../../corpus/kinds/text.ts';

/** Units as the two languages write them; the draft keeps its own spelling. */

const CHINESE: [RegExp, string][] = [
  [/\bCNY\b/g, '元'],
  [/person·a/g, '人·年'],
  [/\bperson\b/g, '人'],
  [/m3/g, 'm³'],
  [/m2/g, 'm²'],
  [/\/a\b/g, '/年'],
];
const ENGLISH: [RegExp, string][] = [
  [/百万/g, 'million '],
  [/万(?=元)/g, '10,000 '],
  [/元/g, 'CNY'],
  [/万/g, '10,000 '],
  [/亿/g, '100 million '],
  [/千/g, '1,000 '],
  [/吨/g, 't'],
  [/年/g, 'a'],
  [/人/g, 'person'],
  [/m3/g, 'm³'],
  [/m2/g, 'm²'],
];

export function unitText(unit: string, lang: Lang): string {
  return (lang === 'en' ? ENGLISH : CHINESE).reduce((text, [from, to]) => text.replace(from, to), unit);
}
