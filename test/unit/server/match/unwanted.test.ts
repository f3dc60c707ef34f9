import { describe, expect, it } from 'vitest';

import { fuse, WEIGHTS } from '../../../../server/match/fuse.ts';
import { group } from '../../../../server/match/group.ts';
import { understand } from '../../../../server/match/understand.ts';
import { doesUnwanted, refusalsOf } from '../../../../server/match/unwanted.ts';
import { byId, hitsOf, part, publishedRecords, retrievedOf, signalsById, understoodOf } from '../../../setup/match-parts.ts';
import { sampleCase, samplePolicy, sampleTechnique } from '../../../setup/sample-records.ts';

/** Whether a technique of this name does what is refused in the question. */
function does(title: { zh: string; en?: string }, question: string, fields: object = {}): boolean {
  return doesUnwanted(
    sampleTechnique('one', { title, aliases: undefined, ...fields }),
    refusalsOf(understand({ text: question, lang: 'zh', limit: 1 })),
  );
}

describe('a record does what is not wanted', () => {
  it.each([
    ['不用氰化物', { zh: '氰化物镀锌' }],
    ['without cyanide', { zh: '镀锌', en: 'Zinc plating from a cyanide bath' }],
    ['不想上蒸发', { zh: '漂洗水蒸发浓缩回镀槽' }],
    ['不用热泵', { zh: '空气源热泵热水' }],
    ['不上MVR', { zh: '机械蒸汽再压缩' }],
  ])('where its title names it: %s', (question, title) => {
    expect(does(title, question)).toBe(true);
  });

  it('where another name of its technique names it', () => {
    expect(does({ zh: '镀锌' }, '不用热泵', { aliases: { zh: ['热泵法'], en: [] } })).toBe(true);
  });

  it('where what is refused is no word of the vocabulary', () => {
    expect(does({ zh: '某怪东西的用法' }, '不要怪东西')).toBe(true);
  });
});

describe('a record does not do what is not wanted', () => {
  it.each([
    ['不用氰化物', { zh: '镀镍漂洗水回用' }],
    ['不想上蒸发', { zh: '三级逆流漂洗' }],
    ['不要镍', { zh: '三价铬钝化' }],
  ])('where it does not speak of it: %s', (question, title) => {
    expect(does(title, question)).toBe(false);
  });

  it.each([
    ['不用氰化物', { zh: '免氰化物镀锌' }],
    ['不用氰化物', { zh: '淘汰氰化物电镀' }],
    ['不用热泵', { zh: '热泵改用余热' }],
    ['without cyanide', { zh: '镀锌', en: 'Zinc plating without cyanide' }],
    ['without cyanide', { zh: '镀锌', en: 'Cyanide-free zinc plating' }],
    ['avoid chlorine', { zh: '漂白', en: 'Bleaching with ozone instead of chlorine' }],
    ['avoid chlorine', { zh: '漂白', en: 'Chlorine replaced by ozone' }],
  ])('where it does without it: %s, %o', (question, title) => {
    expect(does(title, question)).toBe(false);
  });

  it('where doing without it is in its name: 无氰 for who wants no 氰化物', () => {
    expect(does({ zh: '无氰镀锌' }, '不用氰化物')).toBe(false);
    expect(does({ zh: '氰化镀锌改为无氰' }, '不用氰化物')).toBe(false);
  });

  it('where letters of a short name only stand within other words', () => {
    expect(does({ zh: '电镀', en: 'Electroplating process control' }, '不用反渗透')).toBe(false);
    expect(does({ zh: '电镀', en: 'Cooling with rinsing water' }, '不想用天然气')).toBe(false);
    expect(does({ zh: '洗涤', en: 'Wet scrubbing and screening' }, '不用SCR')).toBe(false);
    expect(does({ zh: '反渗透', en: 'RO of rinse water' }, '不用反渗透')).toBe(true);
  });

  it('where it is only about stopping production: no title tells of that', () => {
    expect(does({ zh: '停产检修' }, '不停产')).toBe(false);
  });
});

describe('treatment at the end of the pipe', () => {
  const refusals = refusalsOf(understand({ text: '不要末端治理', lang: 'zh', limit: 1 }));

  it('is told by the kind of measure, not by words', () => {
    expect(doesUnwanted(sampleCase('one', { measure: 'end-of-pipe' }), refusals)).toBe(true);
    expect(doesUnwanted(sampleCase('one', { measure: 'recycling', title: { zh: '代替末端治理' } }), refusals)).toBe(false);
    expect(doesUnwanted(samplePolicy('one'), refusals)).toBe(false);
  });

  it('is wanted where it was not refused', () => {
    expect(
      doesUnwanted(sampleCase('one', { measure: 'end-of-pipe' }), refusalsOf(understand({ text: '不用氰化物', lang: 'zh', limit: 1 }))),
    ).toBe(false);
  });
});

describe('evidence of what is not wanted', () => {
  const evaporation = sampleTechnique('evaporation', { title: { zh: '漂洗水蒸发浓缩' } });
  const rinse = sampleTechnique('rinse');
  const proof = sampleCase('proof', { techniques: ['evaporation'] });
  const both = sampleCase('both', { techniques: ['evaporation', 'rinse'] });
  const unwanted = [{ ...part('蒸发'), surface: '蒸发' }];

  it('is not wanted where all that it proves is not, whatever its title says', () => {
    const signals = signalsById([evaporation, rinse, proof, both], { unwanted });
    expect(signals).toMatchObject({ evaporation: { unwanted: -1 }, proof: { unwanted: -1 } });
    expect(signals).toMatchObject({ rinse: { unwanted: 0 }, both: { unwanted: 0 } });
  });

  it('of two techniques is not wanted under the one, and good under the other', async () => {
    const candidates = fuse(retrievedOf({ keyword: hitsOf({ both: 10 }) }), byId([evaporation, rinse, both]), understoodOf({ unwanted }));
    const groups = await group(candidates, publishedRecords(evaporation, rinse, both), WEIGHTS);
    expect(groups.map(({ technique }) => technique.id)).toEqual(['rinse', 'evaporation']);
    expect(groups[1]?.score).toBeLessThan(groups[0]?.score ?? 0);
  });
});
