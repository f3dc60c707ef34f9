import { unitText } from '../../src/units.ts';
import { type ComparedValue, type Indicator, tidy, type Unit, type Where } from './indicators.ts';

/** One's own figure read, converted and set against what is recorded. Pure: words are the components'. */

export type Fault = 'notNumber' | 'negative' | 'tooLarge' | 'aboveAll' | 'otherUnit';

/** What was typed: nothing, a number with the unit it was typed with, or why it cannot be used. */
export type Typed = { kind: 'empty' } | { kind: 'fault'; fault: Fault } | { kind: 'number'; value: number; unit?: string };

const LARGEST = 1e15;
const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d{1,3})?)\s*([\p{L}%].*)?$/iu;

export function readTyped(typed: string): Typed {
  const written = typed.normalize('NFKC').replace(/[−–]/g, '-').trim();
  if (written === '') return { kind: 'empty' };
  const [, digits = '', unit] = NUMBER.exec(written) ?? [];
  if (!/\d/.test(digits)) return { kind: 'fault', fault: 'notNumber' };
  const value = Number(digits.replaceAll(',', ''));
  if (Number.isNaN(value)) return { kind: 'fault', fault: 'notNumber' };
  if (value < 0) return { kind: 'fault', fault: 'negative' };
  if (value > LARGEST) return { kind: 'fault', fault: 'tooLarge' };
  return { kind: 'number', value, unit };
}

export interface Own {
  /** As entered. */
  entered: number;
  enteredUnit: string;
  /** In the indicator's unit. */
  value: number;
  /** Entered × factor is the value; 1 where the units are the same. */
  factor: number;
}

/** A unit written behind the number counts before the one chosen; one of another dimension is refused. */
export function readOwn(typed: string, chosen: string, indicator: Indicator, units: Pick<Unit, 'unit' | 'factor'>[]): Typed | Own {
  const read = readTyped(typed);
  if (read.kind !== 'number') return read;
  const unit = find(units, read.unit ?? chosen);
  if (!unit) return { kind: 'fault', fault: 'otherUnit' };
  const factor = unit.unit === indicator.unit ? 1 : tidy(unit.factor / indicator.factor);
  const value = tidy((read.value * unit.factor) / indicator.factor);
  if (indicator.unit === '%' && value > 100) return { kind: 'fault', fault: 'aboveAll' };
  return { entered: read.value, enteredUnit: unit.unit, value, factor };
}

function find<T extends { unit: string }>(units: T[], spelling: string): T | undefined {
  const wanted = spelling.normalize('NFKC').replaceAll(' ', '');
  return units.find(({ unit }) => [unit, unitText(unit, 'en')].some((written) => written.normalize('NFKC').replaceAll(' ', '') === wanted));
}

/** So far from everything recorded that a unit or a decimal point is the likeliest reason. */
const FAR = 100;

export function isFar(value: number, values: ComparedValue[]): 'above' | 'below' | undefined {
  const largest = Math.max(...values.map(({ high }) => high));
  const smallest = Math.min(...values.map(({ low }) => low));
  if (value > largest * FAR) return 'above';
  return value > 0 && value < smallest / FAR ? 'below' : undefined;
}

export type Standing = 'better' | 'equal' | 'within' | 'worse';

export interface Comparison {
  standing: Standing;
  /** Own figure minus the recorded value (of a range, its nearer end), in the indicator's unit. */
  gap: number;
  /** What it was compared with. */
  against: number;
}

export function compare(own: number, { low, high }: ComparedValue, direction: Indicator['direction']): Comparison {
  if (own >= low && own <= high) return { standing: low === high ? 'equal' : 'within', gap: 0, against: own };
  const against = own < low ? low : high;
  const better = direction === 'lower-is-better' ? own < low : own > high;
  return { standing: better ? 'better' : 'worse', gap: tidy(own - against), against };
}

export const LEVELS = ['level-1', 'level-2', 'level-3'] as const;
export type Level = (typeof LEVELS)[number];

/** The levels of one standard, the highest first, and the first of them that the figure reaches. */
export interface LevelTable {
  where: Where;
  values: (ComparedValue & { is: Level })[];
  reached?: Level;
  /** The next higher level, and how far it is. */
  next?: { is: Level; gap: number };
}

export function levelTables(own: number, values: ComparedValue[], direction: Indicator['direction']): LevelTable[] {
  const levels = LEVELS.flatMap((is) => values.flatMap((value) => (value.is === is ? [{ ...value, is }] : [])));
  const tables = new Map<string, { where: Where; values: typeof levels }>();
  for (const value of levels) {
    for (const where of value.where) {
      // A standard that counts differently by scope has a table for each.
      const key = `${where.id} ${value.scope?.zh ?? ''}`;
      const table = tables.get(key) ?? { where, values: [] };
      table.values.push(value);
      tables.set(key, table);
    }
  }
  const all = [...tables.values()];
  const holds = (larger: typeof levels, smaller: typeof levels) =>
    smaller.every((value) => larger.some(({ is, low }) => is === value.is && low === value.low));
  return all
    .filter(
      ({ values: mine }, index) =>
        !all.some(({ values: others }, at) => at !== index && holds(others, mine) && (others.length > mine.length || at < index)),
    )
    .map((table) => ({ ...table, ...reachedIn(own, table.values, direction) }));
}

function reachedIn(own: number, levels: LevelTable['values'], direction: Indicator['direction']): Pick<LevelTable, 'reached' | 'next'> {
  const at = levels.findIndex((level) => compare(own, level, direction).standing !== 'worse');
  const above = at < 0 ? levels.at(-1) : levels[at - 1];
  return {
    reached: levels[at]?.is,
    next: above && { is: above.is, gap: Math.abs(compare(own, above, direction).gap) },
  };
}
