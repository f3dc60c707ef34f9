import type { Value } from '../../../corpus/kinds/figures.ts';
import type { Text } from '../../../corpus/kinds/text.ts';
import type { Compared, Proof } from './load.ts';

/**
 * Figures side by side. A row is one figure: the same metric, basis and currency, in one unit; where a source prints another
 * one, the server has converted it by an exact factor, and the figure as printed stands beside. Pure.
 */

export type FigureName = 'payback' | 'investment' | 'annualSaving';

export interface Point {
  id: string;
  title: Text;
  value: Value;
  low: number;
  high: number;
  /** As the source prints it, where that is another unit. */
  printed?: { value: Value; unit: string };
  doubt?: Text;
}

export interface Cell {
  min: number;
  median: number;
  max: number;
  points: Point[];
}

export interface FigureRow {
  key: string;
  name: Text | FigureName;
  unit: string;
  basis?: Text;
  /** One a technique; none where its sources do not give the figure. */
  cells: (Cell | undefined)[];
  /** How many techniques have it. */
  filled: number;
}

type Figure = Pick<FigureRow, 'key' | 'name' | 'unit' | 'basis'> & Pick<Point, 'value' | 'printed' | 'doubt'>;

export function figureRows(compared: readonly Compared[]): FigureRow[] {
  const rows = new Map<string, FigureRow & { points: Point[][] }>();
  for (const [column, { evidence }] of compared.entries()) {
    for (const proof of evidence) {
      const { record } = proof;
      for (const { key, name, unit, basis, value, printed, doubt } of figuresOf(proof)) {
        const row = rows.get(key) ?? { key, name, unit, basis, cells: [], filled: 0, points: compared.map(() => []) };
        rows.set(key, row);
        const points = row.points[column];
        const [low, high] = typeof value === 'number' ? [value, value] : value;
        if (points && !points.some(({ id }) => id === record.id))
          points.push({ id: record.id, title: record.title, value, low, high, printed, doubt });
      }
    }
  }
  return [...rows.values()]
    .map(({ points, ...row }) => {
      const cells = points.map(cellOf);
      return { ...row, cells, filled: cells.filter((cell) => cell !== undefined).length };
    })
    .sort((a, b) => placeOf(a) - placeOf(b) || b.filled - a.filled || Number(isForeign(a)) - Number(isForeign(b)));
}

/** Money and payback are compared first and always; other figures only where two techniques have them. */
export function isMain({ name, filled }: FigureRow): boolean {
  return typeof name === 'string' || filled > 1;
}

/** Sums in yuan stand before those in other currencies. */
function isForeign({ unit }: FigureRow): boolean {
  return !unit.startsWith('CNY');
}

const ORDER: readonly FigureName[] = ['payback', 'investment', 'annualSaving'];

function placeOf({ name }: FigureRow): number {
  return typeof name === 'string' ? ORDER.indexOf(name) : ORDER.length;
}

function figuresOf({ record, comparable }: Proof): Figure[] {
  if (record.kind !== 'technique' && record.kind !== 'case') return [];
  const figures: Figure[] = [];
  const { paybackYears, investment, annualSaving, metrics } = record;
  if (paybackYears !== undefined) figures.push({ key: 'payback', name: 'payback', unit: 'a', value: paybackYears });
  if (investment) {
    const { currency, value, doubt } = investment;
    figures.push({ key: `investment:${currency}`, name: 'investment', unit: currency, value, doubt });
  }
  if (annualSaving) {
    const { currency, value, doubt } = annualSaving;
    figures.push({ key: `saving:${currency}`, name: 'annualSaving', unit: `${currency}/a`, value, doubt });
  }
  for (const { metric, code, name, value, unit } of comparable) {
    const source = metrics[metric];
    const printed = source && String(source.value) !== String(value) ? { value: source.value, unit: source.unit } : undefined;
    const key = ['metric', code, unit, source?.basis?.zh ?? ''].join(':');
    figures.push({ key, name, unit, basis: source?.basis, value, printed, doubt: source?.doubt });
  }
  return figures;
}

function cellOf(points: Point[]): Cell | undefined {
  if (points.length === 0) return undefined;
  return {
    min: Math.min(...points.map(({ low }) => low)),
    median: median(points.map(({ low, high }) => (low + high) / 2)),
    max: Math.max(...points.map(({ high }) => high)),
    points,
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
