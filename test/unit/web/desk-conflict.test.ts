import { expect, it } from 'vitest';

import { differences } from '../../../corpus/difference.ts';
import { clashesOf, settled } from '../../../web/pages/desk/edit/conflict.ts';
import { sampleCase } from '../../setup/sample-records.ts';

const began = sampleCase('one-case', { place: { zh: '佛山' }, metrics: [{ name: { zh: '节水' }, value: 3, unit: 't/a' }] });
const theirs = { ...began, summary: { zh: '他们的概要' }, place: { zh: '佛山南海' } };
const mine = {
  ...began,
  summary: { zh: '我的概要' },
  metrics: [...began.metrics, { name: { zh: '节电' }, value: 5, unit: 'kWh/a' }],
};

it('what one person alone changed stands; where both changed a field, somebody chooses', () => {
  const clashes = clashesOf(began, differences(theirs, mine));
  expect(clashes.map(({ field, touchedBy, chosen }) => [field, touchedBy, chosen]).sort()).toEqual([
    ['metrics[1]', 'mine', 'mine'],
    ['place.zh', 'theirs', 'theirs'],
    ['summary.zh', 'both', undefined],
  ]);
});

it('the text that comes of it has all that was chosen of both', () => {
  const clashes = clashesOf(began, differences(theirs, mine)).map((clash) => ({ ...clash, chosen: clash.chosen ?? ('mine' as const) }));
  expect(settled(theirs, clashes)).toEqual({ ...mine, place: theirs.place });
});

it('a figure that one took away does not come back as a hole', () => {
  const without = { ...began, metrics: [] };
  const clashes = clashesOf(began, differences(theirs, without));
  expect(settled(theirs, clashes)).toEqual({ ...theirs, metrics: [] });
});
