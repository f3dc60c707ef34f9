import { signsOf } from '../../server/match/confidence.ts';
import { retrieve } from '../../server/match/retrieve.ts';
import { understand } from '../../server/match/understand.ts';
import { openBed } from './bed.ts';
import { loadOutOfField, loadQuestions } from './questions.ts';

/**
 * Derives the coefficients of server/match/confidence.ts: a logistic regression, by gradient descent with a little
 * shrinkage, that tells the fit questions from the out-of-field questions marked calibrate. Prints what it does at several
 * limits on every set; only fit and calibrate decide.
 *
 *   node setup/run.mjs dist/test/eval/calibrate.js
 */

const bed = await openBed();

async function signs(questions: { query: string; lang: 'zh' | 'en' }[]) {
  const rows = [];
  for (const { query, lang } of questions) {
    const understood = understand({ text: query, lang, limit: 1 });
    const retrieved = await retrieve(bed, understood.corrected ?? query, understood);
    rows.push(signsOf(retrieved, understood, bed.landmarks()));
  }
  return rows;
}

const sets = {
  fit: await signs(loadQuestions('fit').questions),
  calibrate: await signs(loadOutOfField('calibrate')),
  own: await signs(loadQuestions('own').questions),
  check: await signs(loadQuestions('check').questions),
  kept: await signs(loadOutOfField('kept')),
};
await bed.close();

type Sign = keyof (typeof sets.fit)[number];
const names = Object.keys(sets.fit[0] ?? {}) as Sign[];
const weights: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
let intercept = 0;

const chance = (row: Record<Sign, number>) =>
  1 / (1 + Math.exp(-(intercept + names.reduce((sum, name) => sum + (weights[name] ?? 0) * row[name], 0))));

const rows = [...sets.fit.map((row) => ({ row, y: 1 })), ...sets.calibrate.map((row) => ({ row, y: 0 }))];
const SHRINKAGE = 0.0005;
for (let step = 0; step < 40_000; step++) {
  const rate = 3;
  let interceptSlope = 0;
  const slopes: Record<string, number> = {};
  for (const { row, y } of rows) {
    const error = chance(row) - y;
    interceptSlope += error / rows.length;
    for (const name of names) slopes[name] = (slopes[name] ?? 0) + (error * row[name]) / rows.length;
  }
  intercept -= rate * interceptSlope;
  for (const name of names) weights[name] = (weights[name] ?? 0) - rate * ((slopes[name] ?? 0) + SHRINKAGE * (weights[name] ?? 0));
}

console.log({
  intercept: Number(intercept.toFixed(2)),
  ...Object.fromEntries(names.map((name) => [name, Number((weights[name] ?? 0).toFixed(2))])),
});
for (const limit of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
  const below = Object.entries(sets).map(
    ([name, list]) => `${name} ${((100 * list.filter((row) => chance(row) < limit).length) / list.length).toFixed(1)} %`,
  );
  console.log(`below ${limit}: ${below.join(', ')}`);
}
