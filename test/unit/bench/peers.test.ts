import { describe, expect, it } from 'vitest';

import { chartOf } from '../../bench/peers/chart.ts';
import { type PeerFigures, tableOf } from '../../bench/peers/figures.ts';

const figures = (name: string, records: number, p50: number, more: Partial<PeerFigures> = {}): PeerFigures => ({
  name,
  records,
  p50,
  p95: 2 * p50,
  fillSeconds: 4,
  memoryMb: 30,
  diskMb: 10,
  ...more,
});

describe('engines side by side', () => {
  it('stand in a table with how many times ours each figure is', () => {
    const [head, ours, other] = tableOf([
      figures('CleanMatch', 1924, 2, { ndcg: 0.8 }),
      figures('Other', 1924, 5, { ndcg: 0.6, diskMb: 0 }),
    ]);
    expect(head).toContain('nDCG@10');
    expect(ours).toContain('2.00 (1.0)');
    expect(other).toContain('5.00 (2.5)');
    expect(other).toContain('0.600 (0.75)');
  });

  it('have no figure where none was measured: quality of made records, memory of a server elsewhere, a disk not used', () => {
    const [, , server] = tableOf([figures('CleanMatch', 10_000, 2), figures('Meilisearch', 10_000, 5, { diskMb: 0 })]);
    expect(server?.match(/–/g)).toHaveLength(4);
  });

  it('are lines of a chart from few records to many, each with its name at its end', () => {
    const svg = chartOf(
      [figures('CleanMatch', 1000, 1), figures('CleanMatch', 10_000, 3), figures('Other', 1000, 3.1), figures('Other', 10_000, 3.1)],
      'a machine',
    );
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain('a machine');
    const labels = [...svg.matchAll(/<text x="694" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(labels).toHaveLength(2);
    expect(Math.abs((labels[0] ?? 0) - (labels[1] ?? 0))).toBeGreaterThanOrEqual(18);
  });
});
