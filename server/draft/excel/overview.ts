import { Aspect } from '../../../corpus/kinds/scheme.ts';
import { Pollutant, Resource } from '../../api/draft.ts';
import { screenDraft } from '../screening.ts';
import { isSummed, pollutantUnit } from '../totals.ts';
import { RESOURCE_UNITS, WAN } from '../units.ts';
import { ASPECT_WORDS, COST_CLASS_WORDS, nameOf, POLLUTANT_WORDS, PRICE_WORDS, RESOURCE_WORDS, STATE_WORDS, say } from '../words.ts';
import { addSheet, at, type Book, type Cell, columnName, FIRST, formula } from './book.ts';

/** Sheets that say what is reckoned with and what comes out: parameters, schemes, screening, summary, sources. */

export function parameterSheet(book: Book): void {
  const { draft, t, lang, parameters } = book;
  const { profile } = draft;
  const rows: Cell[][] = [];
  const add = (key: string, label: string, value: Cell, unit = '') => {
    parameters.set(key, at(book, 'parameters', 'B', FIRST + rows.length));
    rows.push([label, value, unit]);
  };
  add('name', t('企业', 'Enterprise'), profile.name);
  add('rate', t('贴现率 i', 'Discount rate i'), profile.discountRate, t('小数', 'fraction'));
  add('tax', t('企业所得税率', 'Income tax rate'), profile.taxRate, t('小数', 'fraction'));
  add('life', t('设备寿命 n', 'Equipment life n'), profile.equipmentLifeYears, t('年', 'a'));
  add('output', t('年产量', 'Yearly output'), profile.output?.value, profile.output?.unit);
  for (const [key, words] of Object.entries(PRICE_WORDS))
    add(key, say(words, lang), profile.prices[key as keyof typeof PRICE_WORDS], words.unit);
  addSheet(book, 'parameters', [t('项目', 'Item'), t('数值', 'Value'), t('单位', 'Unit')], rows, {}, [28, 28, 18]);
}

/** A No., B name, C aspect, D description, E cost class, F state, G first pass, H I, I P, J whether it is in the sums. */
export function schemeSheet(book: Book): void {
  const { draft, t, lang, evaluation, references } = book;
  const refused = t('不可行', 'Not feasible');
  const verdicts = { feasible: t('可行', 'Feasible'), doubtful: t('存疑', 'Doubtful'), not: refused };
  const rows = draft.schemes.map((scheme, i): Cell[] => {
    const r = FIRST + i;
    const { costClass, amounts } = evaluation.schemes[i] ?? {};
    const verdict = scheme.firstPass?.verdict;
    const counted = isSummed(scheme) ? 1 : 0;
    const wan = (value: number | undefined) => (value === undefined ? '' : value / WAN);
    return [
      scheme.number,
      nameOf(scheme, lang),
      say(ASPECT_WORDS[scheme.aspect], lang),
      scheme.description + scheme.evidence.map((id) => references.cite(id)).join(''),
      costClass && say(COST_CLASS_WORDS[costClass], lang),
      say(STATE_WORDS[scheme.state], lang),
      verdict ? verdicts[verdict] : '',
      formula(at(book, 'indicators', 'C', r), wan(amounts?.investment)),
      formula(at(book, 'indicators', 'G', r), wan(amounts?.benefit)),
      formula(`IF(OR(F${r}="${say(STATE_WORDS.shelved, lang)}",G${r}="${refused}"),0,1)`, counted),
    ];
  });
  const head = [
    t('编号', 'No.'),
    t('名称', 'Name'),
    t('方面', 'Aspect'),
    t('简介', 'Description'),
    t('费用档', 'Cost class'),
    t('状态', 'State'),
    t('初筛', 'First pass'),
    t('投资 I(万元)', 'Investment I (10,000 CNY)'),
    t('年节省 P(万元/年)', 'Saving P (10,000 CNY/a)'),
    t('计入合计', 'Summed'),
  ];
  addSheet(book, 'schemes', head, rows, { 7: '#,##0.00', 8: '#,##0.00' }, [8, 30, 14, 40, 10, 10, 10]);
}

/** Weights in row 2; scores, Σ W×R and rank below. */
export function screeningSheet(book: Book): void {
  const { draft, t, lang } = book;
  const { ranking } = screenDraft(draft);
  const schemes = new Map(draft.schemes.map((scheme) => [scheme.id, scheme]));
  const last = columnName(draft.criteria.length + 1);
  const total = columnName(draft.criteria.length + 2);
  const end = FIRST + ranking.length;
  const rows: Cell[][] = [['', t('权重 W', 'Weight W'), ...draft.criteria.map(({ weight }) => weight)]];
  ranking.forEach((one, i) => {
    const scheme = schemes.get(one.id);
    if (!scheme) return;
    const r = FIRST + 1 + i;
    rows.push([
      scheme.number,
      nameOf(scheme, lang),
      ...draft.criteria.map(({ id }) => scheme.scores[id]),
      formula(`SUMPRODUCT($C$2:$${last}$2,C${r}:${last}${r})`, one.total),
      formula(`RANK(${total}${r},$${total}$3:$${total}$${end})`, one.rank),
    ]);
  });
  addSheet(
    book,
    'screening',
    [t('编号', 'No.'), t('名称', 'Name'), ...draft.criteria.map(({ name }) => say(name, lang)), t('总分', 'Total'), t('排序', 'Rank')],
    rows,
    {},
    [8, 30],
  );
}

export function summarySheet(book: Book): void {
  const { draft, t, lang, evaluation } = book;
  const { totals } = evaluation;
  const n = Math.max(1, draft.schemes.length);
  const of = (column: string) => at(book, 'schemes', column, FIRST, [column, FIRST + n - 1]);
  const rows: Cell[][] = [];
  const add = (label: string, column: string | undefined, sum = { schemes: 0, investment: 0, benefit: 0 }) => {
    const r = FIRST + rows.length;
    const where = column ? `${of(column)},A${r},` : '';
    rows.push([
      label,
      formula(`COUNTIFS(${where}${of('J')},1)`, sum.schemes),
      formula(`SUMIFS(${of('H')},${where}${of('J')},1)`, sum.investment / WAN),
      formula(`SUMIFS(${of('I')},${where}${of('J')},1)`, sum.benefit / WAN),
    ]);
  };
  add(t('合计', 'All'), undefined, totals.all);
  for (const cost of ['none-low', 'medium-high'] as const) add(say(COST_CLASS_WORDS[cost], lang), 'E', totals.byCostClass[cost]);
  for (const aspect of Aspect.options) add(say(ASPECT_WORDS[aspect], lang), 'C', totals.byAspect[aspect]);
  add(say(STATE_WORDS.implemented, lang), 'F', totals.implemented);

  const line = (label: string, value: Cell, unit: string) => rows.push([label, value, '', '', unit]);
  const sumRow = FIRST + draft.schemes.length;
  const lastColumn = columnName(Math.max(draft.profile.equipmentLifeYears, ...draft.schemes.map(({ lifeYears }) => lifeYears ?? 0)) + 1);
  if (draft.schemes.length > 0) {
    const flows = at(book, 'cashFlow', 'C', sumRow, [lastColumn, sumRow]);
    line(
      'NPV',
      formula(`NPV(${book.parameters.get('rate')},${flows})+${at(book, 'cashFlow', 'B', sumRow)}`, totals.npv / WAN),
      t('万元', '10,000 CNY'),
    );
    line(
      'IRR',
      formula(`IFERROR(IRR(${at(book, 'cashFlow', 'B', sumRow, [lastColumn, sumRow])}),"—")`, totals.irr.irr ?? '—'),
      t('小数', 'fraction'),
    );
  }
  const lastBenefit = Math.max(FIRST, ...[...book.benefitRows.values()].map(({ 1: to }) => to));
  const ben = (column: string) => at(book, 'benefit', column, FIRST, [column, lastBenefit]);
  for (const resource of Resource.options.filter((one) => one !== 'other')) {
    line(
      say(RESOURCE_WORDS[resource], lang),
      formula(`SUMIFS(${ben('G')},${ben('N')},A${FIRST + rows.length},${ben('O')},1)`, totals.resources[resource] ?? 0),
      RESOURCE_UNITS[resource].unit,
    );
  }
  const pol = (column: string) => at(book, 'pollutants', column, FIRST, [column, book.pollutantRows]);
  for (const pollutant of Pollutant.options.filter((one) => one !== 'other')) {
    const cut = totals.pollutants[pollutant];
    line(
      say(POLLUTANT_WORDS[pollutant], lang),
      formula(`SUMIFS(${pol('F')},${pol('B')},A${FIRST + rows.length},${pol('J')},1)`, cut ? cut.prevented + cut.endOfPipe : 0),
      pollutantUnit(pollutant),
    );
  }
  addSheet(
    book,
    'summary',
    [
      '',
      t('项数或数量', 'Schemes or amount'),
      t('投资(万元)', 'Investment (10,000 CNY)'),
      t('年效益(万元/年)', 'Benefit (10,000 CNY/a)'),
      t('单位', 'Unit'),
    ],
    rows,
    { 1: '#,##0.####', 2: '#,##0.00', 3: '#,##0.00' },
    [20, 18, 18, 18, 14],
  );
}

export function sourceSheet(book: Book): void {
  const { t, references } = book;
  addSheet(
    book,
    'sources',
    [t('编号', 'No.'), t('来源', 'Source')],
    references.list().map((text, i) => [`[${i + 1}]`, text]),
    [],
    [8, 100],
  );
}
