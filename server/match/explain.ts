import { bounds } from '../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import { inLanguage } from '../../corpus/kinds/text.ts';
import { exchanged, ratesDay } from '../../corpus/vocabulary/rates.ts';
import type { Reason, Understood } from '../api/recommend.ts';
import { industryFit, SIGNAL_NAMES, type Signal, type Weights, weigh } from './fuse.ts';
import { type Group, groupScore } from './group.ts';
import { phrase } from './phrases.ts';
import { onePerPlant } from './plants.ts';
import { doesUnwanted, refusalsOf, unwantedDone } from './unwanted.ts';

/** Why a technique is where it is, and what speaks against it: true sentences made from its evidence. */

/** A fit of at least this is "in your trade": the trade itself, one within it, or the division it belongs to. */
const SAME_TRADE = 0.7;

/** Evidence older than this may tell of prices and equipment that are gone. */
const OLD_AFTER_YEARS = 15;

/** By how much the score would be lower without each signal, as a share of the score; signals that give nothing are left out. */
export function sharesOf(group: Group, weights: Weights): { signal: Signal; share: number }[] {
  if (group.score <= 0) return [];
  const telling = SIGNAL_NAMES.filter((signal) => group.members.some(({ values }) => values[signal] !== 0));
  return telling
    .map((signal) => {
      const rest = { ...weights, [signal]: 0 };
      const without = groupScore(group.members.map(({ record, values }) => ({ record, score: weigh(values, rest) })));
      return { signal, share: (group.score - without) / group.score };
    })
    .filter(({ share }) => Math.abs(share) > 0.001);
}

export function reasonsFor(evidence: LibraryRecord[], understood: Understood, lang: Lang): Reason[] {
  const plants = onePerPlant(evidence.filter(({ kind }) => kind === 'case'));
  const reasons: Reason[] = [];
  const say = (about: string, text: string, records: LibraryRecord[]) =>
    reasons.push({ about, text, records: records.map(({ id }) => id) });

  const industry = understood.industries[0];
  if (industry && plants.length > 0) {
    const same = plants.filter(
      (record) =>
        industryFit(
          [industry.code],
          record.industries.filter((code) => code !== '*'),
        ) >= SAME_TRADE,
    );
    if (same.length > 0)
      say('industry', phrase(lang, 'sameTrade', { n: same.length, all: plants.length, trade: inLanguage(industry.name, lang) }), same);
  }
  for (const problem of understood.problems) {
    const about = plants.filter((record) => record.problems.includes(problem.code));
    if (about.length > 0)
      say('problem', phrase(lang, 'problem', { n: about.length, all: plants.length, problem: inLanguage(problem.name, lang) }), about);
  }
  for (const process of understood.processes) {
    const acting = plants.filter((record) => record.processes.includes(process.code));
    if (acting.length > 0) say('process', phrase(lang, 'process', { n: acting.length, process: inLanguage(process.name, lang) }), acting);
  }
  const withPayback = plants.filter((record) => 'paybackYears' in record && record.paybackYears !== undefined);
  if (withPayback.length > 0) {
    const range = rangeText(
      withPayback.flatMap((record) => ('paybackYears' in record && record.paybackYears !== undefined ? bounds(record.paybackYears) : [])),
    );
    const limit = understood.paybackYears?.max;
    const within =
      limit === undefined
        ? ''
        : phrase(lang, 'withinPayback', { n: withPayback.filter((record) => paybackOf(record) <= limit).length, limit });
    say('payback', phrase(lang, 'payback', { range, n: withPayback.length }) + within, withPayback);
  }
  const { budget } = understood;
  if (budget) {
    const affordable = plants.filter((record) => investmentOf(record, budget.currency) <= budget.max);
    if (affordable.length > 0)
      say('budget', phrase(lang, 'withinBudget', { n: affordable.length }) + atRates(affordable, budget.currency, lang), affordable);
  }
  const proven = plants.filter((record) => record.kind === 'case' && (record.evidence === 'measured' || record.evidence === 'appraised'));
  if (proven.length > 0) say('evidence', phrase(lang, 'proven', { n: proven.length, all: plants.length }), proven);
  if (reasons.length === 0 && plants.length > 0) say('evidence', phrase(lang, 'plants', { n: plants.length }), plants);
  return reasons;
}

export function against(
  technique: LibraryRecord,
  evidence: LibraryRecord[],
  understood: Understood,
  lang: Lang,
  thisYear = new Date().getFullYear(),
): Reason[] {
  const plants = onePerPlant(evidence.filter(({ kind }) => kind === 'case'));
  const against: Reason[] = [];
  const say = (about: string, text: string, records: LibraryRecord[] = []) =>
    against.push({ about, text, records: records.map(({ id }) => id) });

  if (plants.length === 0) say('evidence', phrase(lang, 'noPlant'));
  const industry = understood.industries[0];
  if (industry && plants.length > 0 && plants.every((record) => industryFit([industry.code], record.industries) < SAME_TRADE)) {
    say('industry', phrase(lang, 'otherTrade', { trade: inLanguage(industry.name, lang) }));
  }
  const { budget, paybackYears } = understood;
  const dear = budget
    ? plants.filter(
        (record) => Number.isFinite(investmentOf(record, budget.currency)) && investmentOf(record, budget.currency) > budget.max,
      )
    : [];
  if (budget && dear.length > 0)
    say('budget', phrase(lang, 'aboveBudget', { n: dear.length }) + atRates(dear, budget.currency, lang), dear);
  const slow = paybackYears ? plants.filter((record) => Number.isFinite(paybackOf(record)) && paybackOf(record) > paybackYears.max) : [];
  if (slow.length > 0) say('payback', phrase(lang, 'abovePayback', { n: slow.length }), slow);
  const refusals = refusalsOf(understood);
  const doing = plants.filter((record) => doesUnwanted(record, refusals));
  if (doing.length > 0 || doesUnwanted(technique, refusals)) {
    const what = unwantedDone([technique, ...doing], understood)
      .map(({ surface, name }) => surface ?? inLanguage(name, lang))
      .join(lang === 'zh' ? '、' : ', ');
    say('unwanted', phrase(lang, 'unwanted', { what }), doing);
  }
  const years = plants.flatMap((record) => ('year' in record && record.year ? [record.year] : []));
  const newest = Math.max(...years);
  if (years.length > 0 && thisYear - newest > OLD_AFTER_YEARS) say('age', phrase(lang, 'old', { year: newest }));
  if (
    plants.length > 0 &&
    plants.every((record) => record.kind === 'case' && (record.evidence === 'planned' || record.evidence === 'calculated'))
  ) {
    say('evidence', phrase(lang, 'onlyPlanned'), plants);
  }
  return against;
}

function paybackOf(record: LibraryRecord): number {
  return 'paybackYears' in record && record.paybackYears !== undefined ? bounds(record.paybackYears)[0] : Number.NaN;
}

/** The investment in the budget's currency, NaN where it is not known or the rate table lacks a currency. */
function investmentOf(record: LibraryRecord, currency: string): number {
  const investment = 'investment' in record ? record.investment : undefined;
  return (investment && exchanged(bounds(investment.value)[0], investment.currency, currency)) ?? Number.NaN;
}

/** Says so where sums in other currencies were compared at the rates of a day. */
function atRates(records: LibraryRecord[], currency: string, lang: Lang): string {
  const foreign = records.some((record) => 'investment' in record && record.investment?.currency !== currency);
  return foreign ? phrase(lang, 'atRates', { day: ratesDay() }) : '';
}

function rangeText(values: number[]): string {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? `${low}` : `${low}–${high}`;
}
