import { beforeEach, describe, expect, it } from 'vitest';

import { Library } from '../../../corpus/library.ts';
import { sampleCase, sampleTechnique } from '../../setup/sample-records.ts';

const editor = { author: 'li', reason: 'same text twice' };

let library: Library;

beforeEach(() => {
  library = new Library(':memory:');
  for (const id of ['a', 'b', 'c']) library.save(sampleTechnique(id, { title: { zh: id } }), editor, { state: 'published' });
  return () => library.close();
});

describe('a merged record', () => {
  it('is found under the one it was merged into, by its old id', () => {
    library.merge('a', 'b', editor);
    expect(library.get('a')?.record.id).toBe('b');
    expect(library.resolve('a')).toBe('b');
    expect(library.resolve('b')).toBe('b');
    expect(library.redirects()).toEqual([{ from: 'a', to: 'b', reason: 'same text twice' }]);
  });

  it('is retired, told as a change, and keeps its revisions', () => {
    const before = library.sequence;
    library.merge('a', 'b', editor);
    expect(library.published().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(library.changesSince(before)).toMatchObject([{ id: 'a', record: undefined }]);
    expect(library.revisions('a')).toMatchObject([{ state: 'retired', reason: 'same text twice' }, { state: 'published' }]);
  });

  it('is found at the end of a chain', () => {
    library.merge('a', 'b', editor);
    library.merge('b', 'c', editor);
    expect(library.get('a')?.record.id).toBe('c');
    expect(library.get('b')?.record.id).toBe('c');
  });

  it('leaves its links to the one it was merged into', () => {
    library.save(sampleCase('x', { techniques: ['a'] }), editor, { state: 'published' });
    library.merge('a', 'b', editor);
    expect(library.linksTo('b')).toEqual([{ field: 'techniques', id: 'x' }]);
  });

  it('leaves its links to the end of a chain', () => {
    library.save(sampleCase('x', { techniques: ['a'] }), editor, { state: 'published' });
    library.merge('a', 'b', editor);
    library.merge('b', 'c', editor);
    expect(library.linksTo('c')).toEqual([{ field: 'techniques', id: 'x' }]);
  });

  it('can be merged into another one later', () => {
    library.merge('a', 'b', editor);
    library.merge('a', 'c', editor);
    expect(library.resolve('a')).toBe('c');
  });

  it('is not brought back by saving it again', () => {
    for (const zh of ['一', '二', '三']) library.save(sampleTechnique('b', { title: { zh } }), editor);
    library.merge('a', 'b', editor);
    expect(() => library.save(sampleTechnique('a'), editor)).toThrow(/b/);
    expect(library.published().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(library.get('b')).toMatchObject({ revision: 4, state: 'published' });
  });
});

describe('a circle of redirects', () => {
  it('cannot be made by merging', () => {
    library.merge('a', 'b', editor);
    library.merge('b', 'c', editor);
    expect(() => library.merge('c', 'a', editor)).toThrow(/circle/);
    expect(library.get('a')?.record).toMatchObject({ id: 'c' });
    expect(library.get('c')?.state).toBe('published');
  });

  it('cannot be made by merging a record into itself, merged or not', () => {
    library.merge('b', 'c', editor);
    expect(() => library.merge('a', 'a', editor)).toThrow(/circle/);
    expect(() => library.merge('b', 'b', editor)).toThrow(/circle/);
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
