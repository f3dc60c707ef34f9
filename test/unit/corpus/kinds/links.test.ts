import { describe, expect, it } from 'vitest';

import { citedIds, Kind, LibraryRecord, linksOf } from '../../../../corpus/kinds/kinds.ts';
import {
  sampleBenchmark,
  sampleCase,
  sampleGuide,
  samplePolicy,
  sampleScheme,
  sampleStandard,
  sampleTechnique,
} from '../../../setup/sample-records.ts';
import { shippedCollection } from '../../../setup/shipped-collection.ts';

describe('the links of a record', () => {
  it.each<[LibraryRecord, { field: string; id: string }[]]>([
    [
      sampleCase('a', { techniques: ['t-one', 't-two'], samePlantAs: ['b'] }),
      [
        { field: 'techniques', id: 't-one' },
        { field: 'techniques', id: 't-two' },
        { field: 'samePlantAs', id: 'b' },
      ],
    ],
    [sampleTechnique('t', { broader: 't-wide' }), [{ field: 'broader', id: 't-wide' }]],
    [sampleTechnique('t'), []],
    [
      sampleScheme('s', { from: 'a', techniques: ['t'] }),
      [
        { field: 'from', id: 'a' },
        { field: 'techniques', id: 't' },
      ],
    ],
    [
      sampleBenchmark('b', { standard: 'std', techniques: ['t'] }),
      [
        { field: 'standard', id: 'std' },
        { field: 'techniques', id: 't' },
      ],
    ],
    [
      sampleGuide('g', { body: '见 [[a-1]] 与 [[b-2]],又见 [[a-1]]。', steps: [{ id: 'one', name: { zh: '一' }, techniques: ['t'] }] }),
      [
        { field: 'body', id: 'a-1' },
        { field: 'body', id: 'b-2' },
        { field: 'steps', id: 't' },
      ],
    ],
    [samplePolicy('p'), []],
    [sampleStandard('std'), []],
  ])('$kind: each with the field that makes it', (record, links) => {
    expect(linksOf(record)).toEqual(links);
  });

  it('are known for every kind there is', () => {
    const kinds = [sampleCase, sampleTechnique, sampleScheme, sampleBenchmark, sampleGuide, samplePolicy, sampleStandard].map(
      (make) => make('x').kind,
    );
    expect([...kinds].sort()).toEqual([...Kind.options].sort());
    expect(LibraryRecord.options.map(({ shape }) => shape.kind.value).sort()).toEqual([...Kind.options].sort());
  });

  it('of the shipped collection lead to records or redirects', () => {
    const { entries, redirects } = shippedCollection();
    const known = new Set([...entries.map(({ record }) => record.id), ...redirects.map(({ from }) => from)]);
    const astray = entries.flatMap(({ record, file }) =>
      linksOf(record).flatMap(({ field, id }) => (known.has(id) ? [] : [`${file}: ${field} → ${id}`])),
    );
    expect(astray).toEqual([]);
  });
});

describe('citations in a guide', () => {
  it('are ids between double brackets, and nothing else is', () => {
    expect(citedIds('[[a-1]] [b] [[ c ]] [[D]] [[]] [[a-1]][[e2]]')).toEqual(['a-1', 'e2']);
  });
});
