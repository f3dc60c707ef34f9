import { Aspect } from '../../../corpus/kinds/scheme.ts';
import type { DraftScheme } from '../../api/draft.ts';
import { PILES } from '../screening.ts';
import { WAN } from '../units.ts';
import { ASPECT_WORDS, nameOf, number, PILE_WORDS, POLLUTANT_WORDS, PRICE_WORDS, percent, RESOURCE_WORDS, say } from '../words.ts';
import type { Block, TableBlock } from './block.ts';
import type { Context } from './chapter.ts';

/** Chapter 4: parameters, the schemes (table 4-2), their screening (tables 4-3 and 4-4). Columns as in 《企业清洁生产审核工作用表》. */
export function generation(context: Context): Block[] {
  const { t, screening } = context;
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: t('方案产生和筛选', 'Generation and screening of schemes') },
    { type: 'heading', level: 2, text: t('企业概况与计算口径', 'Enterprise and basis of calculation') },
    parameters(context),
    {
      type: 'paragraph',
      text: t(
        '案例中借用而未核实的数字标“待现场核实”,并注来源编号;本厂自有数字不标。',
        'Figures taken over from cases and not yet verified are marked “to be checked on site” with the number of their source; the plant’s own are not marked.',
      ),
    },
    { type: 'heading', level: 2, text: t('方案汇总', 'Schemes proposed') },
    summary(context),
    { type: 'heading', level: 2, text: t('方案筛选', 'Screening') },
  ];
  if (screening.ranking.length > 0) blocks.push(...weighted(context));
  if (screening.incomplete.length > 0) {
    const open = screening.incomplete.map(({ id }) => context.numberOf(id)).join(t('、', ', '));
    blocks.push({ type: 'paragraph', text: t(`打分不全、未参加排序的方案:${open}。`, `Not ranked, as some scores are missing: ${open}.`) });
  }
  blocks.push({ type: 'heading', level: 2, text: t('筛选结果', 'Result of the screening') }, piles(context));
  return blocks;
}

function parameters({ t, lang, draft: { profile }, industryName }: Context): TableBlock {
  const rows: string[][] = [];
  const add = (name: string, value: string | undefined) => value && rows.push([name, value]);
  add(t('企业', 'Enterprise'), profile.name);
  add(t('行业', 'Industry'), profile.industry && `${profile.industry} ${industryName ?? ''}`.trim());
  add(t('规模', 'Scale'), profile.scale);
  add(t('年产量', 'Yearly output'), profile.output && `${number(profile.output.value)} ${profile.output.unit}`);
  for (const [key, price] of Object.entries(profile.prices)) {
    const words = PRICE_WORDS[key as keyof typeof PRICE_WORDS];
    add(say(words, lang), price === undefined ? undefined : `${number(price, 4)} ${words.unit}`);
  }
  add(t('贴现率 i', 'Discount rate i'), percent(profile.discountRate));
  add(t('企业所得税率', 'Income tax rate'), percent(profile.taxRate));
  add(t('设备寿命 n', 'Equipment life n'), `${profile.equipmentLifeYears} ${t('年', 'a')}`);
  add(t('无/低费分界', 'None/low cost up to'), `${number(profile.costBoundary / WAN)} ${t('万元', '× 10,000 CNY')}`);
  return {
    type: 'table',
    caption: t('表 4-0 企业概况与计算参数', 'Table 4-0 Enterprise and parameters'),
    head: [t('项目', 'Item'), t('数值', 'Value')],
    rows,
    widths: [1, 2],
  };
}

/** Table 4-2: by aspect, in the order of the eight and end-of-pipe. */
function summary(context: Context): TableBlock {
  const { t, lang, draft, references } = context;
  const rows: string[][] = [];
  for (const aspect of Aspect.options) {
    for (const scheme of context.byAspect.get(aspect) ?? []) {
      const { amounts } = context.evaluated(scheme.id);
      const investment = amounts.investment === undefined ? '—' : number(amounts.investment / WAN);
      const benefit = amounts.benefit === undefined ? '—' : number(amounts.benefit / WAN);
      rows.push([
        say(ASPECT_WORDS[aspect], lang),
        scheme.number,
        nameOf(scheme, lang),
        scheme.description + scheme.evidence.map((id) => references.cite(id)).join(''),
        investment + references.mark(scheme.investment.map(({ amount }) => amount)),
        effect(scheme, context),
        benefit + references.mark(context.benefitFigures(scheme)),
      ]);
    }
  }
  return {
    type: 'table',
    caption: t('表 4-2 方案汇总表', 'Table 4-2 Schemes proposed'),
    head: [
      t('方案类型', 'Aspect'),
      t('编号', 'No.'),
      t('名称', 'Name'),
      t('简介', 'Description'),
      t('预计投资(万元)', 'Investment (10,000 CNY)'),
      t('环境效果', 'Environmental effect'),
      t('经济效益(万元/年)', 'Benefit (10,000 CNY/a)'),
    ],
    rows,
    widths: [9, 6, 16, 28, 11, 20, 11],
    figures: [4, 6],
    note: draft.schemes.length === 0 ? t('尚无方案。', 'No schemes yet.') : undefined,
  };
}

/** “节电 30,000 kWh/a;减少 COD 1.2 t/a”, each with its source. */
export function effect(scheme: DraftScheme, { t, lang, references }: Context): string {
  const parts: string[] = [];
  for (const { resource, name, amount } of scheme.savings) {
    if (amount.value === 0) continue;
    const what = name || say(RESOURCE_WORDS[resource], lang);
    const saved = amount.value > 0 ? t('节省', 'saved: ') : t('增加', 'more: ');
    parts.push(`${saved}${what} ${references.figure(amount, Math.sign(amount.value))}`);
  }
  for (const { pollutant, name, amount } of scheme.pollutants) {
    parts.push(`${t('减少', 'less: ')}${name || say(POLLUTANT_WORDS[pollutant], lang)} ${references.figure(amount)}`);
  }
  return parts.join(t(';', '; '));
}

/** Table 4-3, one row a scheme so that any number fits, and how firm the order is. */
function weighted({ t, lang, draft, screening, numberOf, nameById }: Context): Block[] {
  const { criteria } = draft;
  const scores = new Map(draft.schemes.map(({ id, scores }) => [id, scores]));
  const table: TableBlock = {
    type: 'table',
    caption: t('表 4-3 方案权重总和计分排序表', 'Table 4-3 Weighted sum and ranking'),
    head: [
      t('编号', 'No.'),
      t('名称', 'Name'),
      ...criteria.map(({ name, weight }) => `${say(name, lang)} W=${number(weight)} R / R×W`),
      t('总分', 'Total'),
      t('排序', 'Rank'),
    ],
    rows: screening.ranking.map(({ id, products, total, rank }) => [
      numberOf(id),
      nameById(id),
      ...criteria.map((one) => `${number(scores.get(id)?.[one.id] ?? 0)} / ${number(products[one.id] ?? 0)}`),
      number(total),
      String(rank),
    ]),
    widths: [6, 18, ...criteria.map(() => 10), 8, 6],
    figures: [...criteria.map((_, i) => i + 2), criteria.length + 2, criteria.length + 3],
  };
  if (screening.ranking.length < 2) return [table];
  const lines = screening.ranges.map(({ criterion, weight, low, high }) => {
    const name = criteria.find(({ id }) => id === criterion)?.name ?? { zh: criterion };
    const range = `${low === undefined ? '0' : number(low)}–${high === undefined ? '∞' : number(high)}`;
    return t(
      `${say(name, lang)}:权重 ${number(weight)},在 ${range} 之间排序不变`,
      `${say(name, lang)}: weight ${number(weight)}; the order stands from ${range}`,
    );
  });
  return [
    table,
    { type: 'paragraph', text: t('排序对权重的敏感性(其余权重不变):', 'How firm the order is (the other weights kept):') },
    { type: 'list', items: lines },
  ];
}

/** Table 4-4. */
function piles({ t, lang, draft, screening, numberOf, nameById }: Context): TableBlock {
  const reasons = new Map(draft.schemes.map(({ id, firstPass }) => [id, firstPass?.reason ?? '']));
  return {
    type: 'table',
    caption: t('表 4-4 方案筛选结果汇总表', 'Table 4-4 Result of the screening'),
    head: [t('结果类别', 'Result'), t('编号', 'No.'), t('名称', 'Name'), t('理由', 'Reason')],
    rows: PILES.flatMap((pile) =>
      screening.piles[pile].map((id) => [say(PILE_WORDS[pile], lang), numberOf(id), nameById(id), reasons.get(id) ?? '']),
    ),
    widths: [24, 8, 34, 34],
  };
}
