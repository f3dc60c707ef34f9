import { describe, expect, it } from 'vitest';

import { sizeIn } from '../../../../../server/match/understanding/size.ts';
import { paybackIn, yearFromIn } from '../../../../../server/match/understanding/time.ts';

const surfaceOf = (text: string, span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end).trim();

describe('the payback asked for', () => {
  it.each([
    ['两年内', 2],
    ['三年之内收回投资', 3],
    ['18个月以内', 1.5],
    ['半年内能不能回本', 0.5],
    ['一年半回本', 1.5],
    ['5年半回本', 5.5],
    ['1.5年回本', 1.5],
    ['2-3年回本', 3],
    ['回收期不超过3年', 3],
    ['投资回收期:2年', 2],
    ['几个月回本', 0.5],
    ['< 18 months', 1.5],
    ['payback < 2 years', 2],
    ['payback 1-2 years', 2],
    ['two-year payback', 2],
    ['pays back in two years', 2],
    ['pay for itself in half a year', 0.5],
    ['ROI under 24 months', 2],
    ['within 3 years', 3],
    ['payback of 4 months', 0.33],
  ])('in “%s” is %d years', (text, years) => {
    expect(paybackIn(text)?.max).toBe(years);
  });

  it.each([
    '用了10年',
    '10年前',
    '近三年',
    '已经三年没检修',
    '保修两年',
    '2020年改造',
    '2023年内',
    '一年半',
    'last 2 years',
    'in 3 years',
    '10 years old',
    '100000年回本',
  ])('is not a length of time of another kind: %s', (text) => {
    expect(paybackIn(text)).toBeUndefined();
  });

  it.each([
    ['锅炉用了十年,两年内能回本', 2],
    ['20年的老厂,三年回本', 3],
  ])('is told from a length of time that has passed: %s', (text, years) => {
    expect(paybackIn(text)?.max).toBe(years);
  });

  it('is told from a length of time that has passed, in English too', () => {
    expect(paybackIn('boiler 20 years old, payback 2 years')?.max).toBe(2);
    expect(paybackIn('boiler running 20 years, payback 2 years')?.max).toBe(2);
  });
});

describe('the year from which evidence is wanted', () => {
  it.each([
    ['2015年以后的案例', 2015, '2015年以后'],
    ['要2018年之后的', 2018, '2018年之后'],
    ['2015后', 2015, '2015后'],
    ['cases since 2018', 2018, 'since 2018'],
    ['after 2010', 2010, 'after 2010'],
  ])('is the year itself: %s', (text, year, words) => {
    const found = yearFromIn(text, 2026);
    expect(found?.year).toBe(year);
    expect(surfaceOf(text, found)).toBe(words);
  });

  it.each([
    ['近五年', 2021],
    ['最近3年的案例', 2023],
    ['过去十年', 2016],
    ['近二十年', 2006],
    ['last five years', 2021],
  ])('is counted back from this year: %s', (text, year) => {
    expect(yearFromIn(text, 2026)?.year).toBe(year);
  });

  it.each(['2020年建的', '用了五年', '两年内', 'since 1890', 'since the fire', '12345'])(
    'is not any year or length of time: %s',
    (text) => {
      expect(yearFromIn(text, 2026)).toBeUndefined();
    },
  );
});

describe('the size of a plant', () => {
  it.each([
    ['年产10万吨的厂', '年产10万吨的厂'],
    ['我们200人的厂', '200人'],
    ['120名员工', '120名员工'],
    ['有3条线', '3条线'],
    ['2条生产线', '2条生产线'],
    ['两台锅炉', '两台锅炉'],
    ['50,000 t/a', '50,000 t/a'],
    ['a plant with 300 employees', '300 employees'],
    ['3 production lines', '3 production lines'],
  ])('in “%s” is told in its words', (text, words) => {
    expect(surfaceOf(text, sizeIn(text))).toBe(words);
  });

  it.each(['产能,', '人手不够', '预算100万', 'line 3'])('is not in “%s”', (text) => {
    expect(sizeIn(text)).toBeUndefined();
  });
});
