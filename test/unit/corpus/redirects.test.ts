import { beforeEach, describe, expect, it } from 'vitest';

import { Library } from '../../../corpus/library.ts';
import { bringTo, mergeInto, WRITER } from '../../setup/desk-steps.ts';
import { sampleCase, sampleTechnique } from '../../setup/sample-records.ts';

let library: Library;

beforeEach(() => {
  library = new Library(':memory:');
  for (const id of ['a', 'b', 'c']) bringTo(library, sampleTechnique(id, { title: { zh: id } }));
  return () => library.close();
});

describe('a merged record', () => {
  it('is found under the one it was merged into, by its old id', () => {
    mergeInto(library, 'a', 'b');
    expect(library.get('a')?.record.id).toBe('b');
    expect(library.resolve('a')).toBe('b');
    expect(library.resolve('b')).toBe('b');
    expect(library.redirects()).toEqual([{ from: 'a', to: 'b', reason: 'same text twice' }]);
  });

  it('is retired, told as a change, and keeps its revisions', () => {
    const before = library.sequence;
    mergeInto(library, 'a', 'b');
    expect(library.published().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(library.changesSince(before).map(({ id, record }) => [id, record?.id])).toEqual([
      ['b', 'b'],
      ['a', undefined],
    ]);
    expect(library.desk.revisions('a').slice(0, 2)).toMatchObject([
      { state: 'retired', reason: 'same text twice' },
      { state: 'published' },
    ]);
  });

  it('is found at the end of a chain', () => {
    mergeInto(library, 'a', 'b');
    mergeInto(library, 'b', 'c');
    expect(library.get('a')?.record.id).toBe('c');
    expect(library.get('b')?.record.id).toBe('c');
  });

  it('leaves its links to the one it was merged into', () => {
    bringTo(library, sampleCase('x', { techniques: ['a'] }));
    mergeInto(library, 'a', 'b');
    expect(library.linksTo('b')).toEqual([{ field: 'techniques', id: 'x' }]);
  });

  it('leaves its links to the end of a chain', () => {
    bringTo(library, sampleCase('x', { techniques: ['a'] }));
    mergeInto(library, 'a', 'b');
    mergeInto(library, 'b', 'c');
    expect(library.linksTo('c')).toEqual([{ field: 'techniques', id: 'x' }]);
  });

  it('is merged on by its old id with the one it was merged into', () => {
    mergeInto(library, 'a', 'b');
    mergeInto(library, 'a', 'c');
    expect(['a', 'b'].map((id) => library.resolve(id))).toEqual(['c', 'c']);
  });

  it('is not brought back by saving it again', () => {
    mergeInto(library, 'a', 'b');
    const { desk } = library;
    const revision = desk.head('b')?.revision ?? 0;
    expect(() => desk.create(sampleTechnique('a'), WRITER)).toThrow(/a was merged into b: choose another id/);
    expect(() => desk.save(sampleTechnique('a'), WRITER, revision)).toThrow(/a was merged into b: change that one/);
    expect(library.published().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(library.get('b')).toMatchObject({ revision, state: 'published', record: { title: { zh: 'b' } } });
  });
});

describe('a circle of redirects', () => {
  it('cannot be made by merging', () => {
    mergeInto(library, 'a', 'b');
    mergeInto(library, 'b', 'c');
    expect(() => mergeInto(library, 'c', 'a')).toThrow(/into itself/);
    expect(library.get('a')?.record).toMatchObject({ id: 'c' });
    expect(library.get('c')?.state).toBe('published');
  });

  it('cannot be made by merging a record into itself, merged or not', () => {
    mergeInto(library, 'b', 'c');
    expect(() => mergeInto(library, 'a', 'a')).toThrow(/into itself/);
    expect(() => mergeInto(library, 'b', 'b')).toThrow(/into itself/);
    expect(library.resolve('b')).toBe('c');
  });

  it('that came in with a table does not hang the reader', () => {
    library.importShipped(
      [],
      [
        { from: 'a', to: 'b', reason: 'x' },
        { from: 'b', to: 'a', reason: 'x' },
      ],
    );
    expect(['a', 'b']).toContain(library.resolve('a'));
    expect(library.get('c')?.record.id).toBe('c');
  });
});
