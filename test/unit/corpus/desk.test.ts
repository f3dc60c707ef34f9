import { join } from 'node:path';

import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import { Library, RevisionConflict } from '../../../corpus/library.ts';
import { sampleCase, sampleStandard } from '../../setup/sample-records.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';

const li = { author: 'li@centre.example', reason: '' };
const wang = { author: 'wang@centre.example', reason: 'looked at' };
const titled = (zh: string, more = {}) => sampleCase('a', { title: { zh }, ...more });

let library: Library;

beforeEach(() => {
  library = new Library(join(temporaryFolder(), 'library.db'));
  return () => library.close();
});

/** Written by Li, published by Wang. */
function publish(record = sampleCase('a')): number {
  const { desk } = library;
  const draft = desk.create(record, li);
  return desk.publish(record.id, wang, desk.submit(record.id, li, draft.revision).revision).revision;
}

const seen = () => library.published().map(({ title }) => title.zh);

describe('a record on its way', () => {
  it('goes from draft over review to published, and readers see it only then', () => {
    const { desk } = library;
    expect(desk.create(titled('一'), li)).toMatchObject({ state: 'draft', revision: 1, writer: li.author });
    expect(desk.submit('a', li, 1)).toMatchObject({ state: 'in-review', revision: 2 });
    expect(seen()).toEqual([]);
    expect(desk.publish('a', wang, 2)).toMatchObject({ state: 'published', revision: 3, author: wang.author, writer: li.author });
    expect(seen()).toEqual(['一']);
    expect(desk.retire('a', wang, 3)).toMatchObject({ state: 'retired' });
    expect(seen()).toEqual([]);
  });

  it('is published by a second person, unless the centre has only one', () => {
    const { desk, settings } = library;
    desk.create(titled('一'), li);
    expect(() => desk.publish('a', wang, 1)).toThrow(/only what is in review/);
    desk.submit('a', li, 1);
    expect(() => desk.publish('a', li, 2)).toThrow(/a second person/);
    settings.set({ ...settings.get(), secondPerson: false });
    expect(desk.publish('a', li, 2).state).toBe('published');
  });

  it('counts as written by who changed the text last, not by who moved it on', () => {
    const { desk } = library;
    desk.create(titled('一'), li);
    desk.save(titled('二'), wang, 1);
    expect(desk.submit('a', li, 2)).toMatchObject({ author: li.author, writer: wang.author });
    expect(() => desk.publish('a', wang, 3)).toThrow(/a second person/);
    expect(desk.publish('a', li, 3).state).toBe('published');
  });

  it('comes back with a reason, and when its text is changed in review', () => {
    const { desk } = library;
    desk.create(titled('一'), li);
    desk.submit('a', li, 1);
    expect(desk.sendBack('a', { ...wang, reason: '缺来源' }, 2)).toMatchObject({ state: 'draft' });
    desk.submit('a', li, 3);
    expect(desk.save(titled('二'), li, 4)).toMatchObject({ state: 'draft', revision: 5 });
    expect(desk.revisions('a').map(({ action, reason }) => [action, reason])).toContainEqual(['send-back', '缺来源']);
  });

  it('has an id that no other record has or had', () => {
    publish();
    expect(() => library.desk.create(sampleCase('a'), li)).toThrow(/already/);
    publish(sampleCase('b'));
    library.desk.merge('b', 'a', wang, { from: 3, into: 3 });
    expect(() => library.desk.create(sampleCase('b'), li)).toThrow(/merged into a/);
  });
});

describe('a new text of a published record', () => {
  it('is worked on beside it: readers see the published one until the new one is published', () => {
    const { desk } = library;
    const revision = publish(titled('旧'));
    const before = library.sequence;
    const draft = desk.save(titled('新'), li, revision);
    expect(draft).toMatchObject({ state: 'draft', standing: 'published', published: { revision } });
    expect(seen()).toEqual(['旧']);
    expect(library.sequence).toBe(before);
    desk.submit('a', li, draft.revision);
    expect(desk.publish('a', wang, draft.revision + 1)).toMatchObject({ state: 'published', published: undefined });
    expect(seen()).toEqual(['新']);
  });

  it('can be given up, and stays in the history', () => {
    const { desk } = library;
    const draft = desk.save(titled('新'), li, publish(titled('旧')));
    expect(desk.discard('a', wang, draft.revision)).toMatchObject({ state: 'published', record: { title: { zh: '旧' } } });
    expect(desk.revisions('a').map(({ record }) => record.title.zh)).toContain('新');
    expect(desk.save(titled('再'), li, 3).revision).toBe(5);
  });

  it('is given up when the record is retired, and restoring brings a draft', () => {
    const { desk } = library;
    const draft = desk.save(titled('新'), li, publish(titled('旧')));
    const retired = desk.retire('a', wang, draft.revision);
    expect(retired).toMatchObject({ state: 'retired', record: { title: { zh: '旧' } } });
    expect(() => desk.save(titled('三'), li, retired.revision)).toThrow(/restore it first/);
    expect(desk.restore('a', 4, wang, retired.revision)).toMatchObject({
      state: 'draft',
      record: { title: { zh: '新' } },
      published: undefined,
    });
  });
});

describe('whoever comes second', () => {
  it('is told what stands now, and nothing is overwritten', () => {
    const { desk } = library;
    desk.create(titled('一'), li);
    desk.save(titled('二'), li, 1);
    for (const late of [() => desk.save(titled('三'), wang, 1), () => desk.submit('a', wang, 1), () => desk.retire('a', wang, 1)])
      expect(late).toThrow(RevisionConflict);
    expect(desk.head('a')).toMatchObject({ revision: 2, record: { title: { zh: '二' } } });
  });
});

describe('the evidence chain', () => {
  const proof = { grade: 'measured' as const, document: '监测报告 2026-113', date: '2026-07-31', who: '佛山市环境监测站' };

  it('goes up only with what proves the step, kept with the revision', () => {
    const { desk } = library;
    const revision = publish(titled('一', { evidence: 'reported' }));
    expect(() => desk.save(titled('一', { evidence: 'measured' }), li, revision)).toThrow(/only with its proof/);
    expect(() => desk.prove('a', { ...proof, grade: 'appraised' }, li, revision)).toThrow(/measured first/);
    const proven = desk.prove('a', proof, li, revision);
    expect(proven).toMatchObject({ state: 'draft', record: { evidence: 'measured' } });
    expect(desk.proofs.of('a')).toMatchObject([{ ...proof, recordedBy: li.author, revision: proven.revision }]);
    expect(desk.prove('a', { ...proof, grade: 'appraised' }, li, proven.revision).record).toMatchObject({ evidence: 'appraised' });
  });

  it('goes down freely, and up again to what was proven', () => {
    const { desk } = library;
    desk.create(titled('一'), li);
    desk.prove('a', proof, li, 1);
    desk.save(titled('一', { evidence: 'reported' }), li, 2);
    expect(desk.save(titled('一', { evidence: 'measured' }), li, 3).revision).toBe(4);
    expect(() => desk.save(titled('一', { evidence: 'appraised' }), li, 4)).toThrow(/proof/);
  });

  it('begins at what a source reports: a new record claims no more', () => {
    expect(() => library.desk.create(titled('一', { evidence: 'appraised' }), li)).toThrow(/proof/);
    expect(library.desk.create(titled('一', { evidence: 'reported' }), li).revision).toBe(1);
  });

  it('is for cases and techniques', () => {
    library.desk.create(sampleStandard('s'), li);
    expect(() => library.desk.prove('s', proof, li, 1)).toThrow(/no evidence grade/);
  });
});

describe('merging', () => {
  it('of two published records is seen at once; the id that went leads to the one that stayed', () => {
    publish(sampleCase('a', { sources: [{ title: '一' }] }));
    publish(sampleCase('b', { sources: [{ title: '二' }] }));
    const merged = library.desk.merge('b', 'a', { ...wang, reason: '同一个厂' }, { from: 3, into: 3 });
    expect(merged).toMatchObject({ state: 'published', revision: 4 });
    expect(library.get('b')?.record).toMatchObject({ id: 'a', sources: [{ title: '一' }, { title: '二' }] });
    expect(library.published().map(({ id }) => id)).toEqual(['a']);
    expect(library.desk.revisions('b')[0]).toMatchObject({ state: 'retired', action: 'merge', reason: '同一个厂' });
  });

  it('of what nobody has reviewed waits for review', () => {
    publish(sampleCase('a'));
    library.desk.create(sampleCase('b', { sources: [{ title: '二' }] }), li);
    expect(library.desk.merge('b', 'a', wang, { from: 1, into: 3 })).toMatchObject({ state: 'draft', standing: 'published' });
    expect(library.published()[0]?.sources).toHaveLength(1);
  });

  it('is refused where readers would lose a record, or one of them was changed meanwhile', () => {
    publish(sampleCase('a'));
    library.desk.create(sampleCase('b'), li);
    expect(() => library.desk.merge('a', 'b', wang, { from: 3, into: 1 })).toThrow(/other way round/);
    expect(() => library.desk.merge('b', 'a', wang, { from: 1, into: 2 })).toThrow(RevisionConflict);
    expect(library.desk.head('b')?.state).toBe('draft');
  });
});

describe('the list of records', () => {
  it('is by state, kind, words and person, last changed first', () => {
    const { desk } = library;
    // Of changes in one millisecond neither is the later one.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    publish(sampleCase('old', { title: { zh: '酸洗 废水 100% 回用' } }));
    vi.advanceTimersByTime(1);
    desk.create(sampleStandard('norm'), wang);
    vi.advanceTimersByTime(1);
    desk.save(sampleCase('old', { title: { zh: '新题' } }), wang, 3);
    const ids = (filter: Parameters<typeof desk.list>[0]) => desk.list(filter, 10, 0).heads.map(({ record }) => record.id);
    expect(ids({})).toEqual(['old', 'norm']);
    expect(ids({ states: ['published'] })).toEqual([]);
    expect(ids({ states: ['draft'], kinds: ['standard'] })).toEqual(['norm']);
    expect(ids({ text: '新题' })).toEqual(['old']);
    expect(ids({ text: '%' })).toEqual([]);
    expect(ids({ text: 'OLD 逆流' })).toEqual(['old']);
    expect(ids({ creator: li.author })).toEqual(['old']);
    expect(ids({ author: wang.author })).toEqual(['old', 'norm']);
    expect(desk.list({}, 1, 1)).toMatchObject({ total: 2, heads: [{ record: { id: 'norm' } }] });
    expect(desk.counts()).toEqual({ draft: 2, 'in-review': 0, published: 0, retired: 0 });
  });
});

describe('the audit log', () => {
  it('has who did what to which record, with the fields that changed, and is not changed itself', () => {
    const draft = library.desk.save(titled('新'), li, publish(titled('旧')));
    const { entries, total } = library.audit.page({ record: 'a' }, 10, 0);
    expect(total).toBe(4);
    expect(entries[0]).toMatchObject({
      who: li.author,
      action: 'record-saved',
      detail: { revision: draft.revision, fields: ['title.zh'] },
    });
    expect([...library.audit.all({ who: wang.author })].map(({ action }) => action)).toEqual(['record-published']);
    const today = new Date().toISOString().slice(0, 10);
    expect(library.audit.page({ from: today, to: today }, 10, 0).total).toBe(4);
    expect(library.audit.page({ to: '2020-01-01' }, 10, 0).total).toBe(0);
  });

  it('has nothing of a change that was refused', () => {
    publish();
    const before = library.audit.page({}, 1, 0).total;
    expect(() => library.desk.retire('a', wang, 1)).toThrow();
    expect(library.audit.page({}, 1, 0).total).toBe(before);
  });
});
