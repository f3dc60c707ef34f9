import type { CostClass } from '../../corpus/kinds/record.ts';
import type { Draft, DraftScheme, Profile } from '../api/draft.ts';
import { type Amounts, amountsOf, costClassOf } from './amounts.ts';
import { type Bar, type Indicators, type Inputs, indicators, sensitivity } from './economics.ts';
import type { Gap } from './notes.ts';
import { type Totals, totalsOf } from './totals.ts';

/** A draft's schemes with their economics, and the sums over them. Pure: the page recomputes with it at every keystroke. */

export interface EvaluatedScheme {
  id: string;
  number: string;
  costClass: CostClass;
  amounts: Amounts;
  /** Absent where there are gaps. */
  indicators?: Indicators;
  gaps: Gap[];
  /** NPV ≥ 0, that is IRR ≥ i, and the payback within the enterprise's limit where it has one. */
  acceptable?: boolean;
  /** Longest first. Empty without indicators. */
  bars: Bar[];
}

export interface Evaluation {
  schemes: EvaluatedScheme[];
  totals: Totals;
}

export function evaluateDraft(draft: Draft): Evaluation {
  const schemes = draft.schemes.map((scheme) => evaluateScheme(scheme, draft.profile));
  return { schemes, totals: totalsOf(draft, schemes) };
}

export function evaluateScheme(scheme: DraftScheme, profile: Profile): EvaluatedScheme {
  const amounts = amountsOf(scheme, profile);
  const evaluated = { id: scheme.id, number: scheme.number, costClass: costClassOf(scheme, amounts, profile), amounts };
  const inputs = inputsOf(amounts, profile);
  if (!inputs) {
    const gaps: Gap[] = [];
    if (amounts.investment === undefined) gaps.push('no-investment-given');
    if (amounts.benefit === undefined) gaps.push('no-benefit-given');
    return { ...evaluated, gaps, bars: [] };
  }
  const found = indicators(inputs);
  const { paybackLimitYears: limit } = profile;
  const inTime = limit === undefined || (found.payback !== undefined && found.payback <= limit);
  return {
    ...evaluated,
    indicators: found,
    gaps: [],
    acceptable: found.npv >= 0 && inTime,
    bars: sensitivity(inputs, pricedParts(amounts)),
  };
}

/** What the formulas take, or undefined while investment or benefit is not given. */
export function inputsOf({ investment, fixedAssets, salvage, benefit, life }: Amounts, profile: Profile): Inputs | undefined {
  if (investment === undefined || benefit === undefined) return undefined;
  return { investment, fixedAssets, salvage, benefit, life, discountRate: profile.discountRate, taxRate: profile.taxRate };
}

/** Parts of the benefit, CNY/a, by the price of the profile they hang on. */
export function pricedParts({ lines, benefitFrom }: Amounts): Record<string, number> {
  const parts: Record<string, number> = {};
  if (benefitFrom !== 'lines') return parts;
  for (const { priceFrom, value, resource } of lines) {
    if (priceFrom === undefined || value === undefined) continue;
    const name = priceFrom === 'own' ? `own-${resource}` : priceFrom;
    parts[name] = (parts[name] ?? 0) + value;
  }
  return parts;
}
