import { describe, expect, it } from 'vitest';

import { SearchAnswer } from '../../server/api/search.ts';
import { serveApp } from '../setup/served-app.ts';

const { http } = await serveApp();

async function search(query: Record<string, string | string[]> = {}): Promise<SearchAnswer> {
  const pairs = Object.entries(query).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, one]));
  const response = await http.get(`/api/search?${new URLSearchParams(pairs)}`);
  expect(response.status, response.text.slice(0, 300)).toBe(200);
  const answer = SearchAnswer.parse(response.body);
  expect(response.body, 'nothing beyond what the schema names').toEqual(answer);
  return answer;
}

const idsOf = ({ results }: SearchAnswer) => results.map(({ id }) => id);

describe('GET /api/search', () => {
  it('finds records by words, best first, in either language', async () => {
    for (const q of ['电镀 镀镍漂洗', 'nickel plating rinse']) {
      const { total, results } = await search({ q });
      expect(total).toBeGreaterThan(results.length - 1);
      expect(results.length).toBeGreaterThan(0);
      const scores = results.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
  });

  it('without words lists everything the filters let through', async () => {
    const all = await search({ limit: '0' });
    expect(all.results).toEqual([]);
    const cases = await search({ kind: 'case', limit: '5' });
    expect(cases.total).toBe(all.facets.kind?.case);
    expect(cases.results.every(({ kind }) => kind === 'case')).toBe(true);
  });

  it('takes repeated values as alternatives and different filters together', async () => {
    const { total: cases } = await search({ kind: 'case', limit: '0' });
    const { total: techniques } = await search({ kind: 'technique', limit: '0' });
    expect((await search({ kind: ['case', 'technique'], limit: '0' })).total).toBe(cases + techniques);
    const { results } = await search({ kind: 'case', problem: 'nox', yearFrom: '2010', limit: '200' });
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(result.problems).toContain('nox');
      expect(result.year).toBeGreaterThanOrEqual(2010);
    }
  });

  it('filters by a trade with all within it', async () => {
    const { facets } = await search({ industry: 'C30', limit: '0' });
    expect(facets.industry?.C30).toBeGreaterThan(0);
    const within = await search({ industry: 'C30', limit: '200' });
    expect(within.results.every(({ industries }) => industries.some((code) => code.startsWith('C30')))).toBe(true);
  });

  it('counts facets over all that was found, as the filter would find them', async () => {
    const q = '废水 回用';
    const { facets, total } = await search({ q, limit: '1' });
    for (const [kind, n] of Object.entries(facets.kind ?? {})) expect((await search({ q, kind, limit: '0' })).total, kind).toBe(n);
    expect(Object.values(facets.kind ?? {}).reduce((sum, n) => sum + n, 0)).toBe(total);
  });

  it('pages through all results, none twice', async () => {
    const whole = idsOf(await search({ q: '印染废水', limit: '60' }));
    const paged = [];
    for (const offset of [0, 20, 40]) paged.push(...idsOf(await search({ q: '印染废水', limit: '20', offset: String(offset) })));
    expect(paged).toEqual(whole);
    expect(new Set(whole).size).toBe(whole.length);
    expect(idsOf(await search({ q: '印染废水', offset: '10000' }))).toEqual([]);
  });

  it('sorts by newest and by title', async () => {
    const newest = (await search({ kind: 'case', sort: 'newest', limit: '200' })).results.map(({ year }) => year ?? 0);
    expect(newest).toEqual([...newest].sort((a, b) => b - a));
    const titles = (await search({ kind: 'benchmark', sort: 'title', lang: 'en', limit: '200' })).results.map(
      ({ title }) => title.en ?? '',
    );
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en')));
  });

  it('marks the question’s words in the texts it shows', async () => {
    const { results } = await search({ q: '脱硝', limit: '5' });
    const marked = results.flatMap(({ highlights }) =>
      highlights.flatMap(({ text, marks }) => marks.map(([start, end]) => text.slice(start, end))),
    );
    expect(marked.length).toBeGreaterThan(0);
    for (const mark of marked) expect('脱硝烟气脱硝scr脱硝').toContain(mark.toLowerCase());
  });

  it('says that it searched by words alone while there is no embedder', async () => {
    expect((await search({ q: '脱硝' })).mode).toBe('keyword');
  });

  it('has an empty answer for words nobody wrote', async () => {
    expect(await search({ q: 'zzzzqqqq' })).toMatchObject({ total: 0, results: [] });
    expect((await search({ q: ',。!?' })).total).toBe(0);
  });

  it('answers the same question the same way', async () => {
    const q = '陶瓷 窑炉 节能';
    expect(idsOf(await search({ q }))).toEqual(idsOf(await search({ q })));
  });
});
