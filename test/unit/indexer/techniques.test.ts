import { beforeEach, describe, expect, it } from 'vitest';

import { syncIndex } from '../../../indexer/build.ts';
import { type BuildSite, emptyBuildSite } from '../../setup/build-site.ts';
import { bringTo, mergeInto } from '../../setup/desk-steps.ts';
import { sampleCase, sampleTechnique } from '../../setup/sample-records.ts';

const CASES = 60;

let site: BuildSite;

beforeEach(async () => {
  site = emptyBuildSite();
  bringTo(site.library, named('rinse', '逆流漂洗', '多级漂洗'));
  bringTo(site.library, named('spray', '喷淋清洗', '雾化喷淋'));
  for (let i = 0; i < CASES; i++)
    bringTo(site.library, sampleCase(caseId(i), { title: { zh: `第${i}家厂` }, summary: { zh: '文' }, techniques: ['rinse'] }));
  await syncIndex(site.library, site.index);
  return () => site.close();
});

const caseId = (i: number) => `case-${String(i).padStart(2, '0')}`;
const named = (id: string, zh: string, alias: string) =>
  sampleTechnique(id, { title: { zh }, summary: { zh: '文' }, aliases: { zh: [alias], en: [] } });
const casesFoundBy = async (text: string) =>
  (await site.index.keyword({ text, filter: { kind: ['case'] }, limit: 500 })).map(({ id }) => id).sort();
const allCases = Array.from({ length: CASES }, (_, i) => caseId(i));

describe('the names of a technique', () => {
  it('find its cases', async () => {
    expect(await casesFoundBy('多级漂洗')).toEqual(allCases);
    expect(await casesFoundBy('雾化喷淋')).toEqual([]);
  });

  it('find its cases after they changed: a changed technique costs its cases’ work too', async () => {
    bringTo(site.library, named('rinse', '逆流漂洗', '瀑布式清洗'));
    expect(await syncIndex(site.library, site.index)).toBe(1 + CASES);
    expect(await casesFoundBy('瀑布式')).toEqual(allCases);
    expect(await casesFoundBy('多级')).toEqual([]);
  });

  it('find all its cases though the work was broken off in the middle', async () => {
    bringTo(site.library, named('rinse', '逆流漂洗', '瀑布式清洗'));
    const stop = () => {
      throw new Error('broken off');
    };
    await expect(syncIndex(site.library, site.index, stop)).rejects.toThrow('broken off');
    await syncIndex(site.library, site.index);
    expect(await casesFoundBy('瀑布式')).toEqual(allCases);
  });

  it('no longer find its cases when it was retired', async () => {
    bringTo(site.library, named('rinse', '逆流漂洗', '多级漂洗'), 'retired');
    await syncIndex(site.library, site.index);
    expect(await casesFoundBy('多级漂洗')).toEqual([]);
  });
});

describe('a technique that was merged into another', () => {
  beforeEach(async () => {
    mergeInto(site.library, 'rinse', 'spray');
    await syncIndex(site.library, site.index);
  });

  it('leaves its cases to be found by the other’s names', async () => {
    expect(await casesFoundBy('雾化喷淋')).toEqual(allCases);
  });

  it('leaves its cases to be filtered by the other', async () => {
    expect(await site.index.list({ technique: ['spray'], kind: ['case'] }, 500)).toEqual(allCases);
  });
});
