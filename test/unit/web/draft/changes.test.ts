import { describe, expect, it } from 'vitest';

import { MAX_SCHEMES } from '../../../../server/api/draft.ts';
import {
  blankScheme,
  freeNumber,
  withoutListEntry,
  withoutScheme,
  withScheme,
  withSchemes,
} from '../../../../web/pages/draft/state/changes.ts';
import { blankEntries, type Content, countable, withRough } from '../../../../web/pages/draft/state/content.ts';
import { plainScheme, RINSING, sampleDraft } from '../../server/draft/sample-draft.ts';

/** Changes of the draft that the page makes. */

const content = (schemes?: Parameters<typeof sampleDraft>[0], rough: Content['rough'] = {}): Content => ({
  draft: sampleDraft(schemes),
  rough,
});

describe('schemes added', () => {
  it('keep their numbers where these are free, and get the next where not', () => {
    const two = sampleDraft([plainScheme('x', 1, 1, { number: 'F1' }), plainScheme('y', 1, 1, { number: 'ZG-01' })]).schemes;
    const { draft } = withSchemes(content(), two);
    expect(draft.schemes.map(({ number }) => number)).toEqual(['F1', 'F2', 'ZG-01']);
  });

  it('never share an id', () => {
    const again = sampleDraft().schemes;
    const { draft } = withSchemes(withSchemes(content(), again), again);
    expect(new Set(draft.schemes.map(({ id }) => id)).size).toBe(3);
  });

  it('stop at the most a draft may have', () => {
    const many = Array.from({ length: MAX_SCHEMES + 5 }, (_, i) => plainScheme(`s${i}`, 1, 1));
    expect(withSchemes(content(), sampleDraft(many.slice(0, MAX_SCHEMES)).schemes).draft.schemes).toHaveLength(MAX_SCHEMES);
  });

  it('by hand are empty, of the aspect asked for, with the next number', () => {
    const { draft } = content([plainScheme('a', 1, 1, { number: 'F7' })]);
    expect(blankScheme(draft, 'waste')).toMatchObject({ number: 'F8', aspect: 'waste', name: { zh: '' }, investment: [] });
    expect(freeNumber(draft)).toBe('F8');
  });
});

describe('a scheme', () => {
  it('changes alone: the others stay the very same', () => {
    const before = content([plainScheme('a', 1, 1), plainScheme('b', 1, 1)]);
    const after = withScheme(before, 'a', (scheme) => ({ ...scheme, state: 'implemented' }));
    expect(after.draft.schemes[0]?.state).toBe('implemented');
    expect(after.draft.schemes[1]).toBe(before.draft.schemes[1]);
    expect(before.draft.schemes[0]?.state).toBe('planned');
  });

  it('that another window removed stays removed', () => {
    const before = content();
    expect(withScheme(before, 'gone', (scheme) => scheme)).toBe(before);
  });

  it('takes what was typed into it along when it goes', () => {
    const rough = { 'schemes/rinsing/savings/0/amount': '', 'schemes/other/savings/0/amount': 'x', 'profile/taxRate': '?' };
    const after = withoutScheme(content(undefined, rough), 'rinsing');
    expect(after.draft.schemes).toEqual([]);
    expect(Object.keys(after.rough)).toEqual(['schemes/other/savings/0/amount', 'profile/taxRate']);
  });
});

describe('an entry of a list that is taken away', () => {
  it('takes its text along, and the texts of those behind it move up', () => {
    const rough = {
      'schemes/rinsing/savings/0/amount': 'a',
      'schemes/rinsing/savings/1/amount': 'b',
      'schemes/rinsing/savings/2/price': 'c',
      'schemes/rinsing/savings/10/amount': 'd',
      'schemes/rinsing/pollutants/2/amount': 'e',
    };
    const after = withoutListEntry(content(undefined, rough), 'rinsing', 'savings', 1);
    expect(after.draft.schemes[0]?.savings.map(({ resource }) => resource)).toEqual(['material', 'wastewater', 'waste', 'electricity']);
    expect(after.rough).toEqual({
      'schemes/rinsing/savings/0/amount': 'a',
      'schemes/rinsing/savings/1/price': 'c',
      'schemes/rinsing/savings/9/amount': 'd',
      'schemes/rinsing/pollutants/2/amount': 'e',
    });
  });
});

describe('what counts', () => {
  it('is the very draft where every entry has its figure', () => {
    const all = content(undefined, { 'schemes/rinsing/savings/0/amount': 'nonsense', 'profile/taxRate': '' });
    expect(countable(all)).toBe(all.draft);
  });

  it('leaves out entries that have no figure yet, and nothing else', () => {
    const all = content([RINSING, plainScheme('b', 1, 1)], {
      'schemes/rinsing/savings/2/amount': ' ',
      'schemes/rinsing/investment/0/amount': '',
    });
    const counted = countable(all);
    expect(blankEntries(all.rough)).toHaveLength(2);
    expect(counted.schemes[0]?.savings).toHaveLength(4);
    expect(counted.schemes[0]?.investment).toEqual([]);
    expect(counted.schemes[1]).toBe(all.draft.schemes[1]);
  });

  it('typed text is forgotten once the field holds a number', () => {
    expect(withRough({ a: 'x', b: 'y' }, 'a', undefined)).toEqual({ b: 'y' });
  });
});
