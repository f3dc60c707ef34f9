import { beforeEach, describe, expect, it } from 'vitest';

import { FACETS, type Filter, type SearchIndex } from '../../indexer/index/search-index.ts';
import { put, sampleDocument } from '../setup/sample-documents.ts';
import type { OpenIndex } from './search-index.contract.ts';

const DOCUMENTS = [
  sampleDocument('a', {
    facets: {
      kind: 'case',
      industry: ['C3071', 'C307', 'C30', 'C'],
      problem: ['so2', 'nox'],
      year: 2010,
      region: ['440600', '440000', 'CN'],
    },
  }),
  sampleDocument('b', {
    facets: { kind: 'case', industry: ['C307', 'C30', 'C'], problem: ['nox'], year: 2015, region: ['CN'], evidence: ['measured'] },
  }),
  sampleDocument('c', {
    facets: {
      kind: 'technique',
      industry: ['C336', 'C33', 'C'],
      problem: ['nickel'],
      year: 2020,
      measure: ['recycling'],
      technique: ['c'],
    },
  }),
  sampleDocument('d', { facets: { kind: 'policy', industry: ['*'], problem: [], costClass: ['none-low'], process: ['plating'] } }),
];

export function describeFilters(name: string, open: OpenIndex): void {
  describe(`${name}: filters`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open();
      await put(index, ...[...DOCUMENTS].reverse());
      return () => index.close();
    });

    it.each<[what: string, filter: Filter, ids: string[]]>([
      ['nothing asked lets all through', {}, ['a', 'b', 'c', 'd']],
      ['no value asked lets all through', { kind: [], problem: undefined }, ['a', 'b', 'c', 'd']],
      ['one value', { problem: ['nickel'] }, ['c']],
      ['values within one facet are alternatives', { problem: ['so2', 'nickel'] }, ['a', 'c']],
      ['a record with both is listed once', { problem: ['so2', 'nox'] }, ['a', 'b']],
      ['different facets all hold', { problem: ['nox'], evidence: ['measured'] }, ['b']],
      ['facets that no record fulfils together', { kind: ['policy'], problem: ['nox'] }, []],
      ['a value no record has', { problem: ['boredom'] }, []],
      ['a value of another facet', { problem: ['measured'] }, []],
      ['an industry with all within it', { industry: ['C30'] }, ['a', 'b']],
      ['a region with all within it', { region: ['440000'] }, ['a']],
      ['from a year on', { yearFrom: 2015 }, ['b', 'c']],
      ['up to a year', { yearTo: 2015 }, ['a', 'b']],
      ['between two years', { yearFrom: 2011, yearTo: 2019 }, ['b']],
      ['years the wrong way round', { yearFrom: 2019, yearTo: 2011 }, []],
      ['ids', { ids: ['d', 'a', 'nobody'] }, ['a', 'd']],
      ['no ids', { ids: [] }, []],
      ['ids and a facet', { ids: ['d', 'a'], kind: ['policy'] }, ['d']],
      ['values that look like a query', { problem: ["nox' OR '1'='1", '"', '%', '*'] }, []],
    ])('%s', async (_, filter, ids) => {
      expect(await index.list(filter, 10)).toEqual(ids);
    });

    it('list ids in their order, no more than asked for', async () => {
      expect(await index.list({}, 2)).toEqual(['a', 'b']);
      expect(await index.list({}, 0)).toEqual([]);
    });

    it('take thousands of ids', async () => {
      const ids = Array.from({ length: 20_000 }, (_, i) => `nobody-${i}`);
      expect(await index.list({ ids: [...ids, 'b'] }, 10)).toEqual(['b']);
    });

    it.each<[Filter]>([
      [{}],
      [{ kind: ['case'] }],
      [{ problem: ['nox'], yearFrom: 2012 }],
      [{ ids: ['a', 'c', 'd'] }],
      [{ problem: ['boredom'] }],
    ])('count by value what they let through: %j', async (filter) => {
      const counts = await index.facets(filter, FACETS);
      expect(Object.keys(counts).sort()).toEqual([...FACETS].sort());
      for (const facet of FACETS) {
        const values = new Set(DOCUMENTS.flatMap(({ facets }) => facets[facet]));
        for (const value of values) {
          const both =
            filter[facet] && !filter[facet].includes(value)
              ? await idsWith(facet, value, filter)
              : await index.list({ ...filter, [facet]: [value] }, 10);
          expect(counts[facet]?.[value] ?? 0, `${facet}=${value}`).toBe(both.length);
        }
        for (const [value, n] of Object.entries(counts[facet] ?? {})) {
          expect(values.has(value), `${facet}=${value}`).toBe(true);
          expect(n).toBeGreaterThan(0);
        }
      }
    });

    /** Records that pass the filter and have the value too, where the filter asks for other values of the same facet. */
    async function idsWith(facet: (typeof FACETS)[number], value: string, filter: Filter): Promise<string[]> {
      const passing = await index.list(filter, 10);
      return index.list({ ids: passing, [facet]: [value] }, 10);
    }

    it('count only the facets asked for', async () => {
      expect(await index.facets({}, ['kind'])).toEqual({ kind: { case: 2, technique: 1, policy: 1 } });
      expect(await index.facets({}, [])).toEqual({});
    });
  });
}
