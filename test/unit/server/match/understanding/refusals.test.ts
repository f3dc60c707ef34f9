import { describe, expect, it } from 'vitest';

import { refusalsIn } from '../../../../../server/match/understanding/unwanted.ts';

const refusedIn = (text: string) => refusalsIn(text).map(({ text: words }) => words.trim());

describe('what is refused', () => {
  it.each([
    ['不用氰化物', '氰化物'],
    ['不想上蒸发,有什么办法', '蒸发'],
    ['不要三氯乙烯的脱脂', '三氯乙烯'],
    ['别再用活性炭', '活性炭'],
    ['避免粉尘', '粉尘'],
    ['不想再花钱上RTO', 'RTO'],
    ['镀锌怎么做 不用氰化物', '氰化物'],
    ['without cyanide', 'cyanide'],
    ['avoid chlorine but keep whiteness', 'chlorine'],
    ['rinsing other than counter-flow', 'counter-flow'],
    ['instead of chlorine bleaching', 'chlorine bleaching'],
    ["don't want a dryer", 'dryer'],
  ])('in “%s” is what follows, up to a pause', (text, words) => {
    expect(refusedIn(text)).toEqual([words]);
  });

  it('may be several things', () => {
    expect(refusedIn('不用氰化物,也不想上蒸发')).toEqual(['氰化物', '蒸发']);
  });

  it.each(['不停产', '不能停机', '无需停炉', '不停线改造', 'without stopping production', 'avoid shutdown', 'no shutdown'])(
    'is a stop of production: %s',
    (text) => {
      expect(refusalsIn(text)).toMatchObject([{ special: 'shutdown' }]);
    },
  );

  it.each(['别推荐末端治理', '不要末端', 'not end-of-pipe', 'no end of pipe treatment'])(
    'is treatment at the end of the pipe: %s',
    (text) => {
      expect(refusalsIn(text)).toMatchObject([{ special: 'end-of-pipe' }]);
    },
  );

  it.each([
    '镀镍漂洗水回用',
    '无氰镀锌',
    '停不了产',
    '够不够用',
    '别人家怎么做',
    '免费',
    '不用说了',
    'not only rinse water',
    'no more than 2 years',
    'not sure about RTO',
    'knowledge of nickel',
  ])('is nothing in “%s”', (text) => {
    expect(refusalsIn(text)).toEqual([]);
  });

  it.each(['能不能用天然气', '要不要上蒸发器', '需不需要上RTO', '用不用换锅炉'])('is nothing where one asks whether to: %s', (text) => {
    expect(refusalsIn(text)).toEqual([]);
  });

  it.each(['税收减免政策有哪些', '难免有粉尘'])('is nothing where 免 ends another word: %s', (text) => {
    expect(refusalsIn(text)).toEqual([]);
  });
});
