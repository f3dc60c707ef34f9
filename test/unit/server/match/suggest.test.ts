import { describe, expect, it } from 'vitest';

import { vocabulary } from '../../../../corpus/vocabulary/vocabulary.ts';
import type { Suggestion } from '../../../../server/api/suggest.ts';
import { Suggester } from '../../../../server/match/suggest.ts';
import { sampleCase, sampleTechnique } from '../../../setup/sample-records.ts';

const suggester = new Suggester([
  sampleTechnique('counter-flow', {
    title: { zh: '逆流漂洗节水法', en: 'Zigzag rinsing' },
    aliases: { zh: ['瀑布漂洗'], en: ['waterfall rinsing'] },
  }),
  sampleTechnique('a-form', { title: { zh: '逆流漂洗节水法之一', en: 'Zigzag rinsing, a form' }, broader: 'counter-flow' }),
  sampleCase('a-case', { title: { zh: '逆流漂洗节水法案例', en: 'Zigzag rinsing, a case' } }),
]);
const suggest = (typed: string, lang: 'zh' | 'en' = 'zh', limit = 20) => suggester.suggest(typed, lang, limit);
const idsOf = (suggestions: { kind: string; code: string }[]) => suggestions.map(({ kind, code }) => `${kind}:${code}`);

/** The Chinese name of what a suggestion stands for. */
function nameOf({ kind, code }: Suggestion): string | undefined {
  const names = { industry: 'industries', problem: 'problems', process: 'processes', term: 'terms' } as const;
  return kind === 'technique' ? undefined : vocabulary()[names[kind]].get(code)?.zh;
}

describe('what is being typed', () => {
  it.each([
    ['the beginning of a name', '电镀'],
    ['traditional characters', '電鍍'],
    ['pinyin', 'diandu'],
    ['the initials of pinyin', 'dd'],
    ['pinyin broken off within a syllable', 'diand'],
  ])('is completed from %s', (_, typed) => {
    expect(idsOf(suggest(typed))).toContain('process:electroplating');
  });

  it('is completed in any capitals', () => {
    expect(suggest('ELECTROP', 'en')).toEqual(suggest('electrop', 'en'));
    expect(idsOf(suggest('electrop', 'en'))).toContain('process:electroplating');
  });

  it.each(['瓷砖厂 电镀', '瓷砖厂,电镀', '瓷砖厂、电镀'])('is completed by its last word: %s', (typed) => {
    expect(idsOf(suggest(typed))).toContain('process:electroplating');
  });

  it('is completed as a whole where it has several words', () => {
    expect(idsOf(suggest('waterfall rin', 'en'))).toContain('technique:counter-flow');
    expect(idsOf(suggest('waterfall', 'en'))).not.toContain('process:rinsing');
  });

  it.each(['', '   ', ',', 'qqqzzz', '𠮷𠮷', '%', '\0'])('has no completion where nothing begins so: “%s”', (typed) => {
    expect(suggest(typed)).toEqual([]);
  });
});

describe('what is suggested', () => {
  it('begins as was typed', () => {
    const suggestions = suggest('余热');
    expect(suggestions.length).toBeGreaterThan(2);
    for (const { text } of suggestions) expect(text).toMatch(/^余热/);
  });

  it('has names before other names, and these before what only sounds so', () => {
    for (const typed of ['废', '余热', '电', '水', 'shui', 'dd']) {
      const ranks = suggest(typed).map((one) => Number(!one.text.toLowerCase().startsWith(typed)) * 2 + Number(one.text !== nameOf(one)));
      expect(ranks.length, typed).toBeGreaterThan(2);
      expect(ranks, typed).toEqual([...ranks].sort());
    }
    expect(suggest('余热').map((one) => one.text === nameOf(one))).toContain(false);
  });

  it('has the shorter before the longer of equal rank', () => {
    const lengths = suggest('余热', 'zh', 3).map(({ text }) => text.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  it('has each thing once, by its best name', () => {
    const ids = idsOf(suggest('d'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has what is in the language asked for first', () => {
    const [first] = suggest('c', 'en');
    expect(first?.text).toMatch(/^c/i);
    expect(suggest('c', 'zh')[0]?.text).toMatch(/\p{Script=Han}/u);
  });

  it('is no more than asked for', () => {
    expect(suggest('d', 'zh', 3)).toHaveLength(3);
    expect(suggest('d', 'zh', 3)).toEqual(suggest('d').slice(0, 3));
  });

  it('is something there is', () => {
    for (const one of ['a', 'b', 's', '水', '电'].flatMap((typed) => suggest(typed))) {
      if (one.kind !== 'technique') expect(nameOf(one), one.code).toBeDefined();
    }
  });
});

describe('techniques', () => {
  it.each(['逆流漂洗节', '瀑布漂', 'niliupiaoxijie', 'nlpxjsf', 'zigzag rin', 'waterfall'])(
    'are found by name, other name, sound and English: %s',
    (typed) => {
      const found = idsOf(suggest(typed)).filter((id) => id.startsWith('technique:'));
      expect(found).toEqual(['technique:counter-flow']);
    },
  );
});
