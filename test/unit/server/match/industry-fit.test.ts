import { describe, expect, it } from 'vitest';

import { vocabulary } from '../../../../corpus/vocabulary/vocabulary.ts';
import { industryFit } from '../../../../server/match/fuse.ts';

describe('how near a trade is', () => {
  it('is nearest where it is the same, or a part of what is asked for', () => {
    expect(industryFit(['C3071'], ['C3071'])).toBe(1);
    for (const asked of ['C307', 'C30', 'C']) expect(industryFit([asked], ['C3071']), asked).toBe(1);
  });

  it('falls from the trade itself to its whole, a sibling, a cousin, any trade, its section, and another', () => {
    const fits = [['C3071'], ['C307'], ['C30'], ['C3073'], ['C3011'], ['*'], ['C'], ['E']].map((has) => industryFit(['C3071'], has));
    for (let i = 1; i < fits.length; i++) expect(fits[i], String(i)).toBeLessThan(fits[i - 1] ?? 0);
    expect(fits.at(-1)).toBe(0);
  });

  it('is nothing between two divisions of one section', () => {
    expect(industryFit(['C3071'], ['C1713'])).toBe(0);
  });

  it('is that of the nearest pair where there are several', () => {
    expect(industryFit(['C17', 'C3071'], ['C3073', '*'])).toBe(industryFit(['C3071'], ['C3073']));
  });

  it('is nothing where no trade is asked for, or none is told', () => {
    expect(industryFit([], ['C3071', '*'])).toBe(0);
    expect(industryFit(['C3071'], [])).toBe(0);
  });

  it('is between 0 and 1 for every pair of trades, and 1 for each with itself', () => {
    const codes = [...vocabulary().industries.keys()];
    for (const asked of codes) {
      for (const has of codes) {
        const fit = industryFit([asked], [has]);
        if (fit < 0 || fit > 1) throw new Error(`${asked} and ${has}: ${fit}`);
      }
      if (asked !== '*') expect(industryFit([asked], [asked]), asked).toBe(1);
    }
  });
});
