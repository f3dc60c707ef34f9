import type { Aspect } from '../../corpus/kinds/scheme.ts';
import type { Draft, DraftScheme, Pollutant, Resource } from '../api/draft.ts';
import { flowsOf, type IrrResult, irrOf, npvOf } from './economics.ts';
import type { EvaluatedScheme } from './evaluate.ts';
import { inUnit } from './units.ts';

/**
 * Sums over a draft (practice note, section 9). Shelved schemes and those the first pass refused are left out and counted apart;
 * implemented ones (verified figures) and the others (expected ones) are summed apart as well as together. Pure.
 */

export interface Sum {
  schemes: number;
  /** CNY */ investment: number;
  /** CNY/a */ benefit: number;
}

export interface Totals {
  proposed: number;
  leftOut: { shelved: number; refused: number };
  all: Sum;
  implemented: Sum;
  others: Sum;
  byCostClass: Record<'none-low' | 'medium-high', Sum>;
  byAspect: Partial<Record<Aspect, Sum>>;
  /** In the unit the resource is summed in; `uncounted` amounts had another. Only what is less used minus what is more used. */
  resources: Partial<Record<Resource, number>>;
  /** tce/a of electricity (equivalent value 当量值), coal, gas and low-pressure steam. Natural gas has a range in GB/T 2589. */
  coalEquivalent: { low: number; high: number };
  /** t/a, wastewater m³/a: prevented by schemes, and removed by end-of-pipe ones. */
  pollutants: Partial<Record<Pollutant, { prevented: number; endOfPipe: number }>>;
  uncounted: number;
  /** Schemes without an investment or a benefit yet, by id: not in the cash flow. */
  incomplete: string[];
  /** CNY, by year from 0, over schemes with indicators. */
  cashFlow: { year: number; outlay: number; inflow: number; cumulative: number }[];
  npv: number;
  /** Absent with the reason. */
  irr: IrrResult;
  bars: TotalBar[];
  /** Figures taken over and not confirmed. */
  unconfirmed: number;
}

export interface TotalBar {
  factor: string;
  /** NPV of the whole draft, CNY. */
  low: number;
  high: number;
  swing: number;
}

/** kgce per unit, GB/T 2589-2020 appendix: kWh as equivalent value, kg of raw coal, m³ of natural gas (a range), kg of low-pressure steam. */
const COAL_EQUIVALENT: Partial<Record<Resource, [low: number, high: number]>> = {
  electricity: [0.1229 / 1000, 0.1229 / 1000],
  coal: [0.7143, 0.7143],
  gas: [1.1 / 1000, 1.33 / 1000],
  steam: [0.1286, 0.1286],
};

export function totalsOf({ schemes, profile }: Draft, evaluated: EvaluatedScheme[]): Totals {
  const totals: Totals = {
    proposed: schemes.length,
    leftOut: { shelved: 0, refused: 0 },
    all: noSum(),
    implemented: noSum(),
    others: noSum(),
    byCostClass: { 'none-low': noSum(), 'medium-high': noSum() },
    byAspect: {},
    resources: {},
    coalEquivalent: { low: 0, high: 0 },
    pollutants: {},
    uncounted: 0,
    incomplete: [],
    cashFlow: [],
    npv: 0,
    irr: { why: 'no-outlay' },
    bars: [],
    unconfirmed: 0,
  };
  const counted = evaluated.filter((one, i) => {
    const scheme = schemes[i];
    if (!scheme) return false;
    if (!isSummed(scheme)) {
      totals.leftOut[scheme.state === 'shelved' ? 'shelved' : 'refused']++;
      return false;
    }
    addScheme(totals, scheme, one);
    return true;
  });
  for (const [resource, [low, high]] of Object.entries(COAL_EQUIVALENT)) {
    const amount = totals.resources[resource as Resource] ?? 0;
    // The range's ends swap where more is used than saved.
    totals.coalEquivalent.low += Math.min(amount * low, amount * high);
    totals.coalEquivalent.high += Math.max(amount * low, amount * high);
  }
  addCashFlow(totals, counted, profile.discountRate);
  totals.bars = totalBars(counted, totals.npv);
  return totals;
}

const noSum = (): Sum => ({ schemes: 0, investment: 0, benefit: 0 });

/** Shelved schemes and refused ones are in no sum. */
export function isSummed({ state, firstPass }: DraftScheme): boolean {
  return state !== 'shelved' && firstPass?.verdict !== 'not';
}

function addScheme(totals: Totals, scheme: DraftScheme, { amounts, costClass, gaps, id }: EvaluatedScheme): void {
  totals.byAspect[scheme.aspect] ??= noSum();
  const sums = [
    totals.all,
    totals.byCostClass[costClass],
    totals.byAspect[scheme.aspect] ?? noSum(),
    scheme.state === 'implemented' ? totals.implemented : totals.others,
  ];
  for (const sum of sums) {
    sum.schemes++;
    sum.investment += amounts.investment ?? 0;
    sum.benefit += amounts.benefit ?? 0;
  }
  for (const { resource, quantity } of amounts.lines) {
    if (!resource || resource === 'other') continue;
    if (quantity === undefined) totals.uncounted++;
    else totals.resources[resource] = (totals.resources[resource] ?? 0) + quantity;
  }
  for (const { pollutant, amount, endOfPipe } of scheme.pollutants) {
    if (pollutant === 'other') continue;
    const quantity = inUnit(amount.value, amount.unit, pollutantUnit(pollutant));
    if (quantity === undefined) {
      totals.uncounted++;
      continue;
    }
    const sum = totals.pollutants[pollutant] ?? { prevented: 0, endOfPipe: 0 };
    sum[(endOfPipe ?? scheme.aspect === 'end-of-pipe') ? 'endOfPipe' : 'prevented'] += quantity;
    totals.pollutants[pollutant] = sum;
  }
  totals.unconfirmed += amounts.unconfirmed;
  if (gaps.length > 0) totals.incomplete.push(id);
}

export function pollutantUnit(pollutant: Pollutant): string {
  return pollutant === 'wastewater' ? 'm3/a' : 't/a';
}

function addCashFlow(totals: Totals, evaluated: EvaluatedScheme[], rate: number): void {
  const flows: number[] = [];
  for (const { indicators, amounts } of evaluated) {
    if (!indicators) continue;
    flowsOf(indicators, amounts.life).forEach((flow, year) => {
      flows[year] = (flows[year] ?? 0) + flow;
    });
  }
  let cumulative = 0;
  totals.cashFlow = flows.map((flow, year) => {
    cumulative += flow;
    return { year, outlay: year === 0 ? -flow : 0, inflow: year === 0 ? 0 : flow, cumulative };
  });
  totals.npv = npvOf(flows, rate);
  totals.irr = irrOf(flows);
}

/** Each scheme's bars of one factor together: all prices of power move at once, all investments move at once. */
function totalBars(evaluated: EvaluatedScheme[], npv: number): TotalBar[] {
  const byFactor = new Map<string, TotalBar>();
  for (const { bars, indicators } of evaluated) {
    for (const { factor, low, high } of bars) {
      const bar = byFactor.get(factor) ?? { factor, low: npv, high: npv, swing: 0 };
      bar.low += low.npv - (indicators?.npv ?? 0);
      bar.high += high.npv - (indicators?.npv ?? 0);
      byFactor.set(factor, bar);
    }
  }
  const bars = [...byFactor.values()].map((bar) => ({ ...bar, swing: Math.abs(bar.high - bar.low) }));
  return bars.sort((a, b) => b.swing - a.swing);
}
