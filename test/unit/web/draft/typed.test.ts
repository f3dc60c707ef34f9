import { describe, expect, it } from 'vitest';

import { Figure, Profile } from '../../../../server/api/draft.ts';
import { fieldText, readTypedNumber } from '../../../../web/pages/draft/fields/typed.ts';

/** Numbers as people type them into the draft's fields. */

const amount = Figure.shape.value;

describe('a number typed', () => {
  it.each([
    ['1200', 1200],
    ['1,234.5', 1234.5],
    ['１２０', 120],
    ['−30', -30],
    [' 3 000 ', 3000],
    ['.5', 0.5],
    ['12.', 12],
    ['1e3', 1000],
  ])('%s is understood', (typed, value) => {
    expect(readTypedNumber(typed, amount)).toEqual({ kind: 'number', value });
  });

  it.each(['12万', '约30', '1,23', '--3', '.', 'abc', '=1+1'])('%s is no number', (typed) => {
    expect(readTypedNumber(typed, amount)).toEqual({ kind: 'fault', fault: { code: 'notNumber' } });
  });

  it('is empty where nothing stands', () => {
    expect(readTypedNumber('  ', amount)).toEqual({ kind: 'empty' });
  });

  it('in percent is stored as a share, and its limits are told in percent', () => {
    const rate = Profile.shape.discountRate.unwrap();
    expect(readTypedNumber('8', rate, 0.01)).toEqual({ kind: 'number', value: 0.08 });
    expect(readTypedNumber('0', rate, 0.01)).toEqual({ kind: 'number', value: 0 });
    expect(readTypedNumber('301', rate, 0.01)).toEqual({ kind: 'fault', fault: { code: 'most', limit: 300 } });
    expect(readTypedNumber('-1', rate, 0.01)).toEqual({ kind: 'fault', fault: { code: 'least', limit: 0 } });
    expect(fieldText(0.08, 0.01)).toBe('8');
  });

  it('is held to the limits of the schema', () => {
    const life = Profile.shape.equipmentLifeYears.unwrap();
    expect(readTypedNumber('10.5', life)).toEqual({ kind: 'fault', fault: { code: 'whole' } });
    expect(readTypedNumber('0', life)).toEqual({ kind: 'fault', fault: { code: 'least', limit: 1 } });
    expect(readTypedNumber('0', Profile.shape.output.unwrap().shape.value)).toEqual({
      kind: 'fault',
      fault: { code: 'moreThan', limit: 0 },
    });
  });

  it('is shown whole', () => {
    expect(fieldText(123456789.25)).toBe('123456789.25');
    expect(fieldText(undefined)).toBe('');
    expect(fieldText(50_000, 10_000)).toBe('5');
  });
});
