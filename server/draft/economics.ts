import type { NoteCode } from './notes.ts';

/**
 * The economics of a scheme: all formulas, each with its source, over plain numbers. Page, API, Word and Excel use these and
 * no others. Money in CNY (any one currency does), years, rates as fractions.
 *
 * Sources: [M] 《企业清洁生产审核手册》(国家环境保护局), chapter on 经济评估, with 《企业清洁生产审核工作用表》 tables 5-1 to 5-3, as told
 * in shared/domain/scheme-practice.md, section 6; [T] 企业所得税法 and its 实施条例 article 60 (ten years for machinery, 25 % or 15 %).
 */

export interface Inputs {
  /** I, CNY: all outlay less subsidies. */
  investment: number;
  /** Part of I that is written off. Absent: all of it (审核报告里常简化为 I/n). */
  fixedAssets?: number;
  /** CNY the fixed assets are worth after n years. It lowers depreciation; [M] counts no income from it. */
  salvage?: number;
  /** P, CNY/a: what the scheme adds to a year's income and takes from its running costs, together. */
  benefit: number;
  /** n, whole years from 1. */
  life: number;
  /** i, fraction from 0. */
  discountRate: number;
  /** Fraction from 0 to 1. */
  taxRate: number;
}

export interface Indicators {
  /** I, CNY */ investment: number;
  /** P, CNY/a */ benefit: number;
  /** D, CNY/a */ depreciation: number;
  /** T, CNY/a */ taxable: number;
  /** CNY/a */ tax: number;
  /** E, CNY/a */ netProfit: number;
  /** F, CNY/a */ cashFlow: number;
  /** N = I/F, years: after tax, with depreciation. Absent where F is not positive. */
  payback?: number;
  /** I/P, years: before tax and depreciation. Another figure than N; never shown as the same. */
  simplePayback?: number;
  /** CNY */ npv: number;
  /** Fraction of I. */ npvr?: number;
  /** Fraction a year. */ irr?: number;
  notes: NoteCode[];
}

/** D = (fixed assets − salvage)/n, straight line [M]; ten years at least for machinery [T]. Never negative. */
export function depreciation({ investment, fixedAssets = investment, salvage = 0, life }: Inputs): number {
  return Math.max(0, fixedAssets - salvage) / life;
}

/** (P/A, i, n) = (1 − (1 + i)^−n)/i, and n where i is 0 [M]. */
export function annuityFactor(rate: number, years: number): number {
  return rate === 0 ? years : -Math.expm1(-years * Math.log1p(rate)) / rate;
}

/** NPV of flows at the ends of years 0, 1, 2 …: Σ flow_j/(1 + i)^j [M]. */
export function npvOf(flows: readonly number[], rate: number): number {
  return flows.reduceRight((later, flow) => flow + later / (1 + rate), 0);
}

/** All indicators of [M] table 5-3. */
export function indicators(inputs: Inputs): Indicators {
  const { investment, benefit, life, discountRate, taxRate } = inputs;
  const written = depreciation(inputs);
  const taxable = benefit - written; // T = P − D [M]
  const tax = Math.max(0, taxable) * taxRate; // only income tax is counted; a loss bears none
  const netProfit = taxable - tax; // E = T − tax; E = T × (1 − rate) where T > 0 [M]
  const cashFlow = netProfit + written; // F = E + D [M]
  const npv = cashFlow * annuityFactor(discountRate, life) - investment; // F × (P/A, i, n) − I [M]
  const payback = investment <= 0 ? 0 : cashFlow > 0 ? investment / cashFlow : undefined; // N = I/F [M]
  const simplePayback = investment <= 0 ? 0 : benefit > 0 ? investment / benefit : undefined;
  const npvr = investment > 0 ? npv / investment : undefined; // NPVR = NPV/I [M]
  const rate = investment > 0 && cashFlow > 0 ? annuityRate(investment / cashFlow, life) : undefined;

  const notes: NoteCode[] = [];
  if (investment <= 0) notes.push('no-investment');
  if (benefit <= 0) notes.push('benefit-not-positive');
  if (cashFlow <= 0 && investment > 0) notes.push('cash-flow-not-positive');
  if (taxable < 0) notes.push('loss');
  if (payback !== undefined && payback > life) notes.push('not-recovered');
  if (discountRate === 0) notes.push('zero-rate');
  if (discountRate > 0.5) notes.push('high-rate');
  return {
    investment,
    benefit,
    depreciation: written,
    taxable,
    tax,
    netProfit,
    cashFlow,
    payback,
    simplePayback,
    npv,
    npvr,
    irr: rate,
    notes,
  };
}

/** IRR of equal flows: the i at which (P/A, i, n) = I/F. The factor falls with i from ∞ to 0, so there is exactly one, above −1. */
function annuityRate(factor: number, years: number): number {
  return bisect((x) => annuityFactor(Math.expm1(x), years) - factor);
}

export type IrrResult = { irr: number; why?: undefined } | { irr?: undefined; why: 'no-outlay' | 'no-return' | 'several' };

/**
 * IRR of any flows: the i at which their NPV is 0 [M]; where [M] interpolates by hand between two rates 1 % apart, the root is
 * found by bisection. Flows that change sign once have exactly one (Descartes); where several rates give 0, none is said to be it.
 */
export function irrOf(flows: readonly number[]): IrrResult {
  if (!flows.some((flow) => flow < 0)) return { why: 'no-outlay' };
  if (!flows.some((flow) => flow > 0)) return { why: 'no-return' };
  const signs = flows.filter((flow) => flow !== 0).map(Math.sign);
  const changes = signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
  if (changes > 1) return severalOrOne(flows);
  const way = signs[0] === -1 ? 1 : -1;
  return { irr: bisect((x) => way * scaled(flows, x)) };
}

/** Has the sign of NPV at rate e^x − 1, and does not overflow: below rate 0 it is counted from the last year's end. */
function scaled(flows: readonly number[], x: number): number {
  return x >= 0 ? npvOf(flows, Math.expm1(x)) : npvOf([...flows].reverse(), Math.expm1(-x));
}

/** Looks between −99 % and 10⁴ in steps; exact enough to tell one root from several. */
function severalOrOne(flows: readonly number[]): IrrResult {
  const roots: number[] = [];
  const step = 0.02;
  for (let x = Math.log(0.01); x < Math.log(1e4); x += step) {
    const [here, there] = [scaled(flows, x), scaled(flows, x + step)];
    if (Math.sign(here) !== Math.sign(there) && there !== 0) {
      const way = here > there ? 1 : -1;
      roots.push(bisect((at) => way * scaled(flows, at), x, x + step));
    }
  }
  const [only] = roots;
  return roots.length === 1 && only !== undefined ? { irr: only } : { why: roots.length === 0 ? 'no-return' : 'several' };
}

/** The rate e^x − 1 at which a function of x falls through 0, to the last bit that halving can tell apart. */
function bisect(f: (x: number) => number, from = -80, to = 80): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.expm1((low + high) / 2);
}

/** NPV, payback and IRR with one input changed down and up. */
export interface Bar {
  factor: string;
  low: BarEnd;
  high: BarEnd;
  /** CNY: |NPV high − NPV low|, the bar’s length. */
  swing: number;
}

export type BarEnd = Pick<Indicators, 'npv' | 'payback' | 'irr'>;

/** How far an input is changed each way. */
export const SENSITIVITY_STEP = 0.2;

/**
 * Bars of a tornado chart, longest first [M, sensitivity of the worked example]. `values` are parts of the benefit, CNY/a, that
 * hang on one price each: the price changed by a share changes the benefit by that share of the part.
 */
export function sensitivity(inputs: Inputs, values: Record<string, number> = {}, step = SENSITIVITY_STEP): Bar[] {
  const bar = (factor: string, change: (by: number) => Inputs): Bar => {
    const end = ({ npv, payback, irr }: Indicators): BarEnd => ({ npv, payback, irr });
    const [low, high] = [end(indicators(change(-step))), end(indicators(change(step)))];
    return { factor, low, high, swing: Math.abs(high.npv - low.npv) };
  };
  const { investment, fixedAssets = investment, salvage = 0 } = inputs;
  const bars = [
    bar('benefit', (by) => ({ ...inputs, benefit: inputs.benefit * (1 + by) })),
    bar('investment', (by) => ({
      ...inputs,
      investment: investment * (1 + by),
      fixedAssets: fixedAssets * (1 + by),
      salvage: salvage * (1 + by),
    })),
    ...Object.entries(values)
      .filter(([, value]) => value !== 0)
      .map(([price, value]) => bar(`price:${price}`, (by) => ({ ...inputs, benefit: inputs.benefit + value * by }))),
  ];
  return bars.sort((a, b) => b.swing - a.swing);
}

/** Flows at the ends of years 0 to n: −I, then F a year. */
export function flowsOf({ investment, cashFlow }: Indicators, life: number): number[] {
  return [-investment, ...Array.from({ length: life }, () => cashFlow)];
}
