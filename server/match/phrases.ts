import type { Lang } from '../../corpus/kinds/text.ts';

/** The sentences of explain.ts in both languages. {n} and the like are filled in; English plurals are marked {n|one|many}. */
const PHRASES = {
  sameTrade: { zh: '{all} 家厂中有 {n} 家属于「{trade}」', en: '{n} of {all} {all|plant is|plants are} in {trade}' },
  problem: { zh: '{all} 家厂中有 {n} 家针对「{problem}」', en: '{n} of {all} {all|plant acts|plants act} on {problem}' },
  process: { zh: '{n} 家厂用在「{process}」这一步', en: '{n} {n|plant uses|plants use} it at the step “{process}”' },
  payback: { zh: '{n} 家厂的回收期为 {range} 年', en: 'payback {range} years in {n} {n|plant|plants}' },
  withinPayback: { zh: '，其中 {n} 家在您要求的 {limit} 年以内', en: ', in {n} of them within your {limit} {limit|year|years}' },
  withinBudget: { zh: '{n} 家厂的投资在您的预算以内', en: 'investment within your budget in {n} {n|plant|plants}' },
  proven: { zh: '{all} 家厂中有 {n} 家经实测或主管部门认定', en: 'measured or appraised in {n} of {all} {all|plant|plants}' },
  plants: { zh: '{n} 家厂做过', en: 'done by {n} {n|plant|plants}' },
  noPlant: { zh: '库中还没有厂家案例证明它', en: 'no plant in the library proves it yet' },
  otherTrade: { zh: '库中没有「{trade}」的案例，证据来自其他行业', en: 'no case in {trade}: the evidence comes from other trades' },
  aboveBudget: { zh: '{n} 家厂的投资高于您的预算', en: 'investment above your budget in {n} {n|plant|plants}' },
  atRates: { zh: '（外币按欧洲央行 {day} 参考汇率比较）', en: ' (other currencies compared at the ECB’s reference rates of {day})' },
  abovePayback: { zh: '{n} 家厂的回收期长于您的要求', en: 'payback longer than you asked in {n} {n|plant|plants}' },
  old: {
    zh: '最近的证据是 {year} 年的，设备和价格可能已变',
    en: 'the newest evidence is of {year}: equipment and prices may have changed',
  },
  unwanted: { zh: '涉及您不想要的「{what}」', en: 'it involves {what}, which you do not want' },
  onlyPlanned: { zh: '证据只有计划值或计算值，没有实测', en: 'the evidence is planned or calculated only, nothing measured' },
  'signal.keyword': { zh: '用词相符', en: 'words' },
  'signal.semantic': { zh: '意思相近', en: 'meaning' },
  'signal.technique': { zh: '技术用词', en: 'technique’s words' },
  'signal.kin': { zh: '同技术的其他证据', en: 'other evidence of the technique' },
  'signal.industry': { zh: '行业', en: 'industry' },
  'signal.problem': { zh: '问题', en: 'problem' },
  'signal.process': { zh: '工序', en: 'process' },
  'signal.budget': { zh: '预算', en: 'budget' },
  'signal.payback': { zh: '回收期', en: 'payback' },
  'signal.region': { zh: '地区', en: 'region' },
  'signal.unwanted': { zh: '不想要的', en: 'not wanted' },
} as const;

export type PhraseKey = keyof typeof PHRASES;

export function phrase(lang: Lang, key: PhraseKey, values: Record<string, string | number> = {}): string {
  return PHRASES[key][lang]
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) => (values[name] === 1 ? one : many))
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
