import { describe, expect, it } from 'vitest';

import { correctionsIn } from '../../../../../server/match/understanding/spelling.ts';
import { syllablesOf } from '../../../../../server/match/understanding/syllables.ts';

const mended = (text: string) => correctionsIn(text, []).map(({ wrong, right }) => [wrong, right]);

describe('a typing error', () => {
  it.each([
    ['氨但', '氨氮'],
    ['窑卢', '窑炉'],
    ['皮酒厂', '啤酒厂'],
    ['电杜', '电镀'],
  ])('of the same sound is mended: %s is %s', (wrong, right) => {
    expect(mended(wrong)).toEqual([[wrong, right]]);
  });

  it.each([
    ['electroplatng', 'electroplating'],
    ['brewry', 'brewery'],
    ['tanery', 'tannery'],
    ['dyening', 'dyeing'],
    ['wastewatre', 'wastewater'],
    ['boilar', 'boiler'],
  ])('of one letter is mended: %s is %s', (wrong, right) => {
    expect(mended(wrong)).toEqual([[wrong, right]]);
  });

  it.each(['electroplating', 'clean', 'kitchen', 'boiler house', '清洁生产', '废水回用', '我们工厂', 'zzzzz', 'xqjvk'])(
    'is none in “%s”',
    (text) => {
      expect(mended(text)).toEqual([]);
    },
  );

  it('of two letters is left as it is', () => {
    expect(mended('elctroplatng')).toEqual([]);
  });

  it('is told where it stands', () => {
    const text = 'old tanery, 皮酒厂';
    const corrections = correctionsIn(text, []);
    expect(corrections).toHaveLength(2);
    for (const { wrong, start, end } of corrections) expect(text.slice(start, end)).toBe(wrong);
  });

  it('is not sought in what is understood as it stands', () => {
    const text = 'tanery';
    expect(correctionsIn(text, [{ start: 0, end: text.length }])).toEqual([]);
  });

  it('is sought in a longer word around what is understood: 酒厂 in 皮酒厂', () => {
    expect(correctionsIn('皮酒厂', [{ start: 1, end: 3 }])).toMatchObject([{ right: '啤酒厂', start: 0, end: 3 }]);
  });
});

describe('syllables', () => {
  it('are those of each Chinese character, without its tone', () => {
    expect(syllablesOf('电镀厂')).toEqual(['dian', 'du', 'chang']);
    expect(syllablesOf('绿SO2色')).toEqual(['lv', 'se']);
    expect(syllablesOf('nickel')).toEqual([]);
  });
});
