import { describe, expect, it } from 'vitest';

import { checkCollection } from '../../../../corpus/check/rules.ts';
import type { LibraryRecord } from '../../../../corpus/kinds/kinds.ts';
import type { Redirect } from '../../../../corpus/read/collection.ts';
import { readMarkdown, writeMarkdown } from '../../../../corpus/read/markdown.ts';
import { sampleCase, samplePolicy, sampleTechnique } from '../../../setup/sample-records.ts';

const howItWorks = { zh: '水与工件反向而行,逐级变清。'.repeat(15), en: 'Water runs against the work.' };
const technique = sampleTechnique('rinse', { howItWorks });
const proof = sampleCase('plant', { techniques: ['rinse'], evidence: 'measured', evidenceBasis: 'audit: balances before and after' });

/** What the check says of these records, each in its own file, read as files are. */
function errorsOf(records: LibraryRecord[], redirects: Partial<Redirect>[] = []): string[] {
  const entries = records.map((written, i) => {
    const file = `${written.kind}-${i}.md`;
    const { record, problems, lineOf } = readMarkdown(writeMarkdown(written), file);
    if (!record) throw new Error(problems[0]?.message);
    return { record, file, lineOf };
  });
  const collection = { entries, problems: [], redirects: redirects.map((one) => ({ from: '', to: '', reason: '', line: 2, ...one })) };
  return checkCollection(collection).errors.map(({ file, line, field, message }) => {
    expect(line, message).toBeGreaterThan(0);
    return `${file} ${field}: ${message}`;
  });
}

describe('the check of a collection', () => {
  it('has nothing to say of a sound one', () => {
    expect(errorsOf([technique, proof])).toEqual([]);
  });

  it.each<[what: string, records: LibraryRecord[], said: RegExp]>([
    ['an id that stands twice', [technique, proof, { ...proof, title: { zh: '另', en: 'other' } }], /^case-2.md id: .*case-1.md/],
    ['a title that stands twice', [technique, proof, { ...proof, id: 'other' }], /^case-2.md title: .*case-1.md/],
    ['an unknown industry', [technique, { ...proof, industries: ['C9999'] }], /^case-1.md industries\[0\]: unknown code “C9999”/],
    ['an unknown problem', [technique, { ...proof, problems: ['nickel', 'boredom'] }], /^case-1.md problems\[1\]: unknown code “boredom”/],
    ['an unknown process', [technique, { ...proof, processes: ['dreaming'] }], /^case-1.md processes\[0\]: unknown code “dreaming”/],
    ['a link to nothing', [technique, { ...proof, samePlantAs: ['nowhere'] }], /^case-1.md samePlantAs: .*“nowhere”, which is no record/],
    [
      'a technique that is none',
      [technique, proof, sampleCase('x', { title: { zh: '另', en: 'x' }, techniques: ['plant'], evidence: 'planned' })],
      /^case-2.md techniques: “plant” is a case/,
    ],
    ['a link to itself', [technique, { ...proof, samePlantAs: ['plant'] }], /^case-1.md samePlantAs: leads to itself/],
    ['a missing English title', [technique, { ...proof, title: { zh: '只有中文' } }], /^case-1.md title: the English is missing/],
    ['a missing English summary', [technique, { ...proof, summary: { zh: '只有中文' } }], /^case-1.md summary: the English is missing/],
    ['a missing source', [technique, proof, samplePolicy('grant', { sources: [] })], /^policy-2.md sources: a source is missing/],
    ['a technique without proof', [technique], /^technique-0.md reasonWithoutCase: no case proves/],
    [
      'a case that proves nothing',
      [technique, proof, sampleCase('x', { title: { zh: '另', en: 'x' } })],
      /^case-2.md techniques: a case proves at least one/,
    ],
    ['a case without a grade', [technique, { ...proof, evidence: undefined }], /^case-1.md evidence: an evidence grade is missing/],
    [
      'a grade whose source is not said',
      [technique, { ...proof, evidenceBasis: 'audit report' }],
      /^case-1.md evidenceBasis: .*press, company, handbook, audit, programme, study, test, authority/,
    ],
    [
      'a grade that its source does not bear',
      [technique, { ...proof, evidenceBasis: 'press: newspaper on a prize-winning plant' }],
      /^case-1.md evidence: “measured” does not follow from a press source: reported, calculated, planned do/,
    ],
    [
      'a form named as proven',
      [
        technique,
        { ...sampleTechnique('cascade', { title: { zh: '级联', en: 'cascade' }, broader: 'rinse' }) },
        { ...proof, techniques: ['cascade'] },
      ],
      /^case-2.md techniques: “cascade” is a form of another/,
    ],
    ['a technique told too briefly', [sampleTechnique('rinse'), proof], /^technique-0.md howItWorks: .* characters/],
  ])('tells %s by file, line and field', (_, records, said) => {
    expect(errorsOf(records)).toContainEqual(expect.stringMatching(said));
  });

  it('lets a link to a merged record stand', () => {
    expect(errorsOf([technique, { ...proof, techniques: ['old-rinse'] }], [{ from: 'old-rinse', to: 'rinse' }])).toEqual([]);
  });

  it.each<[what: string, redirect: Partial<Redirect>, said: RegExp]>([
    ['to nothing', { from: 'old', to: 'nowhere' }, /which is no record/],
    ['from a record that is still there', { from: 'plant', to: 'rinse' }, /still a record/],
  ])('tells a redirect %s', (_, redirect, said) => {
    expect(errorsOf([technique, proof], [redirect])).toContainEqual(expect.stringMatching(said));
  });

  it('tells a redirect to a redirect', () => {
    const chain = [
      { from: 'older', to: 'old' },
      { from: 'old', to: 'rinse' },
    ];
    expect(errorsOf([technique, proof], chain)).toEqual([expect.stringMatching(/itself redirected to “rinse”/)]);
  });

  it('counts what has no English yet without calling it wrong', () => {
    const entries = [{ record: { ...proof, processText: { zh: '漂洗' } }, file: 'x.md', lineOf: () => 1 }];
    expect(
      checkCollection({ entries, redirects: [{ from: 'rinse-old', to: 'plant', reason: '', line: 2 }], problems: [] }).missing,
    ).toEqual(new Map([['case.processText', 1]]));
  });
});
