import { beforeEach, describe, expect, it } from 'vitest';

import { Library } from '../../../corpus/library.ts';

let library: Library;

beforeEach(() => {
  library = new Library(':memory:');
  return () => library.close();
});

describe('what readers say of records', () => {
  it('is kept for the editors, newest first', () => {
    library.notes.addRemark({ record: 'a', kind: 'useful' });
    library.notes.addRemark({ record: 'b', kind: 'wrong-figure', figure: '节水 12 t/a', text: '应为 120' });
    expect(library.notes.remarks()).toMatchObject([
      { record: 'b', kind: 'wrong-figure', figure: '节水 12 t/a', text: '应为 120' },
      { record: 'a', kind: 'useful' },
    ]);
  });

  it('changes no record, so that nothing is indexed again', () => {
    const { sequence } = library;
    library.notes.addRemark({ record: 'a', kind: 'useful' });
    library.notes.keepUnanswered('飞船', 'zh', 'none');
    expect(library.sequence).toBe(sequence);
  });
});

describe('a question that found nothing', () => {
  it('is kept once, with how often it was asked, the most asked first', () => {
    for (const question of ['飞船怎么省油', '潜艇除锈', '飞船怎么省油']) library.notes.keepUnanswered(question, 'zh', 'none');
    expect(library.notes.unanswered()).toMatchObject([
      { question: '飞船怎么省油', times: 2, match: 'none' },
      { question: '潜艇除锈', times: 1 },
    ]);
  });

  it('is kept whatever its characters', () => {
    for (const question of ['\0', '\uD800', "'; DROP TABLE unanswered; --", '😀']) library.notes.keepUnanswered(question, 'zh', 'none');
    expect(library.notes.unanswered()).toHaveLength(4);
  });
});
