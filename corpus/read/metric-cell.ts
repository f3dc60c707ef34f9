import type { Metric } from '../kinds/figures.ts';

/**
 * Figures in one cell: `年节电 / electricity saved = 1528000 kWh/a [满负荷 / at full load]`, one a line or parted by `;`. A name in both
 * languages, a value or low..high, a unit, and in brackets what it is counted over. Code, doubt and printed form of a figure have
 * no place in a cell.
 */

const METRIC = /^(.+?) \/ (.+?) = (\S+) (.+?)(?: \[(.+?)(?: \/ (.+))?\])?$/;
/** A sheet from an office may name a figure in Chinese alone, and write = and / without spaces. */
const PLAIN = /^([^=/]+?)\s*(?:\/\s*([^=]+?))?\s*[==]\s*([^\s[]+)\s+([^[]+?)(?:\s*\[(.+?)(?: \/ (.+))?\])?$/;

/** Figures as the schema takes them; a part that is not one stays as the sentence that says what is expected. */
export function metricsOf(cell: string | undefined, value: (cell: string) => unknown, plain = false): unknown[] {
  return partsOf(cell ?? '').map((part) => {
    const matched = METRIC.exec(part) ?? (plain ? PLAIN.exec(part) : undefined);
    if (!matched) return `“name in Chinese / name in English = value unit” is expected, not “${part}”`;
    const [, zh, en, amount = '', unit, basis, basisEn] = matched;
    return { name: { zh, en }, value: value(amount), unit, basis: basis ? { zh: basis, en: basisEn } : undefined };
  });
}

function partsOf(cell: string): string[] {
  const parts = cell.includes('\n') ? cell.split('\n') : cell.split(/[;;]/);
  return parts.map((part) => part.trim().replace(/[;;]$/, '')).filter(Boolean);
}

/** The cell from which these figures are read back, where no name or unit of theirs holds a separator. */
export function metricCell(metrics: Metric[], separator = '; '): string {
  return metrics
    .map(({ name, value, unit, basis }) => {
      const amount = Array.isArray(value) ? value.join('..') : value;
      const counted = basis ? ` [${basis.zh}${basis.en ? ` / ${basis.en}` : ''}]` : '';
      return `${name.zh} / ${name.en ?? name.zh} = ${amount} ${unit}${counted}`;
    })
    .join(separator);
}
