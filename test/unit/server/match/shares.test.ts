import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SIGNAL_NAMES, WEIGHTS } from '../../../../server/match/fuse.ts';
import { recommend } from '../../../../server/match/recommend.ts';
import { type Bed, openBed } from '../../../eval/bed.ts';
import { loadQuestions } from '../../../eval/questions.ts';
import { present } from '../../../setup/present.ts';

const QUESTIONS = 50;

/** Every sixth question that is fitted on, half of them with bounds, so that each signal is at work in some. */
const asked = loadQuestions('fit')
  .questions.filter((_, i) => i % 6 === 0)
  .slice(0, QUESTIONS)
  .map(({ query, lang }, i) => ({
    text: i % 10 === 9 ? `${query} 不用热泵` : query,
    lang,
    ...(i % 2 === 1 ? { region: '440600', paybackYears: 2, budget: { max: 500_000, currency: 'CNY' } } : {}),
  }));

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.close());

/** Asked for few at first: without a signal, too, a first technique is seldom far down. */
async function scoreWithout(signals: string[], technique: string, request: (typeof asked)[number]): Promise<number | undefined> {
  for (const limit of [10, 10_000]) {
    const { recommendations } = await recommend(
      bed,
      bed.records,
      { ...request, limit },
      { ...WEIGHTS, ...Object.fromEntries(signals.map((name) => [name, 0])) },
    );
    const same = recommendations.find((one) => one.technique.id === technique);
    if (same) return same.score;
  }
  return undefined;
}

describe('the shares of the first recommendation', () => {
  const seen = new Set<string>();

  it('are asked of fifty questions', () => {
    expect(asked).toHaveLength(QUESTIONS);
  });

  it.each(asked)('are what its score loses without each signal: $text', async (request) => {
    const { recommendations } = await recommend(bed, bed.records, { ...request, limit: 1 });
    const { technique, score, shares } = present(recommendations[0], 'a first recommendation');
    for (const { signal, share } of shares) {
      const without = present(await scoreWithout([signal], technique.id, request), `${technique.id} without ${signal}`);
      expect(Math.abs(score - without - share * score), signal).toBeLessThanOrEqual(1e-6);
      seen.add(signal);
    }
    const untold = SIGNAL_NAMES.filter((name) => !shares.some(({ signal }) => signal === name));
    const without = present(await scoreWithout(untold, technique.id, request), `${technique.id} without what gives nothing`);
    expect(Math.abs(score - without), 'what is not told').toBeLessThanOrEqual(untold.length * 0.001 * score);
  });

  it('were of nearly every signal', () => {
    for (const signal of SIGNAL_NAMES) if (signal !== 'unwanted') expect(seen, signal).toContain(signal);
  });
});
