import { describe, expect, it } from 'vitest';

import type { Source } from '../../../../corpus/kinds/record.ts';
import { dueSources } from '../../../../server/curate/due-sources.ts';
import { sampleCase } from '../../../setup/sample-records.ts';

const BEFORE = '2024-11-27';
const url = 'https://example.org/report';
const due = (...sources: Omit<Source, 'title'>[]) =>
  dueSources([sampleCase('a', { sources: sources.map((source) => ({ title: '报告', ...source })) })], BEFORE).map(({ field, why }) => [
    field,
    why.en,
  ]);

describe('sources to look at again', () => {
  it.each([
    ['without a web address', { year: 2010 }, 'sources[0].url', 'A source has no web address: 报告'],
    [
      'last looked at long ago',
      { url, retrieved: '2024-11-26' },
      'sources[0].retrieved',
      'A source was last looked at on 2024-11-26: 报告',
    ],
    ['of a month long ago', { url, retrieved: '2024-10' }, 'sources[0].retrieved', 'A source was last looked at on 2024-10: 报告'],
    ['of which nobody noted when', { url }, 'sources[0].retrieved', 'It was not noted when a source was last looked at: 报告'],
    [
      'of an old year and no date',
      { url, year: 2009 },
      'sources[0].retrieved',
      'It was not noted when a source (of 2009) was last looked at: 报告',
    ],
  ])('are those %s', (_, source, field, why) => {
    expect(due(source)).toEqual([[field, why]]);
  });

  it.each([
    ['looked at since', { url, retrieved: '2024-11-27' }],
    ['looked at in a month since', { url, retrieved: '2025-01' }],
    ['that came out since', { url, year: 2025 }],
    ['without an address, but looked at since', { retrieved: '2026-01-05' }],
  ])('are not those %s', (_, source) => {
    expect(due(source)).toEqual([]);
  });

  it('stand in the order in which they are due, each record once', () => {
    const record = (id: string, ...sources: Source[]) => sampleCase(id, { sources });
    const title = '报告';
    const found = dueSources(
      [
        record('unknown', { title, url }),
        record('old', { title, url, retrieved: '2020' }),
        record('older', { title, url }, { title, url, retrieved: '2019' }),
        record('nowhere', { title, url, retrieved: '2019' }, { title }),
      ],
      BEFORE,
    );
    expect(found.map((one) => [one.record.id, one.field])).toEqual([
      ['nowhere', 'sources[1].url'],
      ['older', 'sources[1].retrieved'],
      ['old', 'sources[0].retrieved'],
      ['unknown', 'sources[0].retrieved'],
    ]);
  });
});
