/** Where figures stand on an axis. Pure: the drawing is RangePlot's. */

export interface Axis {
  scale: 'linear' | 'log';
  low: number;
  high: number;
  ticks: number[];
}

/** Above this ratio of largest to smallest, equal steps would press all but the largest into a corner. */
const LOG_ABOVE_RATIO = 30;

const MOST_TICKS = 5;

/** One axis for all values, so that plots under it can be compared with each other. */
export function axisOver(values: number[]): Axis {
  const smallest = Math.min(...values);
  const largest = Math.max(...values);
  if (smallest > 0 && largest / smallest > LOG_ABOVE_RATIO) {
    const from = Math.floor(Math.log10(smallest));
    const to = Math.ceil(Math.log10(largest));
    const step = Math.ceil((to - from) / (MOST_TICKS - 1));
    const ticks: number[] = [];
    for (let power = from; power <= to; power += step) ticks.push(10 ** power);
    return { scale: 'log', low: 10 ** from, high: 10 ** to, ticks };
  }
  const step = niceStep(Math.max(largest, 0) / (MOST_TICKS - 1) || 1);
  const low = smallest < 0 ? Math.floor(smallest / step) * step : 0;
  const high = Math.max(Math.ceil(largest / step) * step, low + step);
  const ticks: number[] = [];
  for (let tick = low; tick <= high + step / 2; tick += step) ticks.push(Number(tick.toPrecision(12)));
  return { scale: 'linear', low, high, ticks };
}

/** 0 at the axis's low end, 1 at its high end. */
export function positionOn(axis: Axis, value: number): number {
  const at = (amount: number) => (axis.scale === 'log' ? Math.log10(Math.max(amount, axis.low)) : amount);
  return Math.min(1, Math.max(0, (at(value) - at(axis.low)) / (at(axis.high) - at(axis.low))));
}

export interface Placed<T> {
  item: T;
  from: number;
  to: number;
  row: number;
}

/** Puts points that would cover each other into rows above one another. `width` is a dot's, as a share of the axis. */
export function placeInRows<T>(items: { item: T; from: number; to: number }[], width: number): Placed<T>[] {
  const ends: number[] = [];
  return [...items]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ item, from, to }) => {
      const free = ends.findIndex((end) => end <= from);
      const row = free < 0 ? ends.length : free;
      ends[row] = to + width;
      return { item, from, to, row };
    });
}

function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 2.5, 5, 10].find((nice) => nice * power >= step * 0.999) ?? 10;
  return factor * power;
}
