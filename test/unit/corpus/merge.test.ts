import { describe, expect, it } from 'vitest';

import { CannotMerge, mergeRecords } from '../../../corpus/merge.ts';
import { sampleCase, sampleTechnique } from '../../setup/sample-records.ts';

const source = (title: string, more = {}) => ({ title, ...more });
const metric = (zh: string, value: number, more = {}) => ({ name: { zh }, value, unit: 't', ...more });

const into = sampleCase('into', {
  title: { zh: '甲' },
  industries: ['*'],
  sources: [source('一', { url: 'https://a.example/1' })],
  metrics: [metric('节水', 10)],
  place: { zh: '佛山' },
  techniques: ['t'],
  evidence: 'reported',
});
const from = sampleCase('from', {
  title: { zh: '乙' },
  problems: ['nickel', 'cod'],
  sources: [source('一,另一个名字', { url: 'https://a.example/1' }), source('二', { year: 2020 })],
  metrics: [metric('节水', 12), metric('节电', 5), metric('节水', 3, { basis: { zh: '一号线' } })],
  place: { zh: '佛山', en: 'Foshan' },
  investment: { value: 1_000_000, currency: 'CNY' },
  techniques: ['t', 'u'],
  samePlantAs: ['into', 'other'],
  evidence: 'appraised',
});
const merged = mergeRecords(into, from);

describe('two records of one thing', () => {
  it('keep the sources of both, each once', () => {
    expect(merged.sources.map(({ title }) => title)).toEqual(['一', '二']);
  });

  it('keep the text of the one that stays, and take from the other what it does not say', () => {
    expect(merged).toMatchObject({
      id: 'into',
      title: { zh: '甲' },
      investment: { value: 1_000_000 },
      place: { zh: '佛山', en: 'Foshan' },
    });
    expect(merged.problems).toEqual(['nickel', 'cod']);
    expect(merged.industries).toEqual(['C3360']);
  });

  it('keep one of two figures of the same name, unit and basis, and all others', () => {
    expect((merged as typeof into).metrics.map(({ name, value, basis }) => [name.zh, value, basis?.zh])).toEqual([
      ['节水', 10, undefined],
      ['节电', 5, undefined],
      ['节水', 3, '一号线'],
    ]);
  });

  it('are linked to what either was linked to, and not to themselves', () => {
    expect(merged).toMatchObject({ techniques: ['t', 'u'], samePlantAs: ['other'] });
  });

  it('do not gain a grade: that needs its proof', () => {
    expect(merged).toMatchObject({ evidence: 'reported' });
  });

  it('are of one kind, and two', () => {
    expect(() => mergeRecords(into, sampleTechnique('t'))).toThrow(CannotMerge);
    expect(() => mergeRecords(into, into)).toThrow(/into itself/);
  });
});
