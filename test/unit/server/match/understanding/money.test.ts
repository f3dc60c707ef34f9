import { describe, expect, it } from 'vitest';

import { budgetIn } from '../../../../../server/match/understanding/money.ts';

describe('a budget', () => {
  it.each([
    ['预算100万', 1e6],
    ['预算 100 万', 1e6],
    ['不超过50万元', 5e5],
    ['一百万', 1e6],
    ['两百万预算', 2e6],
    ['五十来万', 5e5],
    ['半个亿', 5e7],
    ['10个亿', 1e9],
    ['预算不超过0.5亿', 5e7],
    ['投资3千万', 3e7],
    ['投资100w', 1e6],
    ['1,200,000元', 1.2e6],
    ['9000元', 9000],
    ['一万块', 10_000],
    ['2 million yuan', 2e6],
    ['RMB 300,000', 3e5],
  ])('in yuan: %s', (text, max) => {
    expect(budgetIn(text)).toMatchObject({ max, currency: 'CNY' });
  });

  it.each([
    ['HK$2m', 2e6, 'HKD'],
    ['HKD 2.5 million', 2.5e6, 'HKD'],
    ['不超过20万港币', 2e5, 'HKD'],
    ['NT$ 300万', 3e6, 'TWD'],
    ['US$1.2m', 1.2e6, 'USD'],
    ['budget of $50k', 50_000, 'USD'],
    ['under USD 80,000', 80_000, 'USD'],
    ['£2m', 2e6, 'GBP'],
    ['€1.5 million', 1.5e6, 'EUR'],
    ['1百万欧元', 1e6, 'EUR'],
  ])('in another currency: %s', (text, max, currency) => {
    expect(budgetIn(text)).toMatchObject({ max, currency });
  });

  it.each([
    ['30-50万', 5e5],
    ['30万到50万', 5e5],
    ['5～8万元', 80_000],
    ['两三万块', 30_000],
    ['100-200k usd', 2e5],
  ])('given as a range is its upper end: %s', (text, max) => {
    expect(budgetIn(text)?.max).toBe(max);
  });

  it.each(['预算', '300', '预算300', '100元', 'about 500 dollars', '3m', '5m wide', 'C3071', '$', '第3条线'])(
    'is not a number alone, nor small change: %s',
    (text) => {
      expect(budgetIn(text)).toBeUndefined();
    },
  );

  it.each(['100万吨', '用电100万度', '100万kWh', '3万个', '20万平方', '300kw电机', '年产10万吨', '排放量5万', '产能 3 万'])(
    'is not an amount of something else: %s',
    (text) => {
      expect(budgetIn(text)).toBeUndefined();
    },
  );

  it.each(['处理成本 5元/吨', '每吨省30元', '电费2000元/月 以上', '10万/年'])('is not a price by the piece or by the year: %s', (text) => {
    expect(budgetIn(text)).toBeUndefined();
  });

  it.each([
    ['年产3万吨的厂,预算50万', 5e5, '50万'],
    ['预算50万,年产3万吨', 5e5, '50万'],
    ['200人的厂 不超过80万元', 8e5, '80万元'],
  ])('stands beside the size of a plant: %s', (text, max, words) => {
    const budget = budgetIn(text);
    expect(budget?.max).toBe(max);
    expect(text.slice(budget?.start, budget?.end)).toBe(words);
  });

  it.each(['预算100万 天然气锅炉改造', '预算50万 米粉厂', '投资50万 条件有限', '预算100万 年底前完成'])(
    'does not take the word after a space for what is counted: %s',
    (text) => {
      expect(budgetIn(text)?.max).toBeGreaterThanOrEqual(5e5);
    },
  );
});
