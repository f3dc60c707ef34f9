import type { Report } from './report.ts';

const figure = (value: number) => (Number.isNaN(value) ? '  –  ' : value.toFixed(3));

export function reportText(report: Report, failures: number): string {
  const lines: string[] = [];
  lines.push('set    way       group    n  nDCG@10  95% interval   recall@10  MRR    success@3');
  for (const { set, way, group, n, values, interval } of report.search) {
    lines.push(
      `${set.padEnd(6)} ${way.padEnd(9)} ${group.padEnd(5)} ${String(n).padStart(4)}  ${figure(values.ndcg)}    ${figure(interval[0])}–${figure(interval[1])}    ${figure(values.recall)}      ${figure(values.mrr)}  ${figure(values.success3)}`,
    );
  }
  lines.push('', 'recommend: an answer among the first three techniques or their first five pieces of evidence');
  lines.push('set    group    n  success  95% interval   beside (n)     said none  techniques/measures in 5   p50 ms  p95 ms');
  for (const row of report.recommend) {
    lines.push(
      `${row.set.padEnd(6)} ${row.group.padEnd(5)} ${String(row.n).padStart(4)}  ${figure(row.success)}    ${figure(row.interval[0])}–${figure(row.interval[1])}    ${figure(row.beside)} (${row.besideN})`.padEnd(
        66,
      ) +
        `${figure(row.saidNone)}      ${row.techniques.toFixed(1)} / ${row.measures.toFixed(1)}                  ${row.p50.toFixed(1)}    ${row.p95.toFixed(1)}`,
    );
  }
  for (const { set, questions, saidNone, nearMisses, nearMissesSaidNone } of report.emptiness) {
    lines.push(
      `out of the field, ${set}: ${saidNone} of ${questions} said to have no good match (near misses: ${nearMissesSaidNone} of ${nearMisses})`,
    );
  }
  lines.push('', `fit questions that fail (${report.failures.length}; the worst ${Math.min(failures, report.failures.length)}):`);
  for (const { query, ndcg, expected, first, recommended } of report.failures.slice(0, failures)) {
    lines.push(`  ${figure(ndcg)} ${recommended === false ? '✗' : ' '} ${query}   (first: ${first})`);
    for (const { id, rank, shares } of expected.slice(0, 4)) {
      const parts = Object.entries(shares).map(([signal, share]) => `${signal} ${(share * 100).toFixed(0)}%`);
      lines.push(`        ${rank ? `#${rank}` : 'not found'} ${id}: ${parts.join(', ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

export function compareText(now: Report, before: Report): string {
  const lines = ['', 'changes in nDCG@10 (search) and success (recommend) of at least 0.001:'];
  for (const row of now.search) {
    const old = before.search.find(({ set, way, group }) => set === row.set && way === row.way && group === row.group);
    const change = old ? row.values.ndcg - old.values.ndcg : 0;
    if (Math.abs(change) >= 0.001)
      lines.push(
        `  ${row.set} ${row.way} ${row.group}: ${figure(old?.values.ndcg ?? 0)} → ${figure(row.values.ndcg)} (${change > 0 ? '+' : ''}${change.toFixed(3)})`,
      );
  }
  for (const row of now.recommend) {
    const old = before.recommend.find(({ set, group }) => set === row.set && group === row.group);
    const change = old ? row.success - old.success : 0;
    if (Math.abs(change) >= 0.001)
      lines.push(
        `  ${row.set} recommend ${row.group}: ${figure(old?.success ?? 0)} → ${figure(row.success)} (${change > 0 ? '+' : ''}${change.toFixed(3)})`,
      );
  }
  return `${lines.join('\n')}\n`;
}
