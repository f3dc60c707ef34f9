import type { PeerFigures } from './figures.ts';

/** The median answer over the number of records, one line an engine, on logarithmic axes, as SVG (SVG 1.1). */

const WIDTH = 900;
const HEIGHT = 460;
const PLOT = { left: 70, right: 680, top: 60, bottom: 400 };
const COLOURS = ['#0b6b50', '#b4541a', '#3a5fa8', '#8a3d86', '#5d5d5d'];

export function chartOf(figures: PeerFigures[], machine: string): string {
  const names = [...new Set(figures.map(({ name }) => name))];
  const x = scale(
    figures.map(({ records }) => records),
    PLOT.left,
    PLOT.right,
  );
  const y = scale(
    figures.map(({ p50 }) => p50),
    PLOT.bottom,
    PLOT.top,
  );
  const most = Math.max(...figures.map(({ records }) => records));
  const labels = apart(
    names.map((name) => {
      const last = figures.filter((one) => one.name === name).at(-1);
      // One that gave up before the largest size says where.
      const where = last && last.records < most ? ` at ${last.records.toLocaleString('en')}` : '';
      return { name, at: y.of(last?.p50 ?? 1), text: `${name} ${milliseconds(last?.p50 ?? 0)}${where}` };
    }),
  );
  const lines = names.map((name, i) => {
    const points = figures.filter((one) => one.name === name).map(({ records, p50 }) => [x.of(records), y.of(p50)] as const);
    const colour = COLOURS[i % COLOURS.length];
    const dots = points.map(([cx, cy]) => `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="4" fill="${colour}"/>`).join('');
    const label = labels.find((one) => one.name === name);
    return `<polyline points="${points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5"/>${dots}<text x="${PLOT.right + 14}" y="${((label?.at ?? 0) + 5).toFixed(1)}" fill="${colour}" font-weight="600">${label?.text}</text>`;
  });
  const across = x.ticks.map(
    (tick) =>
      `<line x1="${x.of(tick).toFixed(1)}" x2="${x.of(tick).toFixed(1)}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#ddd"/><text x="${x.of(tick).toFixed(1)}" y="${PLOT.bottom + 22}" text-anchor="middle">${tick.toLocaleString('en')}</text>`,
  );
  const up = y.ticks.map(
    (tick) =>
      `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y.of(tick).toFixed(1)}" y2="${y.of(tick).toFixed(1)}" stroke="#ddd"/><text x="${PLOT.left - 8}" y="${(y.of(tick) + 5).toFixed(1)}" text-anchor="end">${tick}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="14" fill="#333">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="26" font-size="17" font-weight="600">Median answer in milliseconds, ten records, question already embedded</text>`,
    `<text x="${PLOT.left}" y="46" fill="#666">${machine}</text>`,
    ...across,
    ...up,
    ...lines,
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 14}" text-anchor="middle">records</text>`,
    '</svg>',
    '',
  ].join('\n');
}

const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** A logarithmic scale from whole powers of ten around the values, with its ticks. */
function scale(values: number[], from: number, to: number): { of: (value: number) => number; ticks: number[] } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    of: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, i) => Number((10 ** (low + i)).toPrecision(1))),
  };
}

/** Labels pushed apart where they would stand on one another. */
function apart<T extends { at: number }>(labels: T[]): T[] {
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  for (const [i, label] of sorted.entries()) label.at = Math.max(label.at, (sorted[i - 1]?.at ?? Number.NEGATIVE_INFINITY) + 18);
  return sorted;
}
