import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { RecommendAnswer, type RecommendRequest } from '../../../../server/api/recommend.ts';
import { WEIGHTS } from '../../../../server/match/fuse.ts';
import { recommend } from '../../../../server/match/recommend.ts';
import type { Engine } from '../../../../server/match/retrieve.ts';
import { type Bed, openBed } from '../../../eval/bed.ts';
import { loadQuestions } from '../../../eval/questions.ts';
import { present } from '../../../setup/present.ts';

let bed: Bed;
const answers: RecommendAnswer[] = [];

const ask = (request: Partial<RecommendRequest>, engine: Engine = bed) =>
  recommend(engine, bed.records, { lang: 'zh', limit: 10, ...request });
const validityOf = (id: string) => {
  const record = bed.library.get(id)?.record;
  return record && 'validity' in record ? record.validity.status : undefined;
};

const problemsOf = (id: string) => bed.library.get(id)?.record.problems ?? [];

const namesIn = (text: string, { zh, en }: { zh: string; en?: string }) => text.includes(zh) || (en !== undefined && text.includes(en));

beforeAll(async () => {
  bed = await openBed();
  for (const { query, lang } of loadQuestions('fit').questions.filter((_, i) => i % 7 === 0))
    answers.push(await ask({ text: query, lang }));
});
afterAll(() => bed.close());

describe('an answer to a real question', () => {
  it('has the shape that is promised', () => {
    for (const answer of answers) expect(RecommendAnswer.parse(answer)).toEqual(answer);
  });

  it('has evidence for each recommendation, all of it in the library and none twice', () => {
    expect(answers.filter(({ match }) => match === 'good').length).toBeGreaterThan(30);
    for (const { technique, evidence } of answers.flatMap(({ recommendations }) => recommendations)) {
      expect(evidence.length, technique.id).toBeGreaterThan(0);
      const ids = evidence.map(({ id }) => id);
      expect(new Set(ids).size, technique.id).toBe(ids.length);
      for (const id of [technique.id, ...ids]) expect(bed.library.get(id)?.state, id).toBe('published');
    }
  });

  it('has the techniques and their evidence best first', () => {
    for (const { recommendations } of answers) {
      for (const scores of [recommendations, ...recommendations.map(({ evidence }) => evidence)].map((list) =>
        list.map(({ score }) => score),
      )) {
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }
    }
  });

  it('counts its plants by grade, one recorded twice once', () => {
    let twice = 0;
    for (const { evidence, plants } of answers.flatMap(({ recommendations }) => recommendations)) {
      const cases = evidence.filter(({ kind }) => kind === 'case');
      const again = cases.filter(({ samePlantAs }) => samePlantAs !== undefined);
      twice += again.length;
      expect(plants.total).toBe(cases.length - again.length);
      expect(Object.values(plants.byGrade).reduce((sum, n) => sum + n, 0)).toBe(plants.total);
    }
    expect(twice).toBeGreaterThan(0);
  });

  it('shows the best evidence of a technique that hundreds of records prove, and says how many more there are', async () => {
    const cases = (await bed.records.published('case')).slice(0, 100).map(({ id }) => ({ field: 'techniques', id }));
    const source = {
      get: (id: string) => bed.records.get(id),
      many: (ids: Iterable<string>) => bed.records.many(ids),
      linksTo: async () => cases,
      published: () => bed.records.published(),
      version: () => bed.records.version(),
    };
    const { recommendations } = await recommend(bed, source, { text: '电镀镍漂洗水回用', lang: 'zh', limit: 3 });
    expect(recommendations).toHaveLength(3);
    for (const { evidence, plants } of recommendations) {
      expect(evidence.length).toBeLessThanOrEqual(24);
      expect(evidence.map(({ score }) => score)).toEqual(evidence.map(({ score }) => score).sort((a, b) => b - a));
      expect(plants.more).toBeGreaterThanOrEqual(100 - evidence.length);
      expect(plants.total).toBeLessThanOrEqual(evidence.length);
    }
  });

  it('gives reasons that are true of the records they name', () => {
    const told = answers.flatMap(({ understood, recommendations }) =>
      recommendations.flatMap(({ reasons, evidence, plants }) => reasons.map((reason) => ({ reason, evidence, plants, understood }))),
    );
    expect(new Set(told.map(({ reason }) => reason.about)).size).toBeGreaterThan(4);
    for (const { reason, evidence, plants, understood } of told) {
      const { about, text, records } = reason;
      const named = records.map((id) => present(bed.library.get(id), id).record);
      for (const { id } of named) expect(evidence.map((one) => one.id)).toContain(id);
      const all = /\d+(?= 家厂中有)|(?<=^(measured or appraised in )?\d+ of )\d+/.exec(text)?.[0];
      if (all !== undefined)
        expect([Number(all), text.match(/\d+/g)?.map(Number)], text).toEqual([plants.total, expect.arrayContaining([records.length])]);
      const meant = understood[about === 'process' ? 'processes' : 'problems']
        .filter(({ name }) => namesIn(text, name))
        .map(({ code }) => code);
      for (const record of named) {
        if (about === 'problem')
          expect(
            record.problems.some((code) => meant.includes(code)),
            text,
          ).toBe(true);
        if (about === 'process')
          expect(
            record.processes.some((code) => meant.includes(code)),
            text,
          ).toBe(true);
        if (about === 'payback') expect(record).toHaveProperty('paybackYears');
        if (/实测|measured/.test(text)) expect(record).toHaveProperty('evidence', expect.stringMatching(/measured|appraised/));
      }
    }
  });

  it('offers with a technique no policy that has ended, though it may show one beside', async () => {
    const asked = await Promise.all(
      ['节能改造 补贴 奖励', '陶瓷 清洁生产 专项资金', 'LED 补贴', '铝型材 清洁能源 政策'].map((text) => ask({ text, limit: 50 })),
    );
    const over = (id: string) => ['ended', 'replaced'].includes(validityOf(id) ?? '');
    const offered = [...answers, ...asked].flatMap(({ recommendations }) => recommendations.flatMap(({ policies }) => policies));
    expect(offered.length).toBeGreaterThan(20);
    expect(offered.filter(({ id }) => over(id))).toEqual([]);
    const beside = [...answers, ...asked].flatMap(({ policies }) => policies).filter(({ id }) => over(id));
    expect(beside.length).toBeGreaterThan(0);
    for (const { validity, id } of beside) expect(validity, id).toBe(validityOf(id));
  });

  it('shows with a technique only policies and benchmarks about one of its problems', () => {
    for (const { technique, policies, benchmarks } of answers.flatMap(({ recommendations }) => recommendations)) {
      for (const { id } of [...policies, ...benchmarks])
        expect(problemsOf(id).some((code) => technique.problems.includes(code))).toBe(true);
    }
  });

  it('is the same at a second asking', async () => {
    const [one, two] = [await ask({ text: '镀镍漂洗水回用' }), await ask({ text: '镀镍漂洗水回用' })];
    expect({ ...two, took: {} }).toEqual({ ...one, took: {} });
  });
});

describe('what is asked for', () => {
  const text = '空压机 省电';

  it('is a number of techniques', async () => {
    const many = (await ask({ text, limit: 50 })).recommendations.map(({ technique }) => technique.id);
    expect(many).toHaveLength(50);
    expect((await ask({ text, limit: 3 })).recommendations.map(({ technique }) => technique.id)).toEqual(many.slice(0, 3));
  });

  it.each([
    ['budget', { budget: { max: 100_000, currency: 'CNY' } }],
    ['payback', { paybackYears: 0.5 }],
  ] as const)('may be bounded by a %s: then those within rise and those beyond fall', async (signal, bound) => {
    const shareOf = (answer: RecommendAnswer) =>
      answer.recommendations.flatMap(({ shares }) => shares.filter((one) => one.signal === signal).map(({ share }) => share));
    expect(shareOf(await ask({ text, limit: 50 }))).toEqual([]);
    const answer = await ask({ text, ...bound, limit: 50 });
    expect(Math.max(...shareOf(answer))).toBeGreaterThan(0);
    expect(Math.min(...shareOf(answer))).toBeLessThan(0);
    for (const { shares, reasons } of answer.recommendations.slice(0, 10)) {
      if ((shares.find((one) => one.signal === signal)?.share ?? 0) > 0.02) expect(reasons.map(({ about }) => about)).toContain(signal);
    }
  });

  it('may be a region: then what was done there counts more, and what was done abroad no less', async () => {
    const scoresOf = ({ recommendations }: RecommendAnswer) =>
      new Map(recommendations.flatMap(({ evidence }) => evidence.map(({ id, score }) => [id, score])));
    const question = { text: '瓷砖 烟气 脱硫', limit: 50 };
    const anywhere = scoresOf(await ask(question));
    const there = scoresOf(await ask({ ...question, region: '440600' }));
    const gained = (region: RegExp) =>
      [...there].flatMap(([id, score]) => {
        const record = bed.library.get(id)?.record;
        const found = score > 0 && record && 'region' in record && region.test(record.region ?? '');
        return found && anywhere.has(id) ? [score - (anywhere.get(id) ?? 0)] : [];
      });
    expect(gained(/^4406/).length).toBeGreaterThan(2);
    expect(gained(/^(?!CN)[A-Z]/).length).toBeGreaterThan(2);
    for (const more of gained(/^4406/)) expect(more).toBeCloseTo(WEIGHTS.region, 6);
    for (const more of gained(/^(?!CN)[A-Z]/)) expect(more).toBeCloseTo(0, 6);
  });

  it('may be chosen without a word typed', async () => {
    const { recommendations, match } = await ask({ problems: ['nickel'] });
    expect(match).not.toBe('none');
    expect(present(recommendations[0], 'a first').technique.problems).toContain('nickel');
  });

  it('may be without a good match, and then it is said', async () => {
    for (const text of ['招聘会计', 'how to bake bread', 'zzzzqqqq']) expect((await ask({ text })).match, text).toBe('none');
    expect((await ask({ text: '含镍漂洗水回用' })).match).toBe('good');
  });
});

describe('what is proposed by meaning', () => {
  it('is told apart from what was named, and is proposed only where nothing was', () => {
    const proposed = answers.flatMap(({ understood: { problems } }) => (problems.some(({ by }) => by === 'meaning') ? [problems] : []));
    expect(proposed.length).toBeGreaterThan(5);
    for (const problems of proposed) {
      expect(problems).toHaveLength(1);
      expect(problems[0]).not.toHaveProperty('start');
      expect(problems[0]?.confidence).toBeGreaterThan(0);
    }
  });
});

describe('without an embedder', () => {
  it('the answer comes from words alone, and says so', async () => {
    const answer = await ask({ text: '含镍漂洗水回用' }, { index: bed.index, embedder: () => undefined, landmarks: () => undefined });
    expect(answer).toMatchObject({ mode: 'keyword', match: 'good' });
    expect(answer.recommendations.length).toBeGreaterThan(3);
    const signals = new Set(answer.recommendations.flatMap(({ shares }) => shares.map(({ signal }) => signal)));
    expect([signals.has('keyword'), signals.has('semantic')]).toEqual([true, false]);
  });
});
