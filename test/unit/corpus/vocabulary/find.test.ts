import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { WordFinder } from '../../../../corpus/vocabulary/find.ts';
import { normaliseTraced } from '../../../../corpus/vocabulary/normalise.ts';
import { type Term, VOCABULARY_NAMES, type Vocabulary } from '../../../../corpus/vocabulary/vocabulary.ts';

const term = (code: string, zh: string, en: string, aliasesZh: string[] = [], aliasesEn: string[] = []): Term => ({
  code,
  zh,
  en,
  aliasesZh,
  aliasesEn,
});

const byCode = <T extends Term>(...terms: T[]) => new Map(terms.map((one) => [one.code, one]));

/** A small vocabulary with one word for each rule. */
const words: Vocabulary = {
  ...(Object.fromEntries(VOCABULARY_NAMES.map((name) => [name, new Map()])) as unknown as Vocabulary),
  industries: byCode(term('C336', '金属表面处理', 'Surface treatment', ['电镀厂']), term('C17', '纺织业', 'Textiles')),
  problems: byCode(
    { ...term('so2', '二氧化硫', 'Sulphur dioxide', ['SO2', '烟气超标'], ['flue gas over limit']), kind: 'air' },
    { ...term('nox', '氮氧化物', 'Nitrogen oxides', ['烟气超标'], ['flue gas over limit']), kind: 'air' },
    { ...term('nickel', '镍', 'Nickel', ['Ni', '含镍废水'], ['nickel loss']), kind: 'water' },
    { ...term('copper', '铜', 'Copper', ['Cu']), kind: 'water' },
    { ...term('nitrogen', '总氮', 'Total nitrogen', ['TN']), kind: 'water' },
    { ...term('tce', '三氯乙烯', 'Trichloroethylene', ['TCE']), kind: 'air' },
    { ...term('coal', '标准煤', 'Coal equivalent', ['tce']), kind: 'resource' },
  ),
  processes: byCode({ ...term('plating', '电镀', 'Electroplating'), industries: ['C336'] }),
  terms: byCode(
    term('膜', '膜', 'membrane'),
    term('反渗透', '反渗透', 'reverse osmosis', ['反渗透膜'], ['RO']),
    term('釉', '釉料𠮷', 'glaze'),
  ),
};

const finder = new WordFinder(words);
const codes = (text: string) => finder.find(text).flatMap((found) => found.codes);

describe('the words found in a text', () => {
  it('are the longest at each place', () => {
    expect(finder.find('反渗透膜')).toMatchObject([{ vocabulary: 'terms', codes: ['反渗透'], surface: '反渗透膜' }]);
  });

  it('nest across vocabularies: the trade, and within it the process', () => {
    expect(finder.find('我们电镀厂')).toMatchObject([
      { vocabulary: 'industries', codes: ['C336'], surface: '电镀厂', start: 2, end: 5 },
      { vocabulary: 'processes', codes: ['plating'], surface: '电镀', start: 2, end: 4 },
    ]);
  });

  it('come in the order in which they begin', () => {
    expect(codes('纺织业的二氧化硫和总氮')).toEqual(['C17', 'so2', 'nitrogen']);
  });

  it('stand for all that a saying means', () => {
    expect(codes('烟气超标')).toEqual(['so2', 'nox']);
  });

  it('are found each time they stand there', () => {
    expect(finder.find('二氧化硫,还是二氧化硫').map(({ start }) => start)).toEqual([0, 7]);
  });

  it.each([
    ['traditional characters', '總氮', 'nitrogen', '總氮'],
    ['full-width letters', '降低ＳＯ２排放', 'so2', 'ＳＯ２'],
    ['small figures', '降低SO₂排放', 'so2', 'SO₂'],
    ['other capitals', 'REVERSE Osmosis', '反渗透', 'REVERSE Osmosis'],
    ['the plural of an English name', 'three membranes', '膜', 'membranes'],
  ])('in %s: %s', (_, text, code, surface) => {
    expect(finder.find(text)).toMatchObject([{ codes: [code], surface }]);
  });

  it('are whole Latin words only', () => {
    expect(codes('RO')).toEqual(['反渗透']);
    for (const text of ['ROAD', 'euro', 'RO2', '2RO', 'SO23', 'xSO2', 'membranelike']) expect(codes(text), text).toEqual([]);
    expect(codes('用RO膜')).toEqual(['反渗透']);
  });

  it('are symbols only in their own capitals', () => {
    expect(codes('Ni、Cu、TN')).toEqual(['nickel', 'copper', 'nitrogen']);
    for (const text of ['ni', 'NI', 'cu', 'CU', 'tn', 'Tn']) expect(codes(text), text).toEqual([]);
  });

  it('keep apart what only capitals tell apart', () => {
    expect(codes('TCE')).toEqual(['tce']);
    expect(codes('tce')).toEqual(['coal']);
  });

  it('are never a single Chinese character', () => {
    expect(codes('镍板和膜')).toEqual([]);
  });
});

describe('where a word stands', () => {
  it('is told in the text as typed, after characters beyond the basic plane', () => {
    const text = '😀𠮷电镀厂';
    const [found] = finder.find(text);
    expect(found).toMatchObject({ start: 4, end: 7, surface: '电镀厂' });
    expect(text.slice(4, 7)).toBe('电镀厂');
  });

  it('is told in the text as typed, after characters that normalise to several', () => {
    expect(finder.find('㈱㎏ﬃ电镀厂')[0]).toMatchObject({ start: 3, end: 6, surface: '电镀厂' });
  });

  it('is told in the text as typed, after capitals that grow when made small', () => {
    expect(finder.find('İİ电镀厂')[0]).toMatchObject({ start: 2, end: 5, surface: '电镀厂' });
  });

  it('is told for words that hold such a character', () => {
    expect(finder.find('新釉料𠮷')[0]).toMatchObject({ codes: ['釉'], start: 1, end: 5, surface: '釉料𠮷' });
  });

  it('is within the text and reads as the surface, whatever the text', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('电镀厂', 'SO₂', '㎏', 'Ni', '\uD800', '\0', '電鍍', 'ＲＯ'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, surface } of finder.find(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(surface);
        }
      }),
    );
  });
});

describe('normalising with the way back', () => {
  it('keeps an origin for each unit and one past the end, never going back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (original) => {
        const { text, origin } = normaliseTraced(original);
        expect(origin).toHaveLength(text.length + 1);
        expect(origin.at(-1)).toBe(original.length);
        for (let i = 1; i < origin.length; i++) expect(origin[i]).toBeGreaterThanOrEqual(origin[i - 1] ?? 0);
      }),
    );
  });
});
