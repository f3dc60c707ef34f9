import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { vocabulary } from '../../../../corpus/vocabulary/vocabulary.ts';
import { withProposals } from '../../../../server/match/meaning.ts';
import { similarTo } from '../../../../server/match/similar.ts';
import { type Bed, openBed } from '../../../eval/bed.ts';
import { loadOutOfField, loadQuestions } from '../../../eval/questions.ts';
import { part, understoodOf } from '../../../setup/match-parts.ts';
import { present } from '../../../setup/present.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.close());

const landmarks = () => present(bed.landmarks(), 'landmarks');
const vectorOf = (text: string) => present(bed.embedder(), 'an embedder').embedQuery(text);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

describe('the vocabulary’s entries nearest to a question', () => {
  it.each([
    ['老师傅们总抱怨机器轰隆隆的,邻居睡不着', 'problems', 'noise'],
    ['the bath smells of rotten eggs and neighbours complain', 'problems', 'odour'],
    ['电费单每个月都吓人', 'problems', 'electricity'],
  ] as const)('are of what it means: %s', async (text, name, code) => {
    expect(
      landmarks()
        .nearest(await vectorOf(text), name, 3)
        .map((one) => one.code),
    ).toContain(code);
  });

  it('are each there once, nearest first, no more than asked for', async () => {
    const near = landmarks().nearest(await vectorOf('水太贵'), 'problems', 10);
    expect(near).toHaveLength(10);
    expect(new Set(near.map(({ code }) => code)).size).toBe(10);
    expect(near.map(({ cosine }) => cosine)).toEqual(near.map(({ cosine }) => cosine).sort((a, b) => b - a));
    for (const { code, vocabulary: name, cosine } of near) {
      expect(name).toBe('problems');
      expect(vocabulary().problems.has(code)).toBe(true);
      expect(Math.abs(cosine)).toBeLessThanOrEqual(1.0001);
    }
  });

  it('are proposed only where no entry was named', async () => {
    const vector = await vectorOf('老师傅们总抱怨机器轰隆隆的,邻居睡不着');
    const proposed = withProposals(understoodOf({ processes: [part('boiler')] }), landmarks(), vector);
    expect(proposed.problems).toMatchObject([{ code: 'noise', by: 'meaning' }]);
    expect(proposed.problems[0]?.confidence).toBeLessThanOrEqual(1);
    expect(proposed.processes).toEqual([part('boiler')]);
    const named = understoodOf({ problems: [part('so2')], processes: [part('boiler')] });
    expect(withProposals(named, landmarks(), vector)).toEqual(named);
  });

  it('are not proposed while nothing can be embedded', () => {
    expect(withProposals(understoodOf(), landmarks(), undefined)).toEqual(understoodOf());
    expect(withProposals(understoodOf(), undefined, Float32Array.of(1))).toEqual(understoodOf());
  });
});

describe('questions this library does not answer', () => {
  it('lie nearer to those it knows as such than the field’s do', async () => {
    const outside = async (texts: string[]) =>
      median(await Promise.all(texts.map(async (text) => landmarks().outside(await vectorOf(text)))));
    const strange = await outside(
      loadOutOfField('kept')
        .slice(0, 30)
        .map(({ query }) => query),
    );
    const own = await outside(
      loadQuestions('fit')
        .questions.slice(0, 30)
        .map(({ query }) => query),
    );
    expect(strange).toBeGreaterThan(own + 0.1);
  });
});

describe('records like one', () => {
  const recordOf = (id: string) => present(bed.library.get(id), id).record;

  it('are others, each once, and no standards', async () => {
    for (const id of (await bed.index.list({ kind: ['case'] }, 10_000)).filter((_, i) => i % 150 === 0)) {
      const similar = await similarTo(bed, bed.records, recordOf(id));
      expect(similar).toHaveLength(6);
      expect(new Set([id, ...similar.map((one) => one.id)]).size).toBe(7);
      expect(similar.map(({ kind }) => kind)).not.toContain('standard');
    }
  });

  it('share trade, problem or technique with it, most of them', async () => {
    const one = recordOf('cer-foshan-monalisa-kiln-gas-retrofit');
    const similar = await similarTo(bed, bed.records, one, 10);
    expect(similar).toHaveLength(10);
    expect(similar.filter(({ problems }) => problems.some((code) => one.problems.includes(code))).length).toBeGreaterThan(5);
  });

  it('are found for every kind of record', async () => {
    for (const kind of ['technique', 'guide', 'policy', 'benchmark', 'scheme', 'standard']) {
      const [id = ''] = await bed.index.list({ kind: [kind] }, 1);
      expect((await similarTo(bed, bed.records, recordOf(id), 3)).length, kind).toBe(3);
    }
  });
});
