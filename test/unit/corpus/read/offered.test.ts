import { describe, expect, it } from 'vitest';

import { offersOfJsonLines } from '../../../../corpus/read/facts.ts';
import { offersOfGrid } from '../../../../corpus/read/grid.ts';
import { offersOfBlocks } from '../../../../corpus/read/headed-text.ts';
import { fieldsOf, type Offered, recordOf, resolveWords } from '../../../../corpus/read/offered.ts';
import { present } from '../../../setup/present.ts';
import { sampleCase } from '../../../setup/sample-records.ts';

function read(offered: Offered, standing?: Parameters<typeof fieldsOf>[1]) {
  const { fields, problems } = fieldsOf(offered, standing);
  problems.push(...resolveWords(fields, offered));
  fields.id ??= 'made-id';
  return recordOf(fields, offered, problems);
}

const grid = (heading: string[], ...rows: (string | number)[][]) =>
  offersOfGrid([heading, ...rows].map((cells, i) => ({ row: i + 1, cells: cells.map((value) => (value === '' ? undefined : { value })) })));

describe('a row of a sheet', () => {
  const standing = sampleCase('standing', {
    title: { zh: '旧标题', en: 'Old title' },
    metrics: [{ name: { zh: '节电', en: 'power saved' }, code: 'electricity-saved', value: 5, unit: 'kWh/a', doubt: { zh: '存疑' } }],
    sources: [
      { title: '甲', url: 'https://a.example/x' },
      { title: '乙', lang: 'en' },
    ],
    year: 2001,
  });

  it('laid over a record changes only what it says', () => {
    const { offers } = grid(['编号', '标题', '概要', '指标'], ['standing', '新标题', '', '节电 / power saved = 6 kWh/a']);
    const { record, problems } = read(present(offers[0], 'row'), standing);
    expect(problems).toEqual([]);
    expect(record).toEqual({
      ...standing,
      title: { zh: '新标题', en: 'Old title' },
      // The code stays with the figure; the doubt was about the value that is gone.
      metrics: [{ name: { zh: '节电', en: 'power saved' }, code: 'electricity-saved', value: 6, unit: 'kWh/a' }],
    });
  });

  it('keeps the other sources where it names the first', () => {
    const { offers } = grid(['编号', '标题', '来源年份'], ['standing', '旧标题', '2011年']);
    expect(read(present(offers[0], 'row'), standing).record?.sources).toEqual([
      { title: '甲', url: 'https://a.example/x', year: 2011 },
      { title: '乙', lang: 'en' },
    ]);
  });

  it('reads codes with their names, names in either language, ranges, 万元 and the headings of either language', () => {
    const { offers, notes } = grid(
      ['Title (Chinese)', 'Summary', '概要', '行业', 'Problems', '措施', '投资(万元)', '回收期', '来源', '颜色', '标题'],
      ['某厂', 'Short.', '概要。', 'C3360 金属表面处理及热处理加工', 'Nickel', 'equipment', '80~95', '1.5至2', '报告', '红', 'x'],
    );
    expect(notes.map(({ message }) => message.en)).toEqual([
      'J1: Unknown column “颜色”, not read.',
      'K1: “标题” stands twice: only the first is read.',
    ]);
    expect(read(present(offers[0], 'row')).record).toMatchObject({
      title: { zh: '某厂' },
      summary: { zh: '概要。', en: 'Short.' },
      industries: ['C3360'],
      problems: ['nickel'],
      measure: 'equipment',
      investment: { value: [800_000, 950_000], currency: 'CNY' },
      paybackYears: [1.5, 2],
    });
  });

  it('that is the template’s example, or its headings in the other language, is left out', () => {
    const { offers, examples } = grid(
      ['编号', '标题', '概要'],
      ['Id', 'Title (Chinese)', 'Summary (Chinese)'],
      ['示例(不导入)', '甲', '乙'],
      ['', '丙', '丁'],
    );
    expect(examples).toBe(1);
    expect(offers.map(({ place, cells }) => [place.row, cells.get('title_zh')?.value])).toEqual([[4, '丙']]);
  });
});

describe('facts as a collector writes them', () => {
  it('become a record with every field in its place', () => {
    const [offered] = offersOfJsonLines(
      JSON.stringify({
        id: 'cer-one',
        kind: 'case',
        title_zh: '标题',
        summary_zh: '概要',
        industry_code: 'C3071',
        industry_zh: '建筑陶瓷制品制造',
        process_zh: '窑炉烧成',
        problems: ['fuel', 'heat-loss'],
        measure: 'process-technology',
        place: '广东省佛山市',
        year: 2009,
        metrics: [{ name_zh: '节煤', name_en: 'coal saved', value: [1, 2], unit: 'tce/a', basis_zh: '来源称' }],
        investment: { value: 2_000_000, currency: 'CNY', note: '改造' },
        payback_years: [0.5, 1],
        source: { title: '报道', year: 2009, url: 'https://a.example/1', lang: 'zh' },
      }),
    );
    const { record, problems } = read(present(offered, 'line'));
    expect(problems).toEqual([]);
    expect(record).toEqual(
      sampleCase('cer-one', {
        title: { zh: '标题' },
        summary: { zh: '概要' },
        industries: ['C3071'],
        industryText: { zh: '建筑陶瓷制品制造' },
        processText: { zh: '窑炉烧成' },
        problems: ['fuel', 'heat-loss'],
        measure: 'process-technology',
        place: { zh: '广东省佛山市' },
        year: 2009,
        metrics: [{ name: { zh: '节煤', en: 'coal saved' }, value: [1, 2], unit: 'tce/a', basis: { zh: '来源称' } }],
        investment: { value: 2_000_000, currency: 'CNY', note: { zh: '改造' } },
        paybackYears: [0.5, 1],
        sources: [{ title: '报道', year: 2009, url: 'https://a.example/1', lang: 'zh' }],
      }),
    );
  });
});

describe('a report', () => {
  it('with a title over several cases gives each of them', () => {
    const heading = (level: number, text: string) => ({ kind: 'heading', level, text }) as const;
    const text = (words: string) => ({ kind: 'text', text: words }) as const;
    const offers = offersOfBlocks([
      heading(1, '某市案例汇编'),
      text('前言。'),
      heading(2, '1. 甲厂'),
      text('行业:C3360'),
      heading(3, '概要'),
      text('第一段。'),
      text('第二段。'),
      heading(2, '2. 乙厂'),
      heading(3, '企业情况'),
      text('年产一万吨。'),
    ]);
    expect(offers.map(({ cells }) => Object.fromEntries([...cells].map(([key, { value }]) => [key, value])))).toEqual([
      { title_zh: '甲厂', industries: 'C3360', summary_zh: '第一段。\n第二段。' },
      { title_zh: '乙厂', summary_zh: '年产一万吨。' },
    ]);
  });
});
