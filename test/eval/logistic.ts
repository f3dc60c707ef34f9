/** Logistic regression by gradient descent with a little shrinkage, so that rare signs do not run away. */

const STEPS = 40_000;
const RATE = 3;
const SHRINKAGE = 0.0005;

export function logisticRegression<S extends string>(rows: { signs: Record<S, number>; right: boolean }[]) {
  const names = Object.keys(rows[0]?.signs ?? {}) as S[];
  const weights = Object.fromEntries(names.map((name) => [name, 0])) as Record<S, number>;
  let intercept = 0;
  const chance = (signs: Record<S, number>) =>
    1 / (1 + Math.exp(-(intercept + names.reduce((sum, name) => sum + weights[name] * signs[name], 0))));
  for (let step = 0; step < STEPS; step++) {
    let interceptSlope = 0;
    const slopes = Object.fromEntries(names.map((name) => [name, 0])) as Record<S, number>;
    for (const { signs, right } of rows) {
      const error = (chance(signs) - (right ? 1 : 0)) / rows.length;
      interceptSlope += error;
      for (const name of names) slopes[name] += error * signs[name];
    }
    intercept -= RATE * interceptSlope;
    for (const name of names) weights[name] -= RATE * (slopes[name] + SHRINKAGE * weights[name]);
  }
  const round = (value: number) => Math.round(value * 100) / 100;
  const coefficients = { intercept: round(intercept), ...Object.fromEntries(names.map((name) => [name, round(weights[name])])) };
  return { chance, coefficients };
}
