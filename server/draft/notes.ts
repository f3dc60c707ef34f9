import type { Text } from '../../corpus/kinds/text.ts';
import type { AmountIssue } from './amounts.ts';

/** What is said beside figures: why one is absent, what is missing, what could not be counted. Pure. */

/** What makes an indicator absent, or wants a word beside it. */
export const NOTES = {
  'no-investment': { zh: '没有投资:偿还期为 0,没有净现值率和内部收益率。', en: 'No investment: payback is 0; no NPV ratio or IRR.' },
  'benefit-not-positive': { zh: '年节省为零或负。', en: 'The yearly saving is zero or negative.' },
  'cash-flow-not-positive': {
    zh: '年现金流量不为正:投资收不回,没有偿还期和内部收益率。',
    en: 'The yearly cash flow is not positive: never paid back; no payback and no IRR.',
  },
  loss: { zh: '应税利润为负:不计所得税,也不计抵税。', en: 'Taxable profit is negative: no tax, and no tax credit, is counted.' },
  'not-recovered': { zh: '偿还期长于设备寿命。', en: 'The payback is longer than the equipment’s life.' },
  'zero-rate': { zh: '贴现率为 0:未计资金的时间价值。', en: 'The discount rate is 0: money has no time value here.' },
  'high-rate': { zh: '贴现率高于 50%,请核对。', en: 'The discount rate is above 50 %: please check.' },
} satisfies Record<string, Text>;
export type NoteCode = keyof typeof NOTES;

/** Why a scheme has no indicators yet. */
export const GAPS = {
  'no-investment-given': {
    zh: '还没有可以计入的投资;没有投资请填 0。',
    en: 'No investment that can be counted is given yet; enter 0 where there is none.',
  },
  'no-benefit-given': { zh: '还没有可计价的年节省。', en: 'Nothing yet tells the yearly saving in money.' },
} satisfies Record<string, Text>;
export type Gap = keyof typeof GAPS;

/** A message for what could not be counted. */
export function issueText({ code, found, expected }: AmountIssue): Required<Text> {
  if (code === 'no-price') {
    return { zh: `没有价格(${expected}),这一项没有计入。`, en: `No price (${expected}): this is not counted.` };
  }
  const unit = found || '—';
  return { zh: `单位“${unit}”不能换算成 ${expected},没有计入。`, en: `The unit “${unit}” cannot be turned into ${expected}: not counted.` };
}
