import { type Bar, type BarEnd, SENSITIVITY_STEP } from '../economics.ts';
import { factorWords, nameOf, say } from '../words.ts';
import type { Block, TableBlock } from './block.ts';
import type { Context } from './chapter.ts';
import { indicatorText, wan } from './figures.ts';

/** Sensitivity and cash flow: the page's pictures where the request has them, else the tables of the same figures. */

export function sensitivityBlocks(context: Context): Block[] {
  const { t, lang, studied, pictures, evaluation } = context;
  const share = `±${SENSITIVITY_STEP * 100}%`;
  const blocks: Block[] = [{ type: 'heading', level: 2, text: t('敏感性分析', 'Sensitivity') }];
  const whole = pictures.find(({ chart, scheme }) => chart === 'tornado' && scheme === undefined);
  const caption = t(`全部方案净现值对各因素 ${share} 的敏感性(万元)`, `NPV of all schemes, each factor ${share} (10,000 CNY)`);
  if (whole) blocks.push({ type: 'picture', caption, png: whole.png });
  else {
    blocks.push({
      type: 'table',
      caption: t(`表 5-a ${caption}`, `Table 5-a ${caption}`),
      head: [t('因素', 'Factor'), 'NPV −20%', 'NPV +20%', t('变幅', 'Range')],
      rows: evaluation.totals.bars.map(({ factor, low, high, swing }) => [say(factorWords(factor), lang), wan(low), wan(high), wan(swing)]),
      widths: [40, 20, 20, 20],
      figures: [1, 2, 3],
    });
  }
  const rows: string[][] = [];
  for (const { scheme, evaluated } of studied) {
    const picture = pictures.find((one) => one.chart === 'tornado' && one.scheme === scheme.id);
    if (picture) blocks.push({ type: 'picture', caption: `${scheme.number} ${nameOf(scheme, lang)}: NPV ${share}`, png: picture.png });
    else rows.push(...evaluated.bars.map((bar) => barRow(scheme.number, bar, lang)));
  }
  if (rows.length > 0) {
    const years = t('(年)', ' (a)');
    blocks.push({
      type: 'table',
      caption: t(`表 5-b 各方案的敏感性(${share},NPV 万元)`, `Table 5-b Sensitivity by scheme (${share}, NPV in 10,000 CNY)`),
      head: [t('编号', 'No.'), t('因素', 'Factor'), 'NPV −20%', 'NPV +20%', `N −20%${years}`, `N +20%${years}`],
      rows,
      widths: [10, 30, 15, 15, 15, 15],
      figures: [2, 3, 4, 5],
    });
  }
  return blocks;
}

function barRow(scheme: string, { factor, low, high }: Bar, lang: Context['lang']): string[] {
  const n = (found: BarEnd) => indicatorText('payback', found);
  return [scheme, say(factorWords(factor), lang), wan(low.npv), wan(high.npv), n(low), n(high)];
}

export function cashFlow({ t, pictures, evaluation }: Context): Block[] {
  const heading: Block = { type: 'heading', level: 2, text: t('现金流', 'Cash flow') };
  const caption = t('全部方案的现金流(万元)', 'Cash flow of all schemes (10,000 CNY)');
  const picture = pictures.find(({ chart }) => chart === 'cash-flow');
  if (picture) return [heading, { type: 'picture', caption, png: picture.png }];
  const table: TableBlock = {
    type: 'table',
    caption: t(`表 5-c ${caption}`, `Table 5-c ${caption}`),
    head: [t('年', 'Year'), t('投资', 'Outlay'), t('现金流入 F', 'Inflow F'), t('累计', 'Cumulative')],
    rows: evaluation.totals.cashFlow.map(({ year, outlay, inflow, cumulative }) => [
      String(year),
      wan(outlay),
      wan(inflow),
      wan(cumulative),
    ]),
    figures: [0, 1, 2, 3],
  };
  return [heading, table];
}
