import type { Lang } from '../../../../corpus/kinds/text.ts';
import { type Bar, flowsOf, type Indicators } from '../../../../server/draft/economics.ts';
import type { TotalBar, Totals } from '../../../../server/draft/totals.ts';
import { WAN } from '../../../../server/draft/units.ts';
import { factorWords, say } from '../../../../server/draft/words.ts';
import type { ChartData } from '../../../components/chart.ts';
import { formatNumber } from '../../../src/format.ts';

/** The figures of the two charts, of the whole draft or one scheme, in 万元. Pure. */

type Say = (key: string, values?: Record<string, unknown>) => string;

export const inWan = (value: number): number => Number((value / WAN).toFixed(2));

export interface Flow {
  year: number;
  /** CNY, of the year and summed up to it. */
  flow: number;
  cumulative: number;
}

export function flowsOfDraft({ cashFlow }: Totals): Flow[] {
  return cashFlow.map(({ year, outlay, inflow, cumulative }) => ({ year, flow: inflow - outlay, cumulative }));
}

export function flowsOfScheme(indicators: Indicators, life: number): Flow[] {
  let cumulative = 0;
  return flowsOf(indicators, life).map((flow, year) => {
    cumulative += flow;
    return { year, flow, cumulative };
  });
}

export function cashFlowData(flows: Flow[], t: Say): ChartData {
  return {
    of: t('draft.chart.year'),
    series: [t('draft.chart.flow'), t('draft.chart.cumulative')],
    unit: t('draft.wan'),
    rows: flows.map(({ year, flow, cumulative }) => ({ name: String(year), values: [inWan(flow), inWan(cumulative)] })),
  };
}

export interface Swing {
  factor: string;
  /** NPV with the factor a fifth lower and higher, CNY. */
  low: number;
  high: number;
}

export const swingsOfDraft = ({ bars }: Totals): Swing[] => bars.map((bar: TotalBar) => bar);
export const swingsOfScheme = (bars: Bar[]): Swing[] => bars.map(({ factor, low, high }) => ({ factor, low: low.npv, high: high.npv }));

export function tornadoData(swings: Swing[], npv: number, lang: Lang, t: Say): ChartData {
  return {
    of: t('draft.chart.factor'),
    series: ['−20%', '+20%'],
    unit: t('draft.chart.npvUnit', { npv: formatNumber(inWan(npv), lang) }),
    rows: swings.map(({ factor, low, high }) => ({ name: say(factorWords(factor), lang), values: [inWan(low), inWan(high)] })),
  };
}
