import { describe, expect, it } from 'vitest';

import { documentOf, regionPath, techniquesOf } from '../../../indexer/passages.ts';
import { sampleCase, sampleGuide, samplePolicy, sampleTechnique } from '../../setup/sample-records.ts';
import { shippedCollection } from '../../setup/shipped-collection.ts';

const nothing = () => undefined;
const passagesOf = (record: Parameters<typeof documentOf>[0]) => documentOf(record, nothing).passages;

describe('the passages of a record', () => {
  it('are one a language, title first', () => {
    const passages = passagesOf(sampleCase('a'));
    expect(passages.map(({ lang }) => lang)).toEqual(['zh', 'en']);
    expect(passages[0]?.text).toMatch(/^某电镀厂镀镍漂洗水回用 .*三级逆流漂洗/);
    expect(passages[1]?.text).toMatch(/^Nickel rinse water reused .*Three counter-flow/);
  });

  it('are in Chinese alone where there is no English', () => {
    const passages = passagesOf(sampleCase('a', { title: { zh: '题' }, summary: { zh: '文' } }));
    expect(passages.map(({ lang }) => lang)).toEqual(['zh']);
  });

  it('say in Chinese what trade and step it is about, in the source’s words where it has them', () => {
    expect(passagesOf(sampleCase('a', { industries: ['C1713'] }))[0]?.text).toMatch(/棉印染/);
    const worded = sampleCase('a', { industryText: { zh: '五金电镀园区' }, processText: { zh: '滚镀镍之后的漂洗' } });
    expect(passagesOf(worded)[0]?.text).toMatch(/五金电镀园区 滚镀镍之后的漂洗/);
  });

  it('tell how a technique works and where it fits', () => {
    const technique = sampleTechnique('t', {
      howItWorks: { zh: '水逐级变清' },
      applicability: { zh: '宜用于挂镀' },
      limits: { zh: '占地大' },
    });
    expect(passagesOf(technique)[0]?.text).toMatch(/水逐级变清 宜用于挂镀/);
    expect(passagesOf(technique)[0]?.text).not.toMatch(/占地大/);
  });

  it('have the same key where language and text are the same, and only there', () => {
    const key = (fields: Record<string, unknown>, id = 'a') => passagesOf(sampleCase(id, fields)).map((passage) => passage.key);
    expect(key({}, 'a')).toEqual(key({}, 'b'));
    const [zh, en] = key({});
    expect(zh).not.toBe(en);
    expect(key({ summary: { zh: '别的', en: 'Three counter-flow rinses bring the nickel back.' } })).toEqual([
      expect.not.stringMatching(`^${zh}$`),
      en,
    ]);
  });

  it('are cut where the model would stop reading, and never within a character', () => {
    const [zh] = passagesOf(sampleCase('a', { summary: { zh: '𠮷'.repeat(2000) } }));
    const [, en] = passagesOf(sampleCase('a', { summary: { zh: '文', en: 'rinse '.repeat(2000) } }));
    expect(zh?.text.length).toBeLessThanOrEqual(600);
    expect(en?.text.length).toBeLessThanOrEqual(1600);
    expect(zh?.text.isWellFormed()).toBe(true);
    const shifted = passagesOf(sampleCase('a', { title: { zh: '一个字' }, summary: { zh: '𠮷'.repeat(2000) } }));
    expect(shifted[0]?.text.isWellFormed()).toBe(true);
  });

  it('of the shipped collection: each has one in Chinese, none is empty or too long', () => {
    for (const { record } of shippedCollection().entries) {
      const passages = passagesOf(record);
      expect(
        passages.some(({ lang }) => lang === 'zh'),
        record.id,
      ).toBe(true);
      for (const { lang, text } of passages) {
        expect(text.trim(), record.id).not.toBe('');
        expect(text.length, record.id).toBeLessThanOrEqual(lang === 'zh' ? 600 : 1600);
      }
    }
  });
});

describe('the passages of a guide', () => {
  it('are one a section, each led by the guide’s title, without marks of Markdown and citations', () => {
    const texts = passagesOf(sampleGuide('g')).map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^电镀入门\s+工序\s+先除油,见 。/);
    expect(texts[1]).toMatch(/^电镀入门\s+损失\s+带出液最多/);
    expect(texts.join('')).not.toMatch(/#|\[|drag-out/);
  });

  it('have its English abstract as one more', () => {
    const passages = passagesOf(sampleGuide('g', { abstractEn: 'Degrease first.' }));
    expect(passages.at(-1)).toMatchObject({ lang: 'en', text: 'Plating for newcomers Degrease first.' });
  });

  it('are one where it has no sections', () => {
    expect(passagesOf(sampleGuide('g', { body: '只有一段。' }))).toHaveLength(1);
  });
});

describe('the keyword columns of a record', () => {
  it('hold the names of its trade, problem and technique in their own language', () => {
    const technique = { title: { zh: '逆流漂洗', en: 'Counter-flow rinsing' }, aliases: { zh: ['多级漂洗'], en: ['cascade rinsing'] } };
    const { keyword } = documentOf(sampleCase('a', { techniques: ['rinse'] }), (id) => (id === 'rinse' ? technique : undefined));
    for (const word of ['金属表面处理', '镍', '含镍废水', '逆流漂洗', '多级漂洗']) expect(keyword.zh.names).toContain(word);
    for (const word of ['Nickel', 'Counter-flow rinsing', 'cascade rinsing']) expect(keyword.en.names).toContain(word);
    expect(keyword.en.names).not.toMatch(/\p{Script=Han}/u);
  });

  it('hold a technique’s own aliases and everything else worth finding', () => {
    const record = sampleTechnique('t', {
      limits: { zh: '占地大' },
      place: { zh: '佛山' },
      metrics: [{ name: { zh: '节水率', en: 'water saved' }, value: 60, unit: '%', basis: { zh: '与两级比' } }],
    });
    const { zh, en } = documentOf(record, nothing).keyword;
    expect(zh.names).toContain('多级漂洗');
    for (const word of ['占地大', '佛山', '节水率', '与两级比']) expect(zh.detail).toContain(word);
    expect(en.detail).toContain('water saved');
  });
});

describe('what a record is filtered by', () => {
  it('holds its trade with all that contain it, its place with city, province and country', () => {
    const { facets } = documentOf(sampleCase('a', { region: '440605', year: 2019, evidence: 'measured', costClass: 'none-low' }), nothing);
    expect(facets).toMatchObject({
      kind: 'case',
      industry: ['C3360', 'C336', 'C33', 'C'],
      problem: ['nickel'],
      region: ['440605', '440600', '440000', 'CN'],
      measure: ['recycling'],
      costClass: ['none-low'],
      evidence: ['measured'],
      year: 2019,
    });
  });

  it('leaves absent what the record does not say', () => {
    expect(documentOf(samplePolicy('p'), nothing).facets).toMatchObject({
      region: [],
      measure: [],
      costClass: [],
      evidence: [],
      technique: [],
      year: undefined,
    });
  });

  it('counts a form under its canonical technique', () => {
    expect(techniquesOf(sampleTechnique('form', { broader: 'wide' }))).toEqual(['wide']);
    expect(techniquesOf(sampleTechnique('wide'))).toEqual(['wide']);
    expect(techniquesOf(samplePolicy('p'))).toEqual([]);
  });

  it.each([
    ['440000', ['440000', 'CN']],
    ['DE', ['DE']],
    ['CN', ['CN']],
  ])('of region %s is each of its levels once', (code, path) => {
    expect(regionPath(code)).toEqual(path);
  });
});
