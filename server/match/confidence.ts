import type { RecommendAnswer, Understood } from '../api/recommend.ts';
import type { Group } from './group.ts';
import type { Landmarks } from './landmarks.ts';
import type { Retrieved } from './retrieve.ts';

/**
 * How sure the answer is of itself. Raw cosines mean little, so several signs are weighed together by a logistic regression
 * over the fit questions (in the field) and those of test/eval/out-of-field.jsonl marked calibrate (outside it), by
 * test/eval/calibrate.ts, which prints the coefficients below and what they do. At 0.5 it says “none” to 67 of the 70 questions
 * outside the field it was fitted on and 68 of the 70 kept apart; of real ones to 1 of 334 fit, none of 156 own, 1 of 90 check.
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

/** Chance that the question is of the field; undefined where it could not be embedded, as then only its words can speak. */
export function chanceOfField(retrieved: Retrieved, understood: Understood, landmarks: Landmarks | undefined): number | undefined {
  if (retrieved.mode === 'keyword') return undefined;
  return logistic(CONFIDENCE, signsOf(retrieved, understood, landmarks));
}

export function matchOf(chance: number | undefined, retrieved: Retrieved, understood: Understood): RecommendAnswer['match'] {
  if (chance !== undefined) return chance < LIMITS.none ? 'none' : chance < LIMITS.good ? 'weak' : 'good';
  if (retrieved.keyword.length === 0) return 'none';
  return understood.problems.length + understood.processes.length > 0 ? 'good' : 'weak';
}

/**
 * How often a technique that stands like this one was a right answer to the fit questions: a logistic regression over its
 * place in the ranking and the nearness of its best evidence, derived by test/eval/calibrate.ts. Of those said to fit at 50 to
 * 70 %, 72 % were right; at 10 to 30 %, 13 %. No technique is surer than about 70 %: most questions have several good answers.
 */
const FIT = { intercept: -8.92, relative: 8.11, cosine: 1.78 };

export function fitSigns(one: Group, best: Group | undefined): Record<keyof Omit<typeof FIT, 'intercept'>, number> {
  return {
    relative: best && best.score > 0 ? one.score / best.score : 0,
    cosine: Math.max(0, ...one.members.map(({ cosine }) => cosine)),
  };
}

export function fitOf(one: Group, best: Group | undefined): number {
  return logistic(FIT, fitSigns(one, best));
}

function logistic<S extends string>(coefficients: Record<S | 'intercept', number>, signs: Record<S, number>): number {
  let sum = coefficients.intercept;
  for (const name of Object.keys(signs) as S[]) sum += coefficients[name] * signs[name];
  return 1 / (1 + Math.exp(-sum));
}
