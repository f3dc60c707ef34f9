import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { normalise } from '../../../../corpus/vocabulary/normalise.ts';
import { industryAncestors } from '../../../../corpus/vocabulary/vocabulary.ts';
import { facetsOf } from '../../../../indexer/passages.ts';
import { segment } from '../../../../indexer/text/segment.ts';
import { type SearchAnswer, SearchParameters } from '../../../../server/api/search.ts';
import { search } from '../../../../server/match/search.ts';
import { type Bed, openBed } from '../../../eval/bed.ts';
import { present } from '../../../setup/present.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.close());

const find = (parameters: Record<string, unknown>): Promise<SearchAnswer> => search(bed, bed.records, SearchParameters.parse(parameters));
const idsOf = ({ results }: SearchAnswer) => results.map(({ id }) => id);
const recordOf = (id: string) => present(bed.library.get(id), id).record;

describe('a filter', () => {
  it.each([
    ['kind', ['policy']],
    ['kind', ['case', 'technique']],
    ['problem', ['so2']],
    ['process', ['electroplating', 'boiler']],
    ['measure', ['end-of-pipe']],
    ['costClass', ['none-low']],
    ['evidence', ['measured']],
    ['industry', ['C30']],
    ['region', ['440000']],
  ] as const)('lets through only what has it: %s %j', async (name, values) => {
    for (const q of ['', '余热回收']) {
      const answer = await find({ q, [name]: values, limit: 200 });
      expect(answer.total).toBeGreaterThan(0);
      for (const id of idsOf(answer))
        expect(
          [facetsOf(recordOf(id))[name]].flat().some((value) => (values as readonly string[]).includes(value)),
          id,
        ).toBe(true);
    }
  });

  it('lets through every record that has it', async () => {
    const found = idsOf(await find({ industry: 'C307', limit: 200 }));
    const all = (await bed.index.list({}, 100_000)).filter((id) =>
      recordOf(id).industries.some((code) => industryAncestors(code).includes('C307')),
    );
    expect(found.sort()).toEqual(all.sort());
  });

  it('of years lets through those years only', async () => {
    const answer = await find({ q: '节能', yearFrom: 2010, yearTo: 2015, limit: 200 });
    expect(answer.total).toBeGreaterThan(0);
    for (const { year, id } of answer.results) {
      expect(year, id).toBeGreaterThanOrEqual(2010);
      expect(year, id).toBeLessThanOrEqual(2015);
    }
  });

  it('holds together with others', async () => {
    const [cases, so2, both] = [await find({ kind: 'case' }), await find({ problem: 'so2' }), await find({ kind: 'case', problem: 'so2' })];
    expect(both.total).toBeGreaterThan(0);
    expect(both.total).toBeLessThan(Math.min(cases.total, so2.total));
  });
});

describe('the counts beside the results', () => {
  it.each([
    { q: '', problem: 'so2' },
    { q: '烟气脱硫', kind: 'policy' },
  ])('are those of all results, under the filters: %j', async (parameters) => {
    const answer = await find({ ...parameters, limit: 200 });
    expect(answer.total).toBeLessThanOrEqual(200);
    const counted: Record<string, number> = {};
    for (const id of idsOf(answer)) for (const code of new Set(recordOf(id).problems)) counted[code] = (counted[code] ?? 0) + 1;
    expect(answer.facets.problem).toEqual(counted);
  });

  it('do not change with the page', async () => {
    const question = { q: '电镀 废水' };
    expect((await find({ ...question, limit: 1, offset: 5 })).facets).toEqual((await find(question)).facets);
  });
});

describe('pages', () => {
  it.each(['', '电镀 废水 回用'])('put together are the whole, in its order: “%s”', async (q) => {
    const whole = await find({ q, limit: 60 });
    const pages = await Promise.all([0, 20, 40].map((offset) => find({ q, limit: 20, offset })));
    expect(pages.flatMap(idsOf)).toEqual(idsOf(whole));
    expect(new Set(idsOf(whole)).size).toBe(60);
    for (const { total } of pages) expect(total).toBe(whole.total);
  });

  it('beyond the end, or of no length, are empty and still say how many there are', async () => {
    const { total } = await find({ q: '电镀' });
    expect(await find({ q: '电镀', offset: 10_000 })).toMatchObject({ total, results: [] });
    expect(await find({ q: '电镀', limit: 0 })).toMatchObject({ total, results: [] });
  });
});

describe('the order', () => {
  it('by relevance has the highest score first', async () => {
    const scores = (await find({ q: '含镍漂洗水回用', limit: 50 })).results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('by year has the newest first, those without a year last', async () => {
    const years = (await find({ q: '锅炉', sort: 'newest', limit: 200 })).results.map((one) => one.year ?? 0);
    expect(years[0]).toBeGreaterThan(2000);
    expect(years).toEqual([...years].sort((a, b) => b - a));
  });

  it.each(['zh', 'en'] as const)('by title is that of the language: %s', async (lang) => {
    const titles = (await find({ kind: 'guide', sort: 'title', lang, limit: 200 })).results.map(({ title }) => title[lang] ?? '');
    expect(titles.length).toBeGreaterThan(10);
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, lang)));
  });

  it('does not change what is found', async () => {
    const ids = await Promise.all(
      ['relevance', 'newest', 'title'].map(async (sort) => idsOf(await find({ q: '酸雾', sort, kind: 'case', limit: 200 })).sort()),
    );
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });
});

describe('the words marked in a result', () => {
  const marked = async (q: string, lang: 'zh' | 'en' = 'zh') =>
    (await find({ q, lang, limit: 50 })).results.flatMap(({ highlights }) =>
      highlights.flatMap(({ text, marks }) => marks.map(([start, end]) => ({ text, start, end, words: text.slice(start, end) }))),
    );

  it.each([
    ['电镀废水回用', 'zh'],
    ['電鍍 廢水', 'zh'],
    ['boiler flue gas heat recovery', 'en'],
  ] as const)('are the question’s own: %s', async (q, lang) => {
    const words = segment(q);
    const marks = await marked(q, lang);
    expect(marks.length).toBeGreaterThan(10);
    for (const { words: text } of marks) {
      expect(
        words.some((word) => normalise(text).startsWith(word)),
        text,
      ).toBe(true);
      expect(
        words.some((word) => normalise(text).endsWith(word)),
        text,
      ).toBe(true);
    }
  });

  it('stand apart, in order, within the title or summary of the language', async () => {
    for (const { highlights, title, summary } of (await find({ q: '电镀废水回用', limit: 50 })).results) {
      for (const { field, text, marks } of highlights) {
        expect(text).toBe((field === 'title' ? title : summary).zh);
        let before = -1;
        for (const [start, end] of marks) {
          expect(start).toBeGreaterThan(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }
    }
  });

  it('are whole words in English', async () => {
    const marks = await marked('ion exchange', 'en');
    expect(marks.length).toBeGreaterThan(5);
    for (const { text, start } of marks) expect(text.slice(Math.max(0, start - 1), start), text).not.toMatch(/[a-z]/i);
  });

  it('are those that were searched for, where a typing error was mended', async () => {
    expect((await marked('费水')).map(({ words }) => words)).toContain('废水');
  });
});

describe('without words', () => {
  it('everything is listed', async () => {
    const { total, mode } = await find({});
    expect({ total, mode }).toEqual({ total: (await bed.index.stats()).records, mode: 'keyword' });
  });
});

describe('by meaning', () => {
  it('something is found where no word is shared, and the mode says so', async () => {
    const answer = await find({ q: 'wie spare ich Wasser beim Galvanisieren' });
    expect(answer.mode).toBe('hybrid');
    expect(answer.total).toBeGreaterThan(0);
    expect(answer.total).toBeLessThan((await bed.index.stats()).records / 2);
  });
});
