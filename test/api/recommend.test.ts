import { describe, expect, it } from 'vitest';

import { RecommendAnswer } from '../../server/api/recommend.ts';
import { mergeInto } from '../setup/desk-steps.ts';
import { present } from '../setup/present.ts';
import { serveApp } from '../setup/served-app.ts';

const { http, service } = await serveApp();

async function recommend(body: object): Promise<RecommendAnswer> {
  const response = await http.post('/api/recommend').send(body);
  expect(response.status, response.text.slice(0, 300)).toBe(200);
  const answer = RecommendAnswer.parse(response.body);
  expect(response.body, 'nothing beyond what the schema names').toEqual(answer);
  return answer;
}

const QUESTION = '瓷砖厂 窑炉烟气二氧化硫超标 怎么治理';

describe('POST /api/recommend', () => {
  it('says what it understood, and where in the text it stands', async () => {
    const { understood } = await recommend({ text: QUESTION });
    const parts = [...understood.industries, ...understood.problems];
    expect(understood.problems.map(({ code }) => code)).toContain('so2');
    expect(understood.industries.length).toBeGreaterThan(0);
    for (const { surface, start, end } of parts) if (surface !== undefined) expect(QUESTION.slice(start, end)).toBe(surface);
  });

  it('recommends techniques with their evidence, best first, none twice', async () => {
    const { recommendations } = await recommend({ text: QUESTION, limit: 20 });
    expect(recommendations.length).toBeGreaterThan(3);
    const ids = recommendations.map(({ technique }) => technique.id);
    expect(new Set(ids).size).toBe(ids.length);
    const scores = recommendations.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { evidence, technique } of recommendations) {
      expect(new Set(evidence.map(({ id }) => id)).size, technique.id).toBe(evidence.length);
    }
  });

  it('shows no text of our own words as evidence: a form without a source rests on the cases', async () => {
    const { recommendations } = await recommend({ text: '水蓄冷与冰蓄冷', limit: 5 });
    const shifting = present(
      recommendations.find(({ technique }) => technique.id === 'tech-load-shifting-by-buffer-and-scheduling'),
      'load shifting',
    );
    const ids = shifting.evidence.map(({ id }) => id);
    expect(ids).toContain('oth-shangrila-shanghai-ice-storage');
    expect(ids, 'a form from a published source').toContain('utl-water-chill-storage');
    expect(ids, 'a form of our own words').not.toContain('tech-chill-storage');
  });

  it('rests every figure and reason on records it names', async () => {
    const { recommendations } = await recommend({ text: QUESTION, budget: { max: 1_000_000 }, paybackYears: 2, limit: 20 });
    for (const { evidence, figures, reasons, plants, technique } of recommendations) {
      const known = new Set([technique.id, ...evidence.map(({ id }) => id)]);
      for (const { points, n, min, median, max } of figures) {
        expect(points).toHaveLength(n);
        for (const { id } of points) expect(known, technique.id).toContain(id);
        expect(min).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(max);
      }
      for (const { records } of reasons) for (const id of records) expect(known, technique.id).toContain(id);
      expect(Object.values(plants.byGrade).reduce((sum, n) => sum + n, 0)).toBe(plants.total);
    }
  });

  it('speaks the language asked for', async () => {
    const { recommendations } = await recommend({ text: 'SO2 over the limit at a tile works', lang: 'en', limit: 20 });
    const said = recommendations.flatMap(({ reasons, against, shares }) => [
      ...reasons.map(({ text }) => text),
      ...against.map(({ text }) => text),
      ...shares.map(({ label }) => label),
    ]);
    expect(said.length).toBeGreaterThan(0);
    for (const text of said) expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  it('takes what is given outright above what the text says', async () => {
    const { understood } = await recommend({ text: QUESTION, industry: 'C3360', problems: ['nickel'] });
    expect(understood.industries).toMatchObject([{ code: 'C3360', by: 'given', confidence: 1 }]);
    expect(understood.problems[0]).toMatchObject({ code: 'nickel', by: 'given' });
  });

  it('leaves out what the user calls misunderstood', async () => {
    const { understood } = await recommend({ text: QUESTION });
    const code = present(
      understood.problems.find((part) => part.code === 'so2'),
      'so2',
    ).code;
    const again = await recommend({ text: QUESTION, ignore: [`problem:${code}`] });
    expect(again.understood.problems.map((part) => part.code)).not.toContain('so2');
  });

  it('answers for a trade or a problem alone, with no text', async () => {
    for (const body of [{ industry: 'C3360' }, { problems: ['voc'] }, { processes: ['electroplating'] }]) {
      expect((await recommend(body)).recommendations.length).toBeGreaterThan(0);
    }
  });

  it('gives no more than asked for', async () => {
    expect((await recommend({ text: QUESTION, limit: 3 })).recommendations).toHaveLength(3);
  });

  it('never offers a policy that has ended with a technique, and shows it beside the answer as what it is', async () => {
    const { policies, recommendations } = await recommend({ text: '节能改造 补贴 奖励', limit: 50 });
    expect(policies.length).toBeGreaterThan(0);
    for (const { id, validity } of [...policies, ...recommendations.flatMap((one) => one.policies)]) {
      const record = service.library.get(id)?.record;
      expect(validity, id).toBe(record?.kind === 'policy' ? record.validity.status : 'no policy');
    }
    for (const { id, validity } of recommendations.flatMap((one) => one.policies))
      expect(['ended', 'replaced'], id).not.toContain(validity);
  });

  it('says so where nothing fits', async () => {
    expect(await recommend({ text: 'zzzzqqqq' })).toMatchObject({ match: 'none', recommendations: [] });
  });

  it('works by words alone while there is no embedder, and says so', async () => {
    expect((await recommend({ text: QUESTION })).mode).toBe('keyword');
  });
});

describe('a technique that was merged into another', () => {
  it('is recommended once, under the other, with the evidence of both', async () => {
    const question = { text: '镀镍漂洗水逆流漂洗回用', limit: 50 };
    const before = (await recommend(question)).recommendations.filter(
      ({ technique, evidence }) => technique.kind === 'technique' && evidence.some(({ kind }) => kind === 'case'),
    );
    const from = present(before[0], 'a technique with cases');
    const to = present(before[1], 'a second one');
    mergeInto(service.library, from.technique.id, to.technique.id);
    await service.syncKeyword();
    const after = (await recommend(question)).recommendations;
    const ids = after.map(({ technique }) => technique.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(from.technique.id);
    const evidence = after.find(({ technique }) => technique.id === to.technique.id)?.evidence.map(({ id }) => id);
    for (const { id, kind } of [...from.evidence, ...to.evidence]) if (kind === 'case') expect(evidence).toContain(id);
  });
});
