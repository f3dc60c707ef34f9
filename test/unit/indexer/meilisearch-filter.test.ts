import { describe, expect, it } from 'vitest';

import { filterText } from '../../../indexer/index/meilisearch/filter.ts';

describe('a filter in Meilisearch’s language', () => {
  it('keeps to one type of document, whatever else is asked', () => {
    expect(filterText('record', undefined)).toBe('type = record');
    expect(filterText('passage', { kind: [], yearFrom: undefined })).toBe('type = passage');
  });

  it('has values of one facet as alternatives, and all facets, years and ids hold', () => {
    expect(filterText('record', { problem: ['so2', 'nox'], kind: ['case'], yearFrom: 2010, yearTo: 2015, ids: ['a'] })).toBe(
      'type = record AND kind IN ["case"] AND problem IN ["so2", "nox"] AND year >= 2010 AND year <= 2015 AND record IN ["a"]',
    );
  });

  it('lets no value out of its quotes', () => {
    expect(filterText('record', { problem: ['" OR type = state OR problem = "'] })).toBe(
      'type = record AND problem IN ["\\" OR type = state OR problem = \\""]',
    );
    // A backslash before the closing quote would take it away; such a value fits nothing, as no record has one.
    expect(filterText('record', { problem: ['nox\\'] })).toBe('type = record AND problem IN []');
  });
});
