import type { Text } from '../../../corpus/kinds/text.ts';
import type { IndicatorsAnswer } from '../../../server/api/overview.ts';
import { type Kinship, kinshipOf } from '../../src/industries.ts';

/** Recorded values gathered by what they measure. Only values of the same indicator in the same comparable unit stand together. */

type Recorded = IndicatorsAnswer['indicators'][number];
export type Unit = IndicatorsAnswer['units'][number];
export type Is = Recorded['is'];

/** The record a value stands in. Two records may hold the same value, and need not agree on whether it still holds. */
export interface Where {
  id: string;
  title: Text;
  validity: Recorded['validity'];
  industries: string[];
}

export interface ComparedValue {
  is: Is;
  /** In the indicator's unit. */
  low: number;
  high: number;
  scope?: Text;
  where: Where[];
}

export interface Indicator {
  key: string;
  name: Text;
  /** As its first record has it: figures are shown in this unit. */
  unit: string;
  base: string;
  /** Value × factor is the value in the base unit. */
  factor: number;
  direction: Recorded['direction'];
  values: ComparedValue[];
  industries: string[];
  techniques: { id: string; title: Text; industries: string[] }[];
}

export function indicatorsFrom(recorded: Recorded[]): Indicator[] {
  const found = new Map<string, Indicator>();
  for (const one of recorded) {
    const base = one.base ?? { unit: one.unit, factor: 1 };
    const key = `${one.indicator.zh}|${base.unit}`;
    const indicator = found.get(key) ?? {
      key,
      name: one.indicator,
      unit: one.unit,
      base: base.unit,
      factor: base.factor,
      direction: one.direction,
      values: [],
      industries: [],
      techniques: [],
    };
    found.set(key, indicator);
    addValue(indicator, one, base.factor);
    indicator.industries = [...new Set([...indicator.industries, ...one.industries])];
    for (const technique of one.techniques) {
      const known = indicator.techniques.find(({ id }) => id === technique.id);
      if (known) known.industries = [...new Set([...known.industries, ...one.industries])];
      else indicator.techniques.push({ ...technique, industries: one.industries });
    }
  }
  return [...found.values()];
}

/** By its key, or by its name with any unit that a figure of it may have: records name an indicator in the unit of their source. */
export function indicatorNamed(wanted: string | undefined, indicators: Indicator[], units: Unit[]): Indicator | undefined {
  const [name, unit] = wanted?.split('|') ?? [];
  return (
    indicators.find(({ key }) => key === wanted) ??
    indicators.find((indicator) => indicator.name.zh === name && unitsFor(indicator, units).some((one) => one.unit === unit))
  );
}

function addValue(indicator: Indicator, one: Recorded, factor: number): void {
  const inUnit = (value: number) => tidy((value * factor) / indicator.factor);
  const [low, high] = typeof one.value === 'number' ? [one.value, one.value] : one.value;
  const [from, to] = [inUnit(low), inUnit(high)];
  const where = { id: one.benchmark, title: one.title, validity: one.validity, industries: one.industries };
  const same = indicator.values.find(
    ({ is, low: itsLow, high: itsHigh, scope }) => is === one.is && itsLow === from && itsHigh === to && scope?.zh === one.scope?.zh,
  );
  if (!same) indicator.values.push({ is: one.is, low: from, high: to, scope: one.scope, where: [where] });
  else if (!same.where.some(({ id }) => id === where.id)) same.where.push(where);
}

/** Far finer than any source prints, and coarse enough to lose the noise of binary fractions. */
export function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

export function kinshipOfValue(industry: string | undefined, { where }: ComparedValue): Kinship {
  const kinds = where.map(({ industries }) => kinshipOf(industry, industries));
  return kinds.includes('own') ? 'own' : kinds.includes('any') ? 'any' : 'other';
}

/** Units a figure of the indicator may be entered in: those with an exact factor between. */
export function unitsFor(indicator: Indicator, units: Unit[]): Pick<Unit, 'unit' | 'factor' | 'name'>[] {
  const fitting = units.filter(({ base }) => base === indicator.base);
  return fitting.length > 0 ? fitting : [{ unit: indicator.unit, factor: indicator.factor, name: { zh: indicator.unit } }];
}
