import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GRADES } from '../../../../corpus/kinds/record.ts';
import { type Candidate, WEIGHTS, weigh } from '../../../../server/match/fuse.ts';
import { gradeOf, group, groupScore } from '../../../../server/match/group.ts';
import { candidateOf, publishedRecords } from '../../../setup/match-parts.ts';
import { sampleBenchmark, sampleCase, sampleGuide, samplePolicy, sampleStandard, sampleTechnique } from '../../../setup/sample-records.ts';

const plants = (...fits: number[]) => fits.map((fit, i) => candidateOf(sampleCase(`plant-${i}`, { evidence: 'measured' }), fit));
const scored = (members: Candidate[]) => groupScore(members.map((member) => ({ ...member, score: weigh(member.values, WEIGHTS) })));
const scoreOf = (...fits: number[]) => scored(plants(...fits));
const times = (count: number, fit: number) => Array.from({ length: count }, () => fit);
const fit = fc.double({ min: 0, max: 1, noNaN: true });

describe('the score of a technique', () => {
  it('is that of its only evidence', () => {
    expect(scoreOf(0.7)).toBe(WEIGHTS.keyword * 0.7);
    expect(scoreOf()).toBe(0);
  });

  it('is higher with more evidence, each piece adding less than the one before', () => {
    const scores = [1, 2, 3, 4, 5].map((count) => scoreOf(...times(count, 0.8)));
    const added = scores.slice(1).map((score, i) => score - (scores[i] ?? 0));
    for (const more of added) expect(more).toBeGreaterThan(0);
    for (let i = 1; i < added.length; i++) expect(added[i]).toBeLessThan(added[i - 1] ?? 0);
  });

  it('buries no splendid match under ten weak ones', () => {
    expect(scoreOf(1)).toBeGreaterThan(scoreOf(...times(10, 0.8)));
    expect(scoreOf(1, 0.2)).toBeGreaterThan(scoreOf(0.9, ...times(10, 0.3)));
    expect(scoreOf(1)).toBeGreaterThan(scoreOf(...times(1000, 0.8)));
  });

  it('is that of the better evidence between two equally rich ones', () => {
    expect(scoreOf(...times(10, 0.9))).toBeGreaterThan(scoreOf(...times(10, 0.8)));
  });

  it('is at least that of the best, at most a fifth more, and does not hang on the order', () => {
    fc.assert(
      fc.property(fc.array(fit, { minLength: 1, maxLength: 20 }), (fits) => {
        const best = WEIGHTS.keyword * Math.max(...fits);
        expect(scoreOf(...fits)).toBeGreaterThanOrEqual(best);
        expect(scoreOf(...fits)).toBeLessThanOrEqual(best * 1.2 + 1e-12);
        expect(scored(plants(...fits).reverse())).toBeCloseTo(scoreOf(...fits), 12);
      }),
    );
  });

  it('is not made less by evidence that something speaks against', () => {
    const [good, bad] = plants(0.8, 0);
    if (!good || !bad) throw new Error('two plants');
    const against = { ...bad, values: { ...bad.values, unwanted: -1 } };
    expect(scored([good, against])).toBe(scoreOf(0.8));
    expect(scored([against])).toBe(0);
  });
});

describe('the grade of evidence', () => {
  const graded = (...evidence: string[]) =>
    scored(evidence.map((grade, i) => candidateOf(sampleCase(`plant-${i}`, { evidence: grade }), 0.8)));

  it('counts for further evidence: what is better proven adds no less', () => {
    const scores = GRADES.map((grade) => graded('measured', grade));
    for (let i = 1; i < scores.length; i++) expect(scores[i]).toBeGreaterThanOrEqual(scores[i - 1] ?? 0);
    expect(scores.at(-1)).toBeGreaterThan(scores[0] ?? 0);
    expect(scores[0]).toBeGreaterThan(graded('measured'));
  });

  it('does not count for the best match', () => {
    expect(new Set(GRADES.map((grade) => graded(grade))).size).toBe(1);
  });

  it('is reported where the record does not say', () => {
    expect(gradeOf(sampleCase('one'))).toBe('reported');
    expect(gradeOf(sampleCase('one', { evidence: 'appraised' }))).toBe('appraised');
    expect(gradeOf(samplePolicy('aid'))).toBe('reported');
  });
});

describe('records put together to techniques', () => {
  const records = [
    sampleTechnique('rinse'),
    sampleTechnique('spray'),
    sampleTechnique('cascade', { broader: 'rinse' }),
    sampleCase('both', { techniques: ['rinse', 'spray'] }),
    sampleCase('alone'),
    sampleCase('financed', { techniques: ['guide', 'spray'] }),
    samplePolicy('aid'),
    sampleBenchmark('limit'),
    sampleStandard('standard'),
    sampleGuide('guide'),
  ];
  const source = publishedRecords(...records);
  const groupsOf = async (fits: Record<string, number>) => {
    const candidates = Object.entries(fits).map(([id, value]) =>
      candidateOf(records.find((one) => one.id === id) ?? sampleCase(id), value),
    );
    const groups = await group(candidates, source, WEIGHTS);
    return groups.map(({ technique, members }) => [technique.id, members.map(({ record }) => record.id)]);
  };

  it('stand under each technique they prove, the best technique first', async () => {
    expect(await groupsOf({ spray: 0.9, both: 0.8 })).toEqual([
      ['spray', ['spray', 'both']],
      ['rinse', ['both']],
    ]);
  });

  it('stand under the canonical technique where they are a form of it', async () => {
    expect(await groupsOf({ cascade: 0.9, rinse: 0.5 })).toEqual([['rinse', ['cascade', 'rinse']]]);
  });

  it('stand by themselves where they prove none', async () => {
    expect(await groupsOf({ alone: 0.9 })).toEqual([['alone', ['alone']]]);
  });

  it('are only those that prove something: no policy, benchmark, standard or guide', async () => {
    expect(await groupsOf({ aid: 1, limit: 1, standard: 1, guide: 1 })).toEqual([]);
  });

  it('stand under no guide, where an id that was a technique leads to one', async () => {
    expect(await groupsOf({ financed: 0.9 })).toEqual([['spray', ['financed']]]);
  });

  it('come in the order of their ids where they are equal', async () => {
    expect((await groupsOf({ both: 0.5 })).map(([id]) => id)).toEqual(['rinse', 'spray']);
  });
});
