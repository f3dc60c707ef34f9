import { beforeEach, describe, expect, it } from 'vitest';

import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import { Library } from '../../../corpus/library.ts';
import { bringTo } from '../../setup/desk-steps.ts';
import { sampleCase, sampleTechnique } from '../../setup/sample-records.ts';
import { shippedCollection } from '../../setup/shipped-collection.ts';

const titled = (id: string, zh: string) => sampleCase(id, { title: { zh } });

let library: Library;

beforeEach(() => {
  library = new Library(':memory:');
  return () => library.close();
});

describe('importing the shipped collection', () => {
  it('publishes every record of it, and a second time changes nothing', () => {
    const { entries, redirects } = shippedCollection();
    const records: LibraryRecord[] = entries.map(({ record }) => record);
    const first = library.importShipped(records, redirects);
    expect(first).toMatchObject({ added: records.length, changed: 0, unchanged: 0, kept: [], redirected: redirects.length });
    const { sequence } = library;
    const everything = library.published();
    expect(everything).toHaveLength(records.length);

    expect(library.importShipped(records, redirects)).toMatchObject({ added: 0, changed: 0, unchanged: records.length, redirected: 0 });
    expect(library.sequence).toBe(sequence);
    expect(library.published()).toEqual(everything);
  });

  it('takes in a changed record as its next revision', () => {
    library.importShipped([titled('a', '一'), titled('b', '一')], []);
    const { sequence } = library;
    expect(library.importShipped([titled('a', '二'), titled('b', '一')], [])).toMatchObject({ changed: 1, unchanged: 1 });
    expect(library.get('a')).toMatchObject({ revision: 2, state: 'published', record: { title: { zh: '二' } } });
    expect(library.changesSince(sequence).map(({ id }) => id)).toEqual(['a']);
  });

  it('leaves what a curator revised, and lists the difference for review', () => {
    library.importShipped([titled('a', '一')], []);
    bringTo(library, titled('a', '本厂核实'));
    expect(library.importShipped([titled('a', '二')], [])).toMatchObject({ kept: ['a'], changed: 0 });
    expect(library.get('a')?.record.title.zh).toBe('本厂核实');
    expect(library.pendingShipped()).toEqual([titled('a', '二')]);
  });

  it('keeps a listed difference, the newest, through further imports', () => {
    library.importShipped([titled('a', '一')], []);
    bringTo(library, titled('a', '本厂核实'));
    library.importShipped([titled('a', '二')], []);
    expect(library.importShipped([titled('a', '二')], [])).toMatchObject({ kept: [], unchanged: 1 });
    expect(library.pendingShipped()).toEqual([titled('a', '二')]);
    library.importShipped([titled('a', '三')], []);
    expect(library.pendingShipped()).toEqual([titled('a', '三')]);
  });

  it('does not publish again what a curator retired', () => {
    library.importShipped([titled('a', '一')], []);
    bringTo(library, titled('a', '一'), 'retired');
    library.importShipped([titled('a', '二')], []);
    expect(library.published()).toEqual([]);
  });

  it('retires a record that was merged since, and leaves its redirect', () => {
    library.importShipped([sampleTechnique('old'), sampleTechnique('new')], []);
    const result = library.importShipped([sampleTechnique('new')], [{ from: 'old', to: 'new', reason: 'same text' }]);
    expect(result.redirected).toBe(1);
    expect(library.published().map(({ id }) => id)).toEqual(['new']);
    expect(library.get('old')?.record.id).toBe('new');
  });

  it('takes in all of it or none of it', () => {
    const broken = { ...titled('b', '一'), title: { zh: 1n } } as unknown as LibraryRecord;
    expect(() => library.importShipped([titled('a', '一'), broken], [])).toThrow();
    expect(library.count()).toEqual({ total: 0, published: 0 });
    expect(library.sequence).toBe(0);
  });
});
