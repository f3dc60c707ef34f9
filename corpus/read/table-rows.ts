import type { Money } from '../kinds/figures.ts';
import type { Scheme } from '../kinds/scheme.ts';
import type { Standard } from '../kinds/standard.ts';
import { metricCell } from './metric-cell.ts';
import { valueCell } from './numbers.ts';

/** Records as rows of schemes.csv and standards.csv, which tables.ts reads back. */

export const SCHEME_HEADER = [
  'id',
  'title_zh',
  'title_en',
  'summary_zh',
  'summary_en',
  'industries',
  'processes',
  'problems',
  'aspect',
  'cost_class',
  'investment',
  'investment_note_zh',
  'investment_note_en',
  'currency',
  'yearly_benefit',
  'yearly_benefit_note_zh',
  'yearly_benefit_note_en',
  'payback_years',
  'savings',
  'state',
  'from',
  'techniques',
] as const;

export function rowOfScheme(scheme: Scheme): Record<(typeof SCHEME_HEADER)[number], string | undefined> {
  const { investment, yearlyBenefit } = scheme;
  return {
    id: scheme.id,
    title_zh: scheme.title.zh,
    title_en: scheme.title.en,
    summary_zh: scheme.summary.zh,
    summary_en: scheme.summary.en,
    industries: scheme.industries.join('|'),
    processes: scheme.processes.join('|'),
    problems: scheme.problems.join('|'),
    aspect: scheme.aspect,
    cost_class: scheme.costClass,
    investment: amount(investment),
    investment_note_zh: investment?.note?.zh,
    investment_note_en: investment?.note?.en,
    currency: investment?.currency ?? yearlyBenefit?.currency,
    yearly_benefit: amount(yearlyBenefit),
    yearly_benefit_note_zh: yearlyBenefit?.note?.zh,
    yearly_benefit_note_en: yearlyBenefit?.note?.en,
    payback_years: cell(valueCell(scheme.paybackYears)),
    savings: metricCell(scheme.savings),
    state: scheme.state,
    from: scheme.from,
    techniques: scheme.techniques.join('|'),
  };
}

export const STANDARD_HEADER = [
  'id',
  'number',
  'title_zh',
  'title_en',
  'issuer',
  'year',
  'kind',
  'industry_code',
  'checked',
  'validity',
  'replaced_by',
] as const;

export function rowOfStandard(standard: Standard): Record<(typeof STANDARD_HEADER)[number], string | undefined> {
  return {
    id: standard.id,
    number: standard.number,
    title_zh: standard.title.zh,
    title_en: standard.title.en,
    issuer: standard.issuer,
    year: cell(standard.year),
    kind: standard.documentKind,
    industry_code: standard.industries.join('|'),
    checked: standard.checked,
    validity: standard.validity.status === 'unknown' ? undefined : standard.validity.status,
    replaced_by: standard.validity.replacedBy,
  };
}

const cell = (value: string | number | undefined): string | undefined => (value === undefined ? undefined : String(value));
const amount = (money: Money | undefined): string | undefined => cell(valueCell(money?.value));
