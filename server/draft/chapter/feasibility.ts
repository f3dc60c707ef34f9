import { BenefitKind, InvestmentKind } from '../../api/draft.ts';
import { KIND_OF_RESOURCE } from '../amounts.ts';
import { GAPS, issueText, NOTES } from '../notes.ts';
import { BENEFIT_WORDS, INDICATOR_WORDS, INVESTMENT_WORDS, nameOf, percent, say } from '../words.ts';
import type { Block, TableBlock } from './block.ts';
import type { Context } from './chapter.ts';
import { cashFlow, sensitivityBlocks } from './charts.ts';
import { type IndicatorKey, indicatorText, wan } from './figures.ts';

/** Chapter 5: economics of each medium/high-cost scheme (tables 5-1 to 5-3), conclusions, sensitivity and cash flow. */

/** Schemes side by side in one table; more go into a table that continues it. */
const COLUMNS = 5;
type Studied = Context['studied'];

export function feasibility(context: Context): Block[] {
  const { t, studied, draft } = context;
  const blocks: Block[] = [{ type: 'heading', level: 1, text: t('可行性分析', 'Feasibility') }];
  if (studied.length === 0) {
    blocks.push({
      type: 'paragraph',
      text: t('没有需作可行性分析的中/高费方案。', 'No medium/high-cost scheme needs a feasibility study.'),
    });
    return blocks;
  }
  const { discountRate, taxRate } = draft.profile;
  const basis = t(
    `只比较方案带来的增量收支。折旧用直线法;只计企业所得税(${percent(taxRate)});贴现率 ${percent(discountRate)}。N 为税后偿还期 I/F,与不计税和折旧的简单回收期 I/P 分列。`,
    `Only what the scheme adds or takes away is compared. Straight-line depreciation; income tax only (${percent(taxRate)}); discount rate ${percent(discountRate)}. N is the payback after tax, I/F; the simple payback I/P, before tax and depreciation, stands apart.`,
  );
  return [
    ...blocks,
    { type: 'paragraph', text: basis },
    { type: 'heading', level: 2, text: t('投资费用', 'Investment') },
    ...grouped(context, t('表 5-1 投资费用统计表(万元)', 'Table 5-1 Investment (10,000 CNY)'), investmentRows),
    { type: 'heading', level: 2, text: t('运行费用和收益', 'Running costs and income') },
    ...grouped(context, t('表 5-2 运行费用和收益统计表(万元/年)', 'Table 5-2 Running costs and income (10,000 CNY/a)'), benefitRows),
    { type: 'heading', level: 2, text: t('经济评估指标', 'Economic indicators') },
    ...grouped(context, t('表 5-3 经济评估指标汇总表', 'Table 5-3 Economic indicators'), indicatorRows),
    { type: 'list', items: studied.map((one) => conclusion(one, context)) },
    ...sensitivityBlocks(context),
    ...cashFlow(context),
  ];
}

function grouped(context: Context, caption: string, rowsOf: (group: Studied, context: Context) => string[][]): TableBlock[] {
  const { t, studied } = context;
  const tables: TableBlock[] = [];
  for (let from = 0; from < studied.length; from += COLUMNS) {
    const group = studied.slice(from, from + COLUMNS);
    tables.push({
      type: 'table',
      caption: from === 0 ? caption : `${caption}${t(`(续 ${from / COLUMNS})`, ` (continued ${from / COLUMNS})`)}`,
      head: [t('项目', 'Item'), ...group.map(({ scheme }) => scheme.number)],
      rows: rowsOf(group, context),
      widths: [30, ...group.map(() => 70 / Math.max(group.length, 2))],
      figures: group.map((_, i) => i + 1),
    });
  }
  return tables;
}

function investmentRows(group: Studied, { lang, references, t }: Context): string[][] {
  const rows = InvestmentKind.options.map((kind) => [
    say(INVESTMENT_WORDS[kind], lang),
    ...group.map(({ scheme, evaluated }) => {
      const items = scheme.investment.filter((item) => item.kind === kind);
      return items.length === 0 ? '' : wan(evaluated.amounts.investmentByKind[kind]) + references.mark(items.map(({ amount }) => amount));
    }),
  ]);
  return [
    ...rows.filter(([, ...cells]) => cells.some(Boolean)),
    [t('总投资 I', 'Total investment I'), ...group.map(({ evaluated }) => wan(evaluated.amounts.investment))],
  ];
}

function benefitRows(group: Studied, context: Context): string[][] {
  const { lang, references, t } = context;
  const rows = BenefitKind.options.map((kind) => [
    say(BENEFIT_WORDS[kind], lang),
    ...group.map(({ scheme, evaluated }) => {
      const value = evaluated.amounts.benefitByKind[kind];
      if (value === undefined) return '';
      const savings = scheme.savings.filter(({ resource }) => KIND_OF_RESOURCE[resource] === kind);
      const changes = scheme.costChanges.filter((change) => change.kind === kind);
      return wan(value) + references.mark([...savings, ...changes].map(({ amount }) => amount));
    }),
  ]);
  rows.push([
    t('年效益(总额,未分项)', 'Yearly benefit (one sum)'),
    ...group.map(({ scheme, evaluated }) =>
      scheme.yearlyBenefit ? wan(evaluated.amounts.benefit) + references.mark([scheme.yearlyBenefit]) : '',
    ),
  ]);
  const derived = (['benefit', 'depreciation', 'taxable', 'tax', 'netProfit'] as const).map((key) => [
    indicatorName(key, lang),
    ...group.map(({ evaluated }) => wan(evaluated.indicators?.[key] ?? (key === 'benefit' ? evaluated.amounts.benefit : undefined))),
  ]);
  return [...rows.filter(([, ...cells]) => cells.some(Boolean)), ...derived];
}

function indicatorName(key: IndicatorKey, lang: Context['lang']): string {
  const { symbol, ...words } = INDICATOR_WORDS[key];
  return [say(words, lang), symbol].filter((part, i, all) => part && (i === 0 || !all[0]?.includes(part))).join(' ');
}

function indicatorRows(group: Studied, { lang, t }: Context): string[][] {
  const rows = (Object.keys(INDICATOR_WORDS) as IndicatorKey[]).map((key) => [
    `${indicatorName(key, lang)} (${say(INDICATOR_WORDS[key].unit, lang)})`,
    ...group.map(({ evaluated: { indicators, amounts } }) =>
      indicatorText(key, indicators ?? { investment: amounts.investment, benefit: amounts.benefit }),
    ),
  ]);
  const open = [
    t('其中待现场核实的数字(项)', 'Figures still to be checked on site'),
    ...group.map(({ evaluated }) => String(evaluated.amounts.unconfirmed)),
  ];
  return [...rows, open];
}

function conclusion({ scheme, evaluated }: Studied[number], { t, lang, draft }: Context): string {
  const { indicators: found, gaps, acceptable, amounts } = evaluated;
  const name = `${scheme.number} ${nameOf(scheme, lang)}`;
  const words = [...gaps.map((gap) => say(GAPS[gap], lang)), ...amounts.issues.map((issue) => say(issueText(issue), lang))];
  const colon = t(':', ': ');
  const space = t('', ' ');
  if (!found) return name + colon + words.join(space);
  words.push(...found.notes.map((note) => say(NOTES[note], lang)));
  const verdict = acceptable
    ? t('净现值不为负,经济可行。', 'NPV is not negative: economically feasible.')
    : found.npv >= 0
      ? t(
          `偿还期超过企业定额 ${draft.profile.paybackLimitYears} 年。`,
          `The payback is beyond the enterprise’s limit of ${draft.profile.paybackLimitYears} years.`,
        )
      : t(
          '净现值为负,经济上不可行;为达标而做的,须另述理由。',
          'NPV is negative: not economically feasible; where it is done for compliance, say so.',
        );
  const figures = [
    found.payback === undefined ? '' : `N = ${indicatorText('payback', found)}${t(' 年', ' a')}`,
    `NPV = ${indicatorText('npv', found)}${t(' 万元', ' × 10,000 CNY')}`,
    found.irr === undefined ? '' : `IRR = ${indicatorText('irr', found)}`,
  ];
  const shown = figures.filter(Boolean).join(t(',', ', '));
  return name + colon + shown + t('。', '. ') + [verdict, ...words].join(space);
}
