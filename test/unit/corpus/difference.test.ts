import { describe, expect, it } from 'vitest';

import { differences } from '../../../corpus/difference.ts';
import { sampleCase } from '../../setup/sample-records.ts';

const record = sampleCase('a', {
  metrics: [
    { name: { zh: '节水' }, value: 10, unit: 't' },
    { name: { zh: '节电' }, value: [1, 2], unit: 'kWh' },
  ],
});

describe('the difference of two texts', () => {
  it('of the same record is nothing, whatever order its fields stand in', () => {
    const { title, ...rest } = record;
    expect(differences(record, { ...rest, title: { en: title.en, zh: title.zh } })).toEqual([]);
  });

  it('names the field within its group, and within the figure it belongs to', () => {
    const changed = {
      ...record,
      title: { ...record.title, en: 'Other' },
      metrics: [record.metrics[0], { ...record.metrics[1], unit: 'MWh' }],
    };
    expect(differences(record, changed)).toEqual([
      { field: 'title.en', before: 'Nickel rinse water reused at a plating works', after: 'Other' },
      { field: 'metrics[1].unit', before: 'kWh', after: 'MWh' },
    ]);
  });

  it('has no value on the side where a field or figure is not there', () => {
    expect(differences(record, { ...record, year: 2020 })).toEqual([{ field: 'year', before: undefined, after: 2020 }]);
    expect(differences(record, { ...record, metrics: record.metrics.slice(0, 1) })).toEqual([
      { field: 'metrics[1]', before: record.metrics[1], after: undefined },
    ]);
  });

  it('shows lists of codes and ranges whole', () => {
    expect(differences(record, { ...record, problems: ['nickel', 'cod'] })).toEqual([
      { field: 'problems', before: ['nickel'], after: ['nickel', 'cod'] },
    ]);
    const wider = { ...record, metrics: [record.metrics[0], { ...record.metrics[1], value: [1, 3] }] };
    expect(differences(record, wider)).toEqual([{ field: 'metrics[1].value', before: [1, 2], after: [1, 3] }]);
  });
});
