import { SIGNAL_NAMES, type Signal, WEIGHTS, weigh } from '../../server/match/fuse.ts';
import { recommend } from '../../server/match/recommend.ts';
import type { Bed } from './bed.ts';
import { bootstrap, MEASURE_NAMES, type Measures, mean, measure } from './measures.ts';
import { loadOutOfField, loadQuestions, SETS, type SetName } from './questions.ts';
import { order, type Ranked, rankAll } from './rank.ts';
import { type Recommended, recommendAll } from './recommended.ts';

/** All figures of one run. */
export interface Report {
  search: Row[];
  recommend: RecommendRow[];
  emptiness: { set: string; questions: number; saidNone: number; nearMisses: number; nearMissesSaidNone: number }[];
  failures: Failure[];
}

export interface Row {
  set: SetName;
  way: 'keyword' | 'semantic' | 'hybrid';
  group: string;
  n: number;
  values: Measures;
  /** Of nDCG@10. */
  interval: [number, number];
}

export interface RecommendRow {
  set: SetName;
  group: string;
  n: number;
  success: number;
  interval: [number, number];
  besideN: number;
  beside: number;
  saidNone: number;
  techniques: number;
  measures: number;
  p50: number;
  p95: number;
}

/** A fit question whose first ten are not as they should be. */
export interface Failure {
  query: string;
  ndcg: number;
  expected: { id: string; rank: number; shares: Partial<Record<Signal, number>> }[];
  first: string;
  recommended: boolean | undefined;
}

export async function evaluate(bed: Bed): Promise<Report> {
  const report: Report = { search: [], recommend: [], emptiness: [], failures: [] };
  for (const name of Object.keys(SETS) as SetName[]) {
    const set = loadQuestions(name);
    if (set.questions.length === 0) continue;
    const ranked = await rankAll(bed, set);
    report.search.push(...searchRows(name, ranked));
    const recommended = await recommendAll(bed, set);
    report.recommend.push(...recommendRows(name, recommended));
    if (name === 'fit') report.failures = failuresOf(ranked, recommended);
  }
  for (const set of ['calibrate', 'kept'] as const) {
    const questions = loadOutOfField(set);
    let saidNone = 0;
    let nearMissesSaidNone = 0;
    for (const { query, lang, near_miss } of questions) {
      const { match } = await recommend(bed, bed.records, { text: query, lang, limit: 3 });
      if (match !== 'none') continue;
      saidNone++;
      if (near_miss) nearMissesSaidNone++;
    }
    const nearMisses = questions.filter(({ near_miss }) => near_miss).length;
    if (questions.length > 0) report.emptiness.push({ set, questions: questions.length, saidNone, nearMisses, nearMissesSaidNone });
  }
  return report;
}

/** Everything, each language, each group of trades. */
function groupsOf(question: { lang: string; sector: string }): string[] {
  return ['all', question.lang, question.sector];
}

function searchRows(set: SetName, ranked: Ranked[]): Row[] {
  const ways = {
    keyword: ({ keyword }: Ranked) => keyword,
    semantic: ({ semantic }: Ranked) => semantic,
    hybrid: ({ candidates }: Ranked) => order(candidates),
  };
  return (Object.keys(ways) as (keyof typeof ways)[]).flatMap((way) => {
    const grouped = new Map<string, Measures[]>();
    for (const one of ranked) {
      const values = measure(ways[way](one), one.relevant);
      for (const group of groupsOf(one.question)) grouped.set(group, [...(grouped.get(group) ?? []), values]);
    }
    return [...grouped].map(([group, all]): Row => {
      const values = Object.fromEntries(MEASURE_NAMES.map((name) => [name, mean(all.map((one) => one[name]))])) as unknown as Measures;
      return { set, way, group, n: all.length, values, interval: bootstrap(all.map(({ ndcg }) => ndcg)) };
    });
  });
}

function recommendRows(set: SetName, recommended: Recommended[]): RecommendRow[] {
  const grouped = new Map<string, Recommended[]>();
  for (const one of recommended) for (const group of groupsOf(one.question)) grouped.set(group, [...(grouped.get(group) ?? []), one]);
  return [...grouped].map(([group, all]) => {
    const hits = all.flatMap(({ hit }) => (hit === undefined ? [] : [hit ? 1 : 0]));
    const beside = all.flatMap((one) => (one.beside === undefined ? [] : [one.beside ? 1 : 0]));
    const times = all.map(({ totalMs }) => totalMs).sort((a, b) => a - b);
    return {
      set,
      group,
      n: hits.length,
      success: mean(hits),
      interval: bootstrap(hits),
      besideN: beside.length,
      beside: mean(beside),
      saidNone: all.filter(({ match }) => match === 'none').length / all.length,
      techniques: mean(all.map((one) => one.techniques)),
      measures: mean(all.map((one) => one.measures)),
      p50: times[Math.floor(times.length * 0.5)] ?? 0,
      p95: times[Math.floor(times.length * 0.95)] ?? 0,
    };
  });
}

function failuresOf(ranked: Ranked[], recommended: Recommended[]): Failure[] {
  return ranked
    .map(({ question, relevant, candidates }, i) => {
      const ranking = order(candidates);
      const expected = [...relevant].map((id) => {
        const candidate = candidates.find(({ record }) => record.id === id);
        const total = candidate ? weigh(candidate.values, WEIGHTS) : 0;
        const shares: Partial<Record<Signal, number>> = {};
        if (candidate && total !== 0) {
          for (const signal of SIGNAL_NAMES) {
            const share = (candidate.values[signal] * WEIGHTS[signal]) / total;
            if (share !== 0) shares[signal] = share;
          }
        }
        return { id, rank: ranking.indexOf(id) + 1, shares };
      });
      return {
        query: question.query,
        ndcg: measure(ranking, relevant).ndcg,
        expected,
        first: ranking[0] ?? '',
        recommended: recommended[i]?.hit,
      };
    })
    .filter(({ ndcg, recommended: hit }) => ndcg < 0.6 || hit === false)
    .sort((a, b) => a.ndcg - b.ndcg);
}
