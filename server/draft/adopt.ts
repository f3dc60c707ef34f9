import { bounds, type Metric, type Money } from '../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Measure } from '../../corpus/kinds/record.ts';
import type { Aspect } from '../../corpus/kinds/scheme.ts';
import type { Borrowed, DraftScheme, Figure, Pollutant, Resource } from '../api/draft.ts';
import { unitParts } from './units.ts';

/**
 * A record of the library as a scheme of a draft. Every figure is marked as taken over and unconfirmed; a range enters with its
 * careful end (the dearer investment, the smaller saving) and keeps what was printed. Pure: the page does it where + is pressed.
 */

/** The measure that cases and techniques are filed under, as the aspect of an audit (practice note, section 3). */
export const ASPECT_OF_MEASURE: Record<Measure, Aspect> = {
  'material-substitution': 'inputs',
  'process-technology': 'technology',
  equipment: 'equipment',
  'process-control': 'process-control',
  'product-change': 'product',
  recycling: 'waste',
  management: 'management',
  training: 'employees',
  'end-of-pipe': 'end-of-pipe',
};

export function schemeFromRecord(record: LibraryRecord, id: string, number: string): DraftScheme {
  const account = 'metrics' in record ? record : undefined;
  const row = record.kind === 'scheme' ? record : undefined;
  const measure = account?.measure;
  const aspect = row?.aspect ?? (measure ? ASPECT_OF_MEASURE[measure] : 'technology');
  const investment = account?.investment ?? row?.investment;
  const benefit = account?.annualSaving ?? row?.yearlyBenefit;
  const scheme: DraftScheme = {
    id,
    number,
    name: record.title,
    aspect,
    description: record.summary.zh,
    costClass: account?.costClass ?? row?.costClass,
    state: 'planned',
    investment: investment ? [{ kind: 'whole', amount: moneyFigure(investment, record, 'high', '') }] : [],
    savings: [],
    costChanges: [],
    yearlyBenefit: benefit && moneyFigure(benefit, record, 'low', '/a'),
    pollutants: [],
    evidence: [record.id],
    scores: {},
  };
  for (const metric of account?.metrics ?? row?.savings ?? []) {
    const resource = resourceOf(metric);
    const pollutant = resource ? undefined : pollutantOf(metric);
    const amount = (resource || pollutant) && metricFigure(metric, record);
    if (resource && amount) scheme.savings.push({ resource, amount });
    if (pollutant && amount) scheme.pollutants.push({ pollutant, amount, endOfPipe: aspect === 'end-of-pipe' });
  }
  return scheme;
}

function borrowed(record: LibraryRecord, basis: string | undefined, printed: string | undefined): Borrowed {
  return {
    record: record.id,
    source: record.title.zh.slice(0, 500),
    basis: basis?.slice(0, 500),
    asPrinted: printed?.slice(0, 300),
    confirmed: false,
  };
}

function moneyFigure({ value, currency, note, doubt }: Money, record: LibraryRecord, end: 'low' | 'high', per: string): Figure {
  const [low, high] = bounds(value);
  const printed = low === high ? undefined : `${low}–${high} ${currency}${per}`;
  const basis = [note?.zh, doubt?.zh].filter(Boolean).join(';') || undefined;
  return { value: end === 'low' ? low : high, unit: currency + per, borrowed: borrowed(record, basis, printed) };
}

function metricFigure({ value, unit, basis, doubt, asPrinted }: Metric, record: LibraryRecord): Figure {
  const [low, high] = bounds(value);
  const printed = asPrinted ?? (low === high ? undefined : `${low}–${high} ${unit}`);
  const words = [basis?.zh, doubt?.zh].filter(Boolean).join(';') || undefined;
  return { value: low, unit: unit.slice(0, 40), borrowed: borrowed(record, words, printed) };
}

/** Names of what is saved or avoided; states before and after a measure, limits and shares are not. */
function isSaved({ code, name }: Metric): boolean {
  if (code) return /(-saved|-avoided)$/.test(code);
  return /节|省|减|少|回用|回收/.test(name.zh) && !/前|后|率|幅|限值|每/.test(name.zh);
}

function resourceOf(metric: Metric): Resource | undefined {
  const { base } = unitParts(metric.unit);
  const name = metric.name.zh;
  if (!isSaved(metric) || /废水|污水/.test(name)) return undefined;
  if (base === 'kWh/a' && /电/.test(name)) return 'electricity';
  if (base === 'm3/a') return /水/.test(name) ? 'water' : /天然气|燃气/.test(name) ? 'gas' : undefined;
  if (base !== 't/a' || /标准?煤|二氧化碳|CO2/.test(name)) return undefined;
  return /煤/.test(name) ? 'coal' : /蒸汽|节汽/.test(name) ? 'steam' : undefined;
}

const POLLUTANT_NAMES: [RegExp, Pollutant][] = [
  [/COD/i, 'cod'],
  [/氨氮/, 'ammonia-n'],
  [/二氧化硫|SO2/i, 'so2'],
  [/氮氧化物|NOx/i, 'nox'],
  [/VOC|挥发性有机/i, 'vocs'],
  [/颗粒物|粉尘|烟尘/, 'particulates'],
  [/危废|危险废物/, 'hazardous-waste'],
  [/固废|固体废物|废渣/, 'solid-waste'],
  [/二氧化碳|CO2/i, 'co2'],
];

function pollutantOf(metric: Metric): Pollutant | undefined {
  const { base } = unitParts(metric.unit);
  if (!isSaved(metric)) return undefined;
  if (base === 'm3/a') return /废水|污水/.test(metric.name.zh) ? 'wastewater' : undefined;
  return base === 't/a' ? POLLUTANT_NAMES.find(([name]) => name.test(metric.name.zh))?.[1] : undefined;
}
