import { SIGNAL_NAMES, type Signal, WEIGHTS, type Weights } from '../../server/match/fuse.ts';
import { openBed } from './bed.ts';
import { mean, measure } from './measures.ts';
import { loadQuestions } from './questions.ts';
import { order, type Ranked, rankAll } from './rank.ts';

/**
 * Fits the weights of server/match/fuse.ts on the fit set by coordinate ascent, five-fold: each fifth is scored with weights
 * it had no part in. Then takes each signal away, to show what it gives. Run with:
 *
 *   node setup/run.mjs dist/test/eval/fit.js
 *
 * Signals of budget, payback, region and refusals are left as they are: too few fit questions speak of them.
 */

const FITTED: Signal[] = ['semantic', 'technique', 'kin', 'industry', 'problem', 'process'];
const STEPS = [-0.4, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.4];
const FOLDS = 5;

const bed = await openBed();
const ranked = {
  fit: await rankAll(bed, loadQuestions('fit')),
  check: await rankAll(bed, loadQuestions('check')),
  own: await rankAll(bed, loadQuestions('own')),
};
await bed.close();

/** Deep candidates never reach the first ten: leaving them out makes fitting quick. */
for (const list of Object.values(ranked)) for (const one of list) one.candidates = one.candidates.slice(0, 120);

const quality = (list: Ranked[], weights: Weights) => {
  const all = list.map((one) => measure(order(one.candidates, weights), one.relevant));
  return { ndcg: mean(all.map(({ ndcg }) => ndcg)), recall: mean(all.map(({ recall }) => recall)) };
};

function ascend(list: Ranked[]): Weights {
  let weights = { ...WEIGHTS };
  let best = quality(list, weights).ndcg;
  for (let round = 0; round < 3; round++) {
    const before = best;
    for (const signal of FITTED) {
      for (const step of STEPS) {
        const tried = { ...weights, [signal]: Math.max(0, weights[signal] + step) };
        const ndcg = quality(list, tried).ndcg;
        if (ndcg > best + 1e-5) {
          best = ndcg;
          weights = tried;
        }
      }
    }
    if (best - before < 1e-4) break;
  }
  return weights;
}

const figure = (value: number) => value.toFixed(3);
const describe = (weights: Weights) => FITTED.map((signal) => `${signal} ${weights[signal].toFixed(2)}`).join(', ');

const heldOut: { ndcg: number; recall: number; n: number }[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const test = ranked.fit.filter((_, i) => i % FOLDS === fold);
  const weights = ascend(ranked.fit.filter((_, i) => i % FOLDS !== fold));
  heldOut.push({ ...quality(test, weights), n: test.length });
  console.log(`fold ${fold + 1}: ${describe(weights)}`);
}
const total = heldOut.reduce((sum, { n }) => sum + n, 0);
const over = (pick: (fold: (typeof heldOut)[number]) => number) => heldOut.reduce((sum, fold) => sum + pick(fold) * fold.n, 0) / total;
console.log(`held out on fit: nDCG@10 ${figure(over(({ ndcg }) => ndcg))}, recall@10 ${figure(over(({ recall }) => recall))}`);

console.log(`\nweights as they stand: ${describe(WEIGHTS)}`);
for (const [name, list] of Object.entries(ranked)) {
  const { ndcg, recall } = quality(list, WEIGHTS);
  console.log(`${name}: nDCG@10 ${figure(ndcg)}, recall@10 ${figure(recall)}`);
}
console.log('\nwithout a signal, nDCG@10 on fit / check / own:');
for (const signal of SIGNAL_NAMES) {
  const weights = { ...WEIGHTS, [signal]: 0 };
  console.log(
    `${signal.padEnd(10)} ${(['fit', 'check', 'own'] as const).map((name) => figure(quality(ranked[name], weights).ndcg)).join(' / ')}`,
  );
}
