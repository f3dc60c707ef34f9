import { z } from 'zod';

import type { Value } from '../kinds/figures.ts';
import type { Text } from '../kinds/text.ts';
import { tables } from './tables.ts';

/**
 * What each spelling of a unit means, and the unit it can be compared in. A record keeps what its source printed; the
 * comparable form is derived here and only where an exact factor lies between. A month is not a twelfth of a year (plants
 * do not run alike all year), a tonne of water is not a cubic metre, a normal cubic metre is not a cubic metre, a
 * currency is not another one: such units stay apart, and their figures are never drawn together.
 */

export interface Unit {
  /** The spelling as units.csv has it. */
  unit: string;
  meaning: Required<Text>;
  /** What is measured: `energy/a`, `money:CNY/mass`, `count:家`. Units of one dimension may still have no exact factor between them. */
  dimension: string;
  /** The unit that figures of this one are compared in. */
  base: string;
  /** value × factor is the value in the base unit. */
  factor: number;
}

interface Scale {
  multiply: number;
  divide: number;
}

/** A decimal, or a fraction of two where no decimal is exact: a kJ is `1/3.6` Wh. */
const FACTOR = /^(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/;

const cell = z.string().min(1);
const UnitRow = z.object({
  unit: cell,
  meaning_zh: cell,
  meaning_en: cell,
  dimension: cell,
  base: cell,
  factor: cell.transform((written, context): Scale => {
    const [, multiply, divide = '1'] = FACTOR.exec(written) ?? [];
    const scale = { multiply: Number(multiply), divide: Number(divide) };
    if (!(scale.multiply > 0 && scale.divide > 0)) {
      context.addIssue({ code: 'custom', message: 'a positive number or a fraction of two is expected, such as 10000 or 1000/3.6' });
    }
    return scale;
  }),
});

interface Entry extends Unit {
  scale: Scale;
}

let loaded: { bySpelling: ReadonlyMap<string, Entry>; byNormalForm: ReadonlyMap<string, Entry> } | undefined;

/** The units, read once. Throws with file and line where a row is malformed or contradicts another. */
function units(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  const file = 'units.csv';
  const bySpelling = new Map<string, Entry>();
  const byNormalForm = new Map<string, Entry>();
  const lines = new Map<string, number>();
  for (const { cells, line } of tables()[file]) {
    const parsed = UnitRow.safeParse(cells);
    if (!parsed.success) throw new Error(`${file}:${line}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
    const { unit, meaning_zh: zh, meaning_en: en, dimension, base, factor: scale } = parsed.data;
    if (bySpelling.has(unit)) throw new Error(`${file}:${line}: the unit ${unit} stands twice`);
    const entry = { unit, meaning: { zh, en }, dimension, base, factor: scale.multiply / scale.divide, scale };
    bySpelling.set(unit, entry);
    lines.set(unit, line);
    const normal = normalForm(unit);
    if (!byNormalForm.has(normal)) byNormalForm.set(normal, entry);
  }
  for (const { unit, base, dimension } of bySpelling.values()) {
    const target = bySpelling.get(base);
    const at = `${file}:${lines.get(unit)}`;
    if (!target) throw new Error(`${at}: the base ${base} has no row of its own`);
    if (target.base !== base || target.factor !== 1) throw new Error(`${at}: ${base} is itself measured in ${target.base}`);
    if (target.dimension !== dimension) throw new Error(`${at}: ${unit} is ${dimension}, its base ${base} is ${target.dimension}`);
  }
  loaded = { bySpelling, byNormalForm };
  return loaded;
}

/** One form for what differs only in characters: `m³` and `m3`, full-width letters, spaces around. */
function normalForm(spelling: string): string {
  return spelling.normalize('NFKC').trim();
}

function find(spelling: string): Entry | undefined {
  const { bySpelling, byNormalForm } = units();
  return bySpelling.get(spelling) ?? byNormalForm.get(normalForm(spelling));
}

/** What a spelling means; undefined where the vocabulary does not know it. */
export function unitOf(spelling: string): Unit | undefined {
  const entry = find(spelling);
  if (!entry) return undefined;
  const { scale: _, ...unit } = entry;
  return unit;
}

/** All units of the vocabulary, in the order of the file. */
export function allUnits(): Unit[] {
  return [...units().bySpelling.values()].map(({ scale: _, ...unit }) => unit);
}

/** A printed value in the unit it is compared in; undefined for an unknown unit, which is compared with nothing. */
export function normalised(value: Value, unit: string): { value: Value; unit: string } | undefined {
  const entry = find(unit);
  if (!entry) return undefined;
  const convert = (number: number) => inBase(number, entry.scale);
  return { value: typeof value === 'number' ? convert(value) : [convert(value[0]), convert(value[1])], unit: entry.base };
}

/** The unit that figures of this spelling are compared in: two figures compare where these are the same. */
export function comparableUnit(unit: string): string | undefined {
  return find(unit)?.base;
}

/** Rounded to 12 significant digits: far finer than any source prints, and coarse enough to lose floating noise (0.30000000000000004). */
function inBase(number: number, { multiply, divide }: Scale): number {
  if (multiply === divide) return number;
  return Number(((number * multiply) / divide).toPrecision(12));
}
