import type { Lang, Text } from '../../../corpus/kinds/text.ts';
import type { PlanTables } from '../../../corpus/read/plan.ts';
import type { ChartData } from '../../components/chart.ts';
import type { SearchQuery } from '../../src/api.ts';

/** The plan's tables as charts, beside the library's counts. Pure: names and counts are given. */

type Row<N extends keyof PlanTables> = PlanTables[N]['rows'][number];
type Say = (key: string, values?: Record<string, unknown>) => string;
type InLang = (text: Text) => string;

/** The plan's English names begin small, as they stand within sentences; here they stand alone. */
function asName(inLang: InLang, text: Text): string {
  const name = inLang(text);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Targets of enterprises are hundreds and the others a few: on one axis the few would vanish. */
const MANY = 100;

export function targetCharts(targets: Row<'targets'>[], t: Say, inLang: InLang): { enterprises: ChartData; others: ChartData } {
  const chart = (rows: Row<'targets'>[]): ChartData => ({
    of: t('overview.target'),
    series: ['2011–2015', '2016–2020'],
    rows: rows.map((row) => ({
      name: asName(inLang, { zh: row.indicator_zh, en: row.indicator_en }),
      values: [row.p2011_2015, row.p2016_2020],
      remark: remarkOf(row, t),
      doubt: row.doubt,
    })),
  });
  return { enterprises: chart(targets.filter(({ total }) => total >= MANY)), others: chart(targets.filter(({ total }) => total < MANY)) };
}

function remarkOf({ total, level_2010: level, text_goal_low: low, text_goal_high: high }: Row<'targets'>, t: Say): string {
  const parts = [t('overview.total', { n: total })];
  if (level !== undefined) parts.push(t('overview.in2010', { n: level }));
  if (low !== undefined && (low !== total || high !== total)) {
    parts.push(high === undefined ? t('overview.textGoalFrom', { low }) : t('overview.textGoal', { low, high }));
  }
  return parts.join(t('chart.and'));
}

/** The districts by GB/T 2260, to count the library's cases in each. */
const DISTRICTS: Record<string, string> = { 禅城区: '440604', 南海区: '440605', 顺德区: '440606', 三水区: '440607', 高明区: '440608' };

/** What the plan sets each district to do; the lists are in Chinese only. */
function tasksOf({ focus_industries_zh: focus, tertiary_zh: tertiary, parks_towns_zh: parks }: Row<'districts'>, t: Say): string {
  const part = (key: string, list: string[] | undefined) => (list ? [t(`overview.tasks.${key}`, { list: list.join('、') })] : []);
  return [...part('focus', focus), ...part('tertiary', tertiary), ...part('parks', parks)].join('；');
}

export function districtChart(rows: Row<'districts'>[], cases: Record<string, number>, t: Say, inLang: InLang, lang: Lang): ChartData {
  return {
    of: t('overview.district'),
    series: [t('overview.provincial'), t('overview.municipal'), t('overview.libraryCases')],
    // The doubts are about the names of parks and towns, not about the counts.
    sound: [0, 1, 2],
    rows: rows
      .filter(({ row_type: type }) => type === 'district')
      .map((row) => {
        const code = DISTRICTS[row.district_zh];
        return {
          name: asName(inLang, { zh: row.district_zh, en: row.district_en }),
          values: [row.provincial_titles, row.municipal_titles, code && (cases[code] ?? 0)].map((n) =>
            typeof n === 'number' ? n : undefined,
          ),
          remark: lang === 'zh' ? tasksOf(row, t) : row.special_task_en,
          doubt: row.doubt,
        };
      }),
  };
}

/** The industry codes that rows of 表6 come nearest to: this collection's reading, stated in the table. `without` is taken off again. */
const CODES: Record<number, { codes: string[]; without?: string }> = {
  1: { codes: ['D44'] },
  2: { codes: ['C325'] },
  3: { codes: ['C30'] },
  4: { codes: ['C26'] },
  5: { codes: ['C14', 'C15'] },
  6: { codes: ['C385', 'C39'] },
  7: { codes: ['C20', 'C21'] },
  8: { codes: ['C387', 'C3974'] },
  9: { codes: ['C34', 'C35'] },
  10: { codes: ['C33'], without: 'C336' },
  11: { codes: ['C292'] },
  12: { codes: ['C23'] },
  13: { codes: ['C336'] },
  14: { codes: ['C17'] },
  15: { codes: ['F51', 'F52'] },
};

/** Counts of one code stand in the facets; a case of two codes must not be counted twice, so those are asked for. */
export function industryQueries(): SearchQuery[] {
  return Object.values(CODES).flatMap(({ codes }) =>
    codes.length > 1 ? [{ kind: ['case'], industry: codes, limit: 0 } as SearchQuery] : [],
  );
}

export const keyOf = (codes: string[] | undefined): string => (codes ?? []).join(' ');

export function industryChart(
  rows: Row<'recognised-by-industry'>[],
  cases: Record<string, number>,
  several: ReadonlyMap<string, number>,
  t: Say,
  inLang: InLang,
): ChartData {
  return {
    of: t('overview.industry'),
    series: [t('overview.provincial'), t('overview.municipal'), t('overview.libraryCases')],
    sound: [2],
    rows: rows
      .filter(({ row_type: type }) => type === 'industry')
      .map((row) => {
        const { codes = [], without } = CODES[row.no] ?? {};
        const [only] = codes;
        const held = codes.length === 1 && only ? (cases[only] ?? 0) - (without ? (cases[without] ?? 0) : 0) : several.get(keyOf(codes));
        return {
          name: asName(inLang, { zh: row.industry_zh, en: row.industry_en }),
          values: [row.provincial_titles, row.municipal_titles, held],
          remark: without ? t('overview.codesWithout', { codes: codes.join(' '), without }) : codes.join(' '),
          doubt: row.doubt,
        };
      }),
  };
}
