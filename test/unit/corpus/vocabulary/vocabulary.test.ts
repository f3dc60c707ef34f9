import { describe, expect, it } from 'vitest';

import { WordFinder } from '../../../../corpus/vocabulary/find.ts';
import { normalise } from '../../../../corpus/vocabulary/normalise.ts';
import { industryAncestors, VOCABULARY_NAMES, vocabulary } from '../../../../corpus/vocabulary/vocabulary.ts';

const words = vocabulary();

describe('the shipped vocabulary', () => {
  it('has all four tables', () => {
    for (const name of VOCABULARY_NAMES) expect(words[name].size, name).toBeGreaterThan(10);
  });

  it('finds every one of its Chinese names in itself', () => {
    const finder = new WordFinder(words);
    for (const name of VOCABULARY_NAMES) {
      for (const { code, zh } of words[name].values()) {
        if ([...zh].length < 2) continue;
        const found = finder.find(zh).filter((match) => match.vocabulary === name && match.start === 0 && match.end === zh.length);
        expect(
          found.flatMap(({ codes }) => codes),
          `${name} ${zh}`,
        ).toContain(code);
      }
    }
  });

  it('names only industries there are in its processes', () => {
    for (const { code, industries } of words.processes.values()) {
      for (const industry of industries) expect(words.industries.has(industry), `${code}: ${industry}`).toBe(true);
    }
  });
});

describe('the industries that contain one', () => {
  it('are named from the nearest to the section', () => {
    expect(industryAncestors('C3071')).toEqual(['C3071', 'C307', 'C30', 'C']);
    expect(industryAncestors('C')).toEqual(['C']);
    expect(industryAncestors('*')).toEqual(['*']);
  });

  it('end at a section for every code there is', () => {
    for (const code of words.industries.keys()) {
      const chain = industryAncestors(code);
      expect(new Set(chain).size, code).toBe(chain.length);
      expect(chain.at(-1), code).toMatch(/^([A-T]|\*)$/);
      for (const above of chain) expect(code.startsWith(above), `${code} in ${above}`).toBe(true);
    }
  });

  it('of an unknown code are itself', () => {
    expect(industryAncestors('Z99')).toEqual(['Z99']);
  });
});

describe('normal spelling', () => {
  it.each([
    ['ＳＯ２', 'so2'],
    ['SO₂', 'so2'],
    ['電鍍廠', '电镀厂'],
    ['m³', 'm3'],
    ['①', '1'],
    ['℃', '°c'],
  ])('of %s is %s', (text, normal) => {
    expect(normalise(text)).toBe(normal);
  });

  it.each(['\0', '\u0007', '\n', '\uD800', '\uDFFF', '\uE000', '\uFFFF'])('of what is no character (%j) is a space', (text) => {
    expect(normalise(`甲${text}乙`)).toBe('甲 乙');
  });
});
