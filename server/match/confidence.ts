import type { RecommendAnswer, Understood } from '../api/recommend.ts';
import type { Group } from './group.ts';
import type { Retrieved } from './retrieve.ts';

/** How sure the answer is of itself. Raw cosines mean little, so the limits here are calibrated on questions whose answers are known. */

/** Below the first no question of the field was seen, above the second hardly one outside it. */
const NEAREST = { none: 0.42, good: 0.5 };

export function matchOf(retrieved: Retrieved, understood: Understood): RecommendAnswer['match'] {
  const nearest = retrieved.semantic[0]?.score;
  if (nearest === undefined) return retrieved.keyword.length > 0 ? 'weak' : 'none';
  const named = understood.problems.length + understood.processes.length + understood.terms.length;
  if (nearest >= NEAREST.good || (named > 0 && nearest >= NEAREST.none)) return 'good';
  return nearest >= NEAREST.none || named > 0 ? 'weak' : 'none';
}

export function fitOf(one: Group, best: Group | undefined): number {
  return best && best.score > 0 ? Math.max(0, Math.min(1, one.score / best.score)) : 0;
}
