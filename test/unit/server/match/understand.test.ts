import { describe, expect, it } from 'vitest';

import type { RecommendRequest } from '../../../../server/api/recommend.ts';
import { questionText } from '../../../../server/match/recommend.ts';
import { understand } from '../../../../server/match/understand.ts';
import { present } from '../../../setup/present.ts';

const ask = (text: string, more: Partial<RecommendRequest> = {}) => understand({ text, lang: 'zh', limit: 1, ...more });
const codes = (parts: { code: string }[]) => parts.map(({ code }) => code);

describe('what is understood from a text', () => {
  it('is everything it names', () => {
    const understood = ask('佛山瓷砖厂 窑炉烟气二氧化硫超标 预算100万 两年回本 2015年以后的案例 200人的厂');
    expect(codes(understood.industries)).toEqual(['C3071']);
    expect(codes(understood.problems)).toContain('so2');
    expect(understood).toMatchObject({
      region: { code: '440600' },
      budget: { max: 1e6, currency: 'CNY' },
      paybackYears: { max: 2 },
      yearFrom: { year: 2015 },
      size: { surface: '200人' },
    });
    expect(understood.corrected).toBeUndefined();
  });

  it('is nothing where nothing is named', () => {
    expect(ask('怎么办')).toEqual(ask(''));
    expect(ask('')).toMatchObject({ industries: [], problems: [], processes: [], terms: [], unwanted: [] });
  });

  it('has each code once, however often it is said', () => {
    expect(codes(ask('二氧化硫,二氧化硫,SO2').problems)).toEqual(['so2']);
  });

  it('does not count among what is asked for what is refused', () => {
    const understood = ask('镀锌 不用氰化物');
    expect(codes(understood.problems)).not.toContain('cyanide');
    expect(codes(understood.unwanted)).toEqual(['cyanide']);
  });

  it('keeps a short refusal of unknown words, with less confidence', () => {
    expect(ask('不要那个怪东西').unwanted).toMatchObject([{ code: '那个怪东西', confidence: 0.5 }]);
  });

  it('names a stop of production and treatment at the end of the pipe', () => {
    expect(codes(ask('不停产,不要末端治理').unwanted)).toEqual(['shutdown', 'end-of-pipe']);
  });
});

describe('where it stands', () => {
  it.each([
    ['in simplified characters', '我们电镀厂', '电镀厂'],
    ['in traditional characters', '我們電鍍廠', '電鍍廠'],
    ['after an emoji', '😀👍🏽电镀厂', '电镀厂'],
    ['after characters that normalise to several', '㎏㈱ﬃ电镀厂', '电镀厂'],
    ['after a mended error that is shorter than its word', 'electroplatng 电镀厂', '电镀厂'],
    ['after a mended error that is longer than its word', 'electroplatting 电镀厂', '电镀厂'],
  ])('is told in the text as typed: %s', (_, text, surface) => {
    const part = present(
      ask(text).industries.find(({ code }) => code === 'C336'),
      text,
    );
    expect(part.surface).toBe(surface);
    expect(text.slice(part.start, part.end)).toBe(surface);
  });

  it('is told for full-width letters and figures', () => {
    const text = '😀ＳＯ２超标　预算１００万';
    const { problems, budget } = ask(text);
    expect(problems).toMatchObject([{ code: 'so2', surface: 'ＳＯ２' }]);
    expect(text.slice(problems[0]?.start, problems[0]?.end)).toBe('ＳＯ２');
    expect(budget).toMatchObject({ max: 1e6, surface: '１００万' });
    expect(text.slice(budget?.start, budget?.end)).toBe('１００万');
  });

  it('is the wrong word itself where an error was mended', () => {
    const text = '😀皮酒厂 洗瓶';
    expect(ask(text).industries).toMatchObject([{ code: 'C1513', by: 'spelling', surface: '皮酒厂', start: 2, end: 5 }]);
  });

  it('begins and ends with what it means, not with a space', () => {
    const text = '预算 100 万';
    expect(ask(text).budget?.surface).toBe('100 万');
  });
});

describe('a typing error', () => {
  it('is mended in the text that is searched for, and only there', () => {
    expect(ask('😀電鍍廠 費水').corrected).toBe('😀電鍍廠 废水');
    expect(ask('old tanery, 皮酒厂 too').corrected).toBe('old tannery, 啤酒厂 too');
    expect(ask('tannery').corrected).toBeUndefined();
  });

  it('is mended in its place after capitals that grow when made small', () => {
    expect(ask('İİ tanery').corrected).toBe('İİ tannery');
  });

  it('makes what it names less sure', () => {
    const [sure] = ask('tannery').industries;
    const [guessed] = ask('tanery').industries;
    expect(guessed).toMatchObject({ code: sure?.code, by: 'spelling' });
    expect(guessed?.confidence).toBeLessThan(sure?.confidence ?? 0);
  });
});

describe('what the request gives outright', () => {
  it('stands above what the text says', () => {
    const understood = ask('瓷砖厂 佛山 预算100万 两年回本', {
      industry: 'C336',
      region: '330000',
      budget: { max: 5000, currency: 'HKD' },
      paybackYears: 7,
    });
    expect(understood.industries).toMatchObject([{ code: 'C336', by: 'given', confidence: 1 }]);
    expect(understood.region).toMatchObject({ code: '330000', by: 'given' });
    expect(understood.budget).toEqual({ max: 5000, currency: 'HKD' });
    expect(understood.paybackYears).toEqual({ max: 7 });
  });

  it('stands before the problems and processes the text names', () => {
    const understood = ask('二氧化硫 电镀', { problems: ['nickel'], processes: ['boiler'] });
    expect(codes(understood.problems)).toEqual(['nickel', 'so2']);
    expect(codes(understood.processes)).toEqual(['boiler', 'electroplating']);
  });

  it('has its names in both languages, and no place in the text', () => {
    const [industry] = ask('', { industry: 'C336' }).industries;
    expect(industry?.name.zh).toMatch(/\p{Script=Han}/u);
    expect(industry?.name.en).toMatch(/^[\p{ASCII}]+$/u);
    expect(industry).not.toHaveProperty('start');
  });
});

describe('what the user calls misunderstood', () => {
  const text = '佛山瓷砖厂 二氧化硫 预算100万 两年回本 2015年以后 不用氰化物';

  it('is left out, and nothing else is', () => {
    const understood = ask(text, { ignore: ['industry:C3071', 'budget', 'unwanted:cyanide'] });
    expect(understood.industries).toEqual([]);
    expect(understood.budget).toBeUndefined();
    expect(understood.unwanted).toEqual([]);
    const { problems, paybackYears, yearFrom, region } = ask(text);
    expect(understood).toMatchObject({ problems, paybackYears, yearFrom, region });
  });

  it.each([
    ['payback', 'paybackYears'],
    ['year', 'yearFrom'],
    ['region:440600', 'region'],
  ] as const)('may be the %s', (key, field) => {
    expect(ask(text)[field]).toBeDefined();
    expect(ask(text, { ignore: [key] })[field]).toBeUndefined();
  });

  it('does not touch what the request gives outright', () => {
    expect(codes(ask(text, { industry: 'C3071', ignore: ['industry:C3071'] }).industries)).toEqual(['C3071']);
  });
});

describe('what is searched for', () => {
  const searched = (request: RecommendRequest) => questionText(request, understand(request));

  it('is the text with its errors mended', () => {
    expect(searched({ text: ' 皮酒厂 ', lang: 'zh', limit: 1 })).toBe('啤酒厂');
  });

  it('is the names of what was chosen, in the language asked for, before the text', () => {
    expect(searched({ text: '怎么办', problems: ['nickel'], lang: 'zh', limit: 1 })).toBe('镍 怎么办');
    expect(searched({ problems: ['nickel'], lang: 'en', limit: 1 })).toMatch(/^nickel/i);
  });
});
