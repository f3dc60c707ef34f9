/**
 * Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques: nDCG with binary gain and log2 discount;
 * recall and the reciprocal rank of the first right answer as usual.
 */

export interface Measures {
  ndcg: number;
  recall: number;
  mrr: number;
  success3: number;
}

export const MEASURE_NAMES = ['ndcg', 'recall', 'mrr', 'success3'] as const;

export function measure(ranking: string[], relevant: Set<string>, depth = 10): Measures {
  let gain = 0;
  let found = 0;
  let first = 0;
  for (const [i, id] of ranking.slice(0, depth).entries()) {
    if (!relevant.has(id)) continue;
    gain += 1 / Math.log2(i + 2);
    found++;
    first ||= i + 1;
  }
  let ideal = 0;
  for (let i = 0; i < Math.min(relevant.size, depth); i++) ideal += 1 / Math.log2(i + 2);
  return { ndcg: gain / ideal, recall: found / relevant.size, mrr: first ? 1 / first : 0, success3: first > 0 && first <= 3 ? 1 : 0 };
}

export function mean(values: number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 95 % interval of a mean by 1,000 resamples (Efron 1979), from a fixed seed so that two runs agree. */
export function bootstrap(values: number[], resamples = 1000): [number, number] {
  if (values.length === 0) return [Number.NaN, Number.NaN];
  let state = 20_261_126;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  return [means[Math.floor(resamples * 0.025)] ?? Number.NaN, means[Math.floor(resamples * 0.975)] ?? Number.NaN];
}
