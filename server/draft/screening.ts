import { CHECKS, type Criterion, type Draft, type DraftScheme } from '../api/draft.ts';
import { evaluateScheme } from './evaluate.ts';

/**
 * Screening (practice note, section 5, after 《企业清洁生产审核手册》): the first pass into piles (table 4-4), then the weighted sum
 * Σ W × R and its ranking (table 4-3), and how far each weight may move before the order changes. Pure.
 */

export type Pile = 'feasible-none-low' | 'feasible-medium-high' | 'doubtful' | 'not' | 'unscreened';
export const PILES: readonly Pile[] = ['feasible-none-low', 'feasible-medium-high', 'doubtful', 'not', 'unscreened'];

export interface Ranked {
  id: string;
  /** W × R by criterion. */
  products: Record<string, number>;
  total: number;
  /** From 1; equal totals share a rank. */
  rank: number;
}

/** How far one weight may move, the others kept, while the order stays. */
export interface WeightRange {
  criterion: string;
  weight: number;
  /** The order stands from `low` to `high`; absent where it stands down to 0, or however high. */
  low?: number;
  high?: number;
  /** The two that change places just beyond: the one that stands above now, first. */
  lowSwap?: [string, string];
  highSwap?: [string, string];
  /** Whether the first stays the first when the weight moves by a fifth each way. */
  firstStays: boolean;
}

export interface Screening {
  piles: Record<Pile, string[]>;
  /** Medium/high-cost schemes with all scores, best first. */
  ranking: Ranked[];
  /** Schemes that have some scores but not all, with the criteria they lack. */
  incomplete: { id: string; missing: string[] }[];
  ranges: WeightRange[];
}

export function screenDraft({ schemes, criteria, profile }: Draft): Screening {
  const piles: Screening['piles'] = { 'feasible-none-low': [], 'feasible-medium-high': [], doubtful: [], not: [], unscreened: [] };
  for (const scheme of schemes) {
    const verdict = scheme.firstPass?.verdict;
    const pile = verdict === 'feasible' ? (`feasible-${evaluateScheme(scheme, profile).costClass}` as const) : verdict;
    piles[pile ?? 'unscreened'].push(scheme.id);
  }
  const scored = schemes.filter(({ scores, firstPass }) => Object.keys(scores).length > 0 && firstPass?.verdict !== 'not');
  const missing = (scheme: DraftScheme) => criteria.filter(({ id }) => scheme.scores[id] === undefined).map(({ id }) => id);
  const ranking = rank(
    scored.filter((scheme) => missing(scheme).length === 0),
    criteria,
  );
  const incomplete = scored.map((scheme) => ({ id: scheme.id, missing: missing(scheme) })).filter((one) => one.missing.length > 0);
  const scores = new Map(schemes.map((scheme) => [scheme.id, scheme.scores]));
  return { piles, ranking, incomplete, ranges: criteria.map((criterion) => rangeOf(criterion, ranking, scores, criteria)) };
}

/** What five answers amount to: all yes is feasible, technically impossible is not, anything else is doubtful; open while any is missing. */
export function verdictOf(checks: NonNullable<DraftScheme['firstPass']>['checks']): 'feasible' | 'doubtful' | 'not' | undefined {
  if (checks?.technical === false) return 'not';
  const answers = CHECKS.map((check) => checks?.[check]);
  if (answers.some((answer) => answer === undefined)) return undefined;
  return answers.every(Boolean) ? 'feasible' : 'doubtful';
}

type Scored = Pick<DraftScheme, 'id' | 'scores'>;

/** Σ W × R, from high to low; where totals are equal, in the order given. */
export function rank(schemes: Scored[], criteria: Criterion[]): Ranked[] {
  const ranked = schemes.map(({ id, scores }): Ranked => {
    const products = Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.weight * (scores[criterion.id] ?? 0)]));
    const total = tidy(Object.values(products).reduce((sum, product) => sum + product, 0));
    return { id, products, total, rank: 0 };
  });
  ranked.sort((a, b) => b.total - a.total);
  ranked.forEach((one, i) => {
    const above = ranked[i - 1];
    one.rank = above?.total === one.total ? above.rank : i + 1;
  });
  return ranked;
}

/** Without floating noise, so that 0.1 × 3 and 0.3 are equal totals. */
function tidy(value: number): number {
  return Number(value.toFixed(9));
}

/**
 * When one weight moves by d, each total moves by d × R, so neighbours with totals a > b change places at d = (a − b)/(R_b − R_a).
 * The first change of an order is always between neighbours.
 */
function rangeOf(
  { id: criterion, weight }: Criterion,
  ranking: Ranked[],
  scores: Map<string, DraftScheme['scores']>,
  criteria: Criterion[],
): WeightRange {
  const range: WeightRange = { criterion, weight, firstStays: true };
  const score = (id: string) => scores.get(id)?.[criterion] ?? 0;
  ranking.forEach((above, i) => {
    const below = ranking[i + 1];
    if (!below || above.total === below.total) return;
    const gain = score(below.id) - score(above.id);
    if (gain === 0) return;
    const at = tidy(weight + (above.total - below.total) / gain);
    if (gain > 0 && (range.high === undefined || at < range.high)) {
      range.high = at;
      range.highSwap = [above.id, below.id];
    }
    if (gain < 0 && at > 0 && (range.low === undefined || at > range.low)) {
      range.low = at;
      range.lowSwap = [above.id, below.id];
    }
  });
  const leaders = new Set(ranking.filter((one) => one.rank === 1).map(({ id }) => id));
  const schemes = ranking.map(({ id }) => ({ id, scores: scores.get(id) ?? {} }));
  range.firstStays = [0.8, 1.2].every((by) => {
    const moved = criteria.map((one) => (one.id === criterion ? { ...one, weight: weight * by } : one));
    const first = rank(schemes, moved)[0];
    return first === undefined || leaders.has(first.id);
  });
  return range;
}
