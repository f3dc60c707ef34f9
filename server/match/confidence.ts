import type { RecommendAnswer, Understood } from '../api/recommend.ts';
import type { Group } from './group.ts';
import type { Landmarks } from './landmarks.ts';
import type { Retrieved } from './retrieve.ts';

/**
 * How sure the answer is of itself. Raw cosines mean little, so several signs are weighed together by a logistic regression
 * over the fit questions (in the field) and those of test/eval/out-of-field.jsonl marked calibrate (outside it), by
 * test/eval/calibrate.ts, which prints the coefficients below and what they do. At 0.5 it says “none” to 94 % of the questions
 * outside the field it was fitted on and 96 % of those kept apart, to none of the 334 fit, 156 own and 90 check questions.
 */
const CONFIDENCE = { intercept: -1.46, nearest: 4.22, nearestFive: 3.75, words: 7.77, named: 2.19, outside: -8.97 };

/** Chance of being in the field below which there is no good match, and above which it is good. */
const LIMITS = { none: 0.5, good: 0.85 };

/** What tells questions of the field from others; each about 0 to 1. */
export function signsOf(
  retrieved: Retrieved,
  understood: Understood,
  landmarks: Landmarks | undefined,
): Record<keyof Omit<typeof CONFIDENCE, 'intercept'>, number> {
  const cosines = retrieved.semantic.slice(0, 5).map(({ score }) => score);
  const named = understood.problems.length + understood.processes.length + understood.terms.length;
  return {
    nearest: cosines[0] ?? 0,
    nearestFive: cosines.reduce((sum, cosine) => sum + cosine, 0) / 5,
    words: Math.min(1, (retrieved.keyword[0]?.score ?? 0) / 40),
    named: Math.min(2, named) / 2,
    outside: retrieved.vector && landmarks ? landmarks.outside(retrieved.vector) : 0,
  };
}

export function matchOf(retrieved: Retrieved, understood: Understood, landmarks: Landmarks | undefined): RecommendAnswer['match'] {
  // By keyword alone only the words can speak.
  if (!retrieved.vector)
    return retrieved.keyword.length === 0 ? 'none' : understood.problems.length + understood.processes.length > 0 ? 'good' : 'weak';
  const signs = signsOf(retrieved, understood, landmarks);
  let sum = CONFIDENCE.intercept;
  for (const [name, value] of Object.entries(signs)) sum += CONFIDENCE[name as keyof typeof signs] * value;
  const chance = 1 / (1 + Math.exp(-sum));
  return chance < LIMITS.none ? 'none' : chance < LIMITS.good ? 'weak' : 'good';
}

export function fitOf(one: Group, best: Group | undefined): number {
  return best && best.score > 0 ? Math.max(0, Math.min(1, one.score / best.score)) : 0;
}
