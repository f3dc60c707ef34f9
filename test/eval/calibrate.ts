import { fitSigns, signsOf } from '../../server/match/confidence.ts';
import { fuse, WEIGHTS } from '../../server/match/fuse.ts';
import { group } from '../../server/match/group.ts';
import { retrieve } from '../../server/match/retrieve.ts';
import { understand } from '../../server/match/understand.ts';
import { openBed } from './bed.ts';
import { logisticRegression } from './logistic.ts';
import { loadOutOfField, loadQuestions } from './questions.ts';

/**
 * Derives the coefficients of server/match/confidence.ts. First what tells the fit questions from the out-of-field questions
 * marked calibrate, with what it does at several limits on every set; only fit and calibrate decide. Then how often a
 * technique recommended for a fit question is right.
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

const field = logisticRegression([
  ...sets.fit.map((signs) => ({ signs, right: true })),
  ...sets.calibrate.map((signs) => ({ signs, right: false })),
]);
console.log('CONFIDENCE', field.coefficients);
for (const limit of [0.3, 0.4, 0.5, 0.6, 0.7, 0.85]) {
  const below = Object.entries(sets).map(
    ([name, list]) => `${name} ${((100 * list.filter((row) => field.chance(row) < limit).length) / list.length).toFixed(1)} %`,
  );
  console.log(`below ${limit}: ${below.join(', ')}`);
}

const placed: { signs: ReturnType<typeof fitSigns>; right: boolean }[] = [];
for (const { query, lang, relevant } of loadQuestions('fit').questions) {
  const answers = new Set(relevant.map((id) => bed.library.resolve(id)));
  const understood = understand({ text: query, lang, limit: 1 });
  const retrieved = await retrieve(bed, understood.corrected ?? query, understood);
  const records = await bed.records.many(new Set([...retrieved.keyword, ...retrieved.semantic].map(({ id }) => id)));
  const groups = await group(fuse(retrieved, records, understood), bed.records, WEIGHTS);
  for (const one of groups.slice(0, 10)) {
    const shown = [one.technique.id, ...one.members.slice(0, 5).map(({ record }) => record.id)];
    placed.push({ signs: fitSigns(one, groups[0]), right: shown.some((id) => answers.has(id)) });
  }
}
const fit = logisticRegression(placed);
console.log('FIT', fit.coefficients);
for (const [low, high] of [
  [0, 0.1],
  [0.1, 0.3],
  [0.3, 0.5],
  [0.5, 0.7],
  [0.7, 0.9],
  [0.9, 1.01],
] as const) {
  const within = placed.filter(({ signs }) => fit.chance(signs) >= low && fit.chance(signs) < high);
  console.log(
    `fit ${low}–${high}: ${within.length} techniques, ${((100 * within.filter(({ right }) => right).length) / within.length).toFixed(0)} % right`,
  );
}
await bed.close();
