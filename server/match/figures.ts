import { bounds, type Value } from '../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Text } from '../../corpus/kinds/text.ts';
import { metricOf } from '../../corpus/vocabulary/metrics.ts';
import { normalised } from '../../corpus/vocabulary/units.ts';
import type { FigureRange } from '../api/recommend.ts';
import { onePerPlant } from './plants.ts';

/**
 * Ranges and medians over cited evidence: only over the same figure, unit, basis and currency, and a plant recorded twice
 * counts once. A range in the source enters with its middle; a unit is changed only where an exact factor lies between. A
 * metric that only one record has makes no range and is left to that record’s page.
 */

interface Figure {
  key: string;
  name: Text;
  unit: string;
  basis?: Text;
  value: Value;
}

export function figureRanges(records: LibraryRecord[]): FigureRange[] {
  const byKey = new Map<string, { figure: Figure; points: { id: string; low: number; high: number }[] }>();
  for (const record of onePerPlant(records)) {
    for (const figure of figuresOf(record)) {
      const [low, high] = bounds(figure.value);
      const known = byKey.get(figure.key);
      const point = { id: record.id, low, high };
      if (known) {
        if (!known.points.some(({ id }) => id === record.id)) known.points.push(point);
      } else {
        byKey.set(figure.key, { figure, points: [point] });
      }
    }
  }
  return [...byKey.values()]
    .filter(({ figure, points }) => !figure.key.startsWith('metric:') || points.length > 1)
    .map(({ figure: { key, name, unit, basis }, points }) => ({
      key,
      name,
      unit,
      basis,
      min: Math.min(...points.map(({ low }) => low)),
      median: median(points.map(({ low, high }) => (low + high) / 2)),
      max: Math.max(...points.map(({ high }) => high)),
      n: points.length,
      points,
    }));
}

const NAMES = {
  payback: { zh: '投资回收期', en: 'Payback' },
  investment: { zh: '投资', en: 'Investment' },
  saving: { zh: '年节省', en: 'Yearly saving' },
};

function figuresOf(record: LibraryRecord): Figure[] {
  const figures: Figure[] = [];
  if ('paybackYears' in record && record.paybackYears !== undefined) {
    figures.push({ key: 'payback', name: NAMES.payback, unit: 'a', value: record.paybackYears });
  }
  if ('investment' in record && record.investment) {
    const { value, currency } = record.investment;
    figures.push({ key: `investment:${currency}`, name: NAMES.investment, unit: currency, value });
  }
  const saving = 'annualSaving' in record ? record.annualSaving : record.kind === 'scheme' ? record.yearlyBenefit : undefined;
  if (saving) {
    figures.push({ key: `saving:${saving.currency}`, name: NAMES.saving, unit: `${saving.currency}/a`, value: saving.value });
  }
  const metrics = 'metrics' in record ? record.metrics : record.kind === 'scheme' ? record.savings : [];
  for (const { code, name, value, unit, basis } of metrics) {
    const metric = code === undefined ? undefined : metricOf(code);
    const common = normalised(value, unit);
    if (!metric || !common) continue;
    // A basis is part of what a figure means: 改造前后对比 and 设备厂数据 are not put into one range.
    const key = ['metric', code, common.unit, basis?.zh ?? ''].join(':');
    figures.push({ key, name: metric.name ?? name, unit: common.unit, basis, value: common.value });
  }
  return figures;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
