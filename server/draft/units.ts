import type { Resource } from '../api/draft.ts';

/**
 * The units a draft's figures may be entered in, and the one each is summed in. Only exact factors: a normal cubic metre is not
 * a cubic metre, a tonne of water not a cubic metre, a dollar not a yuan. Pure: the page uses it too.
 */

interface ResourceUnit {
  /** What amounts are summed in. */
  unit: string;
  /** What prices are by. */
  per: string;
}

export const RESOURCE_UNITS: Record<Resource, ResourceUnit> = {
  electricity: { unit: 'kWh/a', per: 'kWh' },
  gas: { unit: 'm3/a', per: 'm3' },
  coal: { unit: 't/a', per: 't' },
  steam: { unit: 't/a', per: 't' },
  water: { unit: 'm3/a', per: 'm3' },
  material: { unit: 't/a', per: 't' },
  /** Persons less (or more); a price is by person and year. */
  labour: { unit: 'person', per: 'person·a' },
  wastewater: { unit: 'm3/a', per: 'm3' },
  waste: { unit: 't/a', per: 't' },
  /** Any unit by the year; the price must be by the same. */
  other: { unit: '', per: '' },
};

const MULTIPLES: Record<string, number> = { 万: 1e4, 亿: 1e8, 千: 1e3, 百万: 1e6 };
/** Factors to the base of each dimension: kWh, m3, t, CNY, person. */
const CORES: Record<string, [base: string, factor: number]> = {
  kWh: ['kWh', 1],
  MWh: ['kWh', 1e3],
  GWh: ['kWh', 1e6],
  度: ['kWh', 1],
  千瓦时: ['kWh', 1],
  m3: ['m3', 1],
  立方米: ['m3', 1],
  L: ['m3', 1e-3],
  t: ['t', 1],
  吨: ['t', 1],
  kg: ['t', 1e-3],
  公斤: ['t', 1e-3],
  千克: ['t', 1e-3],
  g: ['t', 1e-6],
  CNY: ['CNY', 1],
  元: ['CNY', 1],
  person: ['person', 1],
  人: ['person', 1],
};

/** One spelling: m³ and m3, 年 and a, full width, no spaces. */
export function spelled(unit: string): string {
  return unit
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\/(年|yr|year)$/, '/a');
}

function core(text: string): [base: string, factor: number] {
  const known = CORES[text];
  if (known) return known;
  const [, multiple = '', rest = ''] = /^(百万|万|亿|千)(.+)$/.exec(text) ?? [];
  const inner = CORES[rest];
  const times = MULTIPLES[multiple];
  return inner && times ? [inner[0], inner[1] * times] : [text, 1];
}

/** A unit as base and factor: 万kWh/年 is 10,000 kWh/a, 万元/t is 10,000 CNY/t. What is not known is its own base. */
export function unitParts(unit: string): { base: string; factor: number } {
  const [top = '', ...below] = spelled(unit).split('/');
  const [base, factor] = core(top);
  if (below.length === 0) return { base, factor };
  const [under, divisor] = below.length === 1 ? core(below[0] ?? '') : [below.join('/'), 1];
  return { base: `${base}/${under}`, factor: factor / divisor };
}

/** The value in the wanted unit, or undefined where no exact factor leads there. */
export function inUnit(value: number, unit: string, wanted: string): number | undefined {
  const [from, to] = [unitParts(unit), unitParts(wanted)];
  if (from.base !== to.base) return undefined;
  return from.factor === to.factor ? value : Number(((value * from.factor) / to.factor).toPrecision(15));
}

/** CNY, from a sum or a yearly sum in CNY or 万元. */
export function inYuan(value: number, unit: string): number | undefined {
  return inUnit(value, unit, 'CNY') ?? inUnit(value, unit, 'CNY/a');
}

/** Sums are written 123.4 (万元) in audits. */
export const WAN = 10_000;
