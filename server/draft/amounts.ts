import type { CostClass } from '../../corpus/kinds/record.ts';
import type { BenefitKind, DraftScheme, Figure, InvestmentKind, Prices, Profile, Resource } from '../api/draft.ts';
import { inUnit, inYuan, RESOURCE_UNITS, spelled } from './units.ts';

/** From a scheme as it is written to the sums that economics needs: what counts, with what price, and what cannot be counted and why. Pure. */

export const FIXED_ASSETS: readonly InvestmentKind[] = ['whole', 'equipment', 'materials-site', 'utilities'];

/** Which row of table 5-2 a saving belongs to. */
export const KIND_OF_RESOURCE: Record<Resource, BenefitKind> = {
  electricity: 'energy',
  gas: 'energy',
  coal: 'energy',
  steam: 'energy',
  water: 'energy',
  material: 'materials',
  labour: 'labour-maintenance',
  wastewater: 'waste-disposal',
  waste: 'waste-disposal',
  other: 'other-costs',
};

const PRICE_OF: Partial<Record<Resource, keyof Prices>> = {
  electricity: 'power',
  gas: 'gas',
  coal: 'coal',
  steam: 'steam',
  water: 'water',
  labour: 'labour',
  wastewater: 'wastewater',
};

/** `unit`: no exact factor to what is summed. `no-price`: neither a price of its own nor one in the profile. */
export interface AmountIssue {
  field: string;
  code: 'unit' | 'no-price';
  /** What stands there, and what would be understood. */
  found?: string;
  expected: string;
}

export interface BenefitLine {
  kind: BenefitKind;
  resource?: Resource;
  name?: string;
  /** As entered. */
  amount: Figure;
  /** In the unit the resource is summed in; absent where no factor leads there. */
  quantity?: number;
  unit?: string;
  /** CNY per unit; `own` where the saving has a price of its own. */
  price?: number;
  priceFrom?: 'own' | keyof Prices;
  /** CNY/a; absent where it cannot be told. */
  value?: number;
}

export interface Amounts {
  /** I, CNY. Absent where no investment is given, or one is given that cannot be counted: the rest of it would not be I. */
  investment?: number;
  fixedAssets: number;
  salvage: number;
  investmentByKind: Partial<Record<InvestmentKind, number>>;
  /** P, CNY/a. Absent where nothing tells it. */
  benefit?: number;
  /** `sum`: given as one sum; `lines`: from savings and cost changes. */
  benefitFrom?: 'sum' | 'lines';
  benefitByKind: Partial<Record<BenefitKind, number>>;
  /** Savings and cost changes, whether counted or (beside a sum) only shown. */
  lines: BenefitLine[];
  life: number;
  /** Figures taken over and not yet confirmed. */
  unconfirmed: number;
  issues: AmountIssue[];
}

export function amountsOf(scheme: DraftScheme, profile: Profile): Amounts {
  const issues: AmountIssue[] = [];
  const yuan = ({ value, unit }: Figure, field: string): number | undefined => {
    const sum = inYuan(value, unit);
    if (sum === undefined) issues.push({ field, code: 'unit', found: unit, expected: 'CNY' });
    return sum;
  };

  const investmentByKind: Amounts['investmentByKind'] = {};
  let isWhole = scheme.investment.length > 0;
  scheme.investment.forEach(({ kind, amount }, i) => {
    const sum = yuan(amount, `investment[${i}].amount`);
    if (sum === undefined) isWhole = false;
    else investmentByKind[kind] = (investmentByKind[kind] ?? 0) + sum;
  });
  const total = Object.entries(investmentByKind).reduce((sum, [kind, value]) => sum + (kind === 'subsidy' ? -value : value), 0);

  const lines = [
    ...scheme.savings.map((saving, i) => savingLine(saving, profile.prices, `savings[${i}]`, issues)),
    ...scheme.costChanges.map(({ kind, name, amount }, i): BenefitLine => {
      return { kind, name, amount, value: yuan(amount, `costChanges[${i}].amount`) };
    }),
  ];
  const benefitByKind: Amounts['benefitByKind'] = {};
  let benefit: number | undefined;
  let benefitFrom: Amounts['benefitFrom'];
  if (scheme.yearlyBenefit) {
    benefit = yuan(scheme.yearlyBenefit, 'yearlyBenefit');
    benefitFrom = 'sum';
  } else {
    for (const { kind, value } of lines) {
      if (value === undefined) continue;
      benefit = (benefit ?? 0) + value;
      benefitByKind[kind] = (benefitByKind[kind] ?? 0) + value;
      benefitFrom = 'lines';
    }
  }
  // Beside a sum the lines are only shown: a price they lack is no fault.
  const missing = benefitFrom === 'sum' ? issues.filter(({ code }) => code !== 'no-price') : issues;
  return {
    investment: isWhole ? total : undefined,
    fixedAssets: FIXED_ASSETS.reduce((sum, kind) => sum + (investmentByKind[kind] ?? 0), 0),
    salvage: (scheme.salvage && yuan(scheme.salvage, 'salvage')) ?? 0,
    investmentByKind,
    benefit,
    benefitFrom,
    benefitByKind,
    lines,
    life: scheme.lifeYears ?? profile.equipmentLifeYears,
    unconfirmed: figuresOf(scheme).filter(isUnconfirmed).length,
    issues: missing,
  };
}

function savingLine(saving: DraftScheme['savings'][number], prices: Prices, field: string, issues: AmountIssue[]): BenefitLine {
  const { resource, name, amount, price: own } = saving;
  const wanted = RESOURCE_UNITS[resource];
  const unit = resource === 'other' ? spelled(amount.unit) : wanted.unit;
  const per = resource === 'other' ? unit.replace(/\/a$/, '') : wanted.per;
  const quantity = inUnit(amount.value, amount.unit, unit);
  if (quantity === undefined) issues.push({ field: `${field}.amount`, code: 'unit', found: amount.unit, expected: unit });
  const line: BenefitLine = { kind: KIND_OF_RESOURCE[resource], resource, name, amount, quantity, unit };

  const profilePrice = PRICE_OF[resource];
  if (own) {
    line.price = inUnit(own.value, own.unit, `CNY/${per}`) ?? (resource === 'labour' ? inYuan(own.value, own.unit) : undefined);
    line.priceFrom = 'own';
    if (line.price === undefined) issues.push({ field: `${field}.price`, code: 'unit', found: own.unit, expected: `CNY/${per}` });
  } else if (profilePrice && prices[profilePrice] !== undefined) {
    line.price = prices[profilePrice];
    line.priceFrom = profilePrice;
  } else {
    issues.push({ field: `${field}.price`, code: 'no-price', expected: `CNY/${per}` });
  }
  if (quantity !== undefined && line.price !== undefined) line.value = quantity * line.price;
  return line;
}

export function isUnconfirmed({ borrowed }: Figure): boolean {
  return borrowed !== undefined && !borrowed.confirmed;
}

/** Every figure of a scheme. */
export function figuresOf(scheme: DraftScheme): Figure[] {
  return [
    ...scheme.investment.map(({ amount }) => amount),
    ...(scheme.salvage ? [scheme.salvage] : []),
    ...scheme.savings.flatMap(({ amount, price }) => (price ? [amount, price] : [amount])),
    ...scheme.costChanges.map(({ amount }) => amount),
    ...(scheme.yearlyBenefit ? [scheme.yearlyBenefit] : []),
    ...scheme.pollutants.map(({ amount }) => amount),
  ];
}

/** As the scheme says, or by its investment and the enterprise's boundary; a scheme without an investment is none/low. */
export function costClassOf(scheme: DraftScheme, amounts: Pick<Amounts, 'investment'>, { costBoundary }: Profile): CostClass {
  return scheme.costClass ?? ((amounts.investment ?? 0) <= costBoundary ? 'none-low' : 'medium-high');
}
