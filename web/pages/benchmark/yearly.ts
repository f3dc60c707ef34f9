import type { Lang } from '../../../corpus/kinds/text.ts';
import { formatNumber } from '../../src/format.ts';
import { unitText } from '../../src/units.ts';
import { tidy } from './indicators.ts';

/** A gap per unit of output in yearly terms. Only where the unit counts by what a plant puts out: a concentration has no yearly sum. */

/** What a unit may count by, with the key of its name in the messages. */
const OUTPUTS: Record<string, string> = {
  t: 'tonne',
  kg: 'kilogram',
  m2: 'squareMetre',
  ft2: 'squareFoot',
  '100m': 'hundredMetres',
  双: 'pair',
  辆: 'vehicle',
  万元: 'tenThousandYuan',
  t铸件: 'tonneOfCastings',
  t玻璃液: 'tonneOfGlass',
  t熟料: 'tonneOfClinker',
  kg涂料: 'kilogramOfCoating',
};

export interface PerOutput {
  /** What is used or given off. */
  amount: string;
  /** What it counts by, as the unit writes it, and the key of its name. */
  output: string;
  name: string;
}

export function perOutputOf(unit: string): PerOutput | undefined {
  const [amount, output, ...more] = unit.split('/');
  const name = OUTPUTS[output ?? ''];
  return amount && output && name && more.length === 0 ? { amount, output, name } : undefined;
}

/** Steps to a larger unit with an exact factor between, by which large sums stay readable. */
const LARGER: Record<string, { from: number; unit: string }> = {
  mg: { from: 1000, unit: 'g' },
  g: { from: 1000, unit: 'kg' },
  kg: { from: 1000, unit: 't' },
  kgce: { from: 1000, unit: 'tce' },
  L: { from: 1000, unit: 'm3' },
  kWh: { from: 1000, unit: 'MWh' },
};

/** In the unit itself, and in the larger one that suits where there is one. */
export function amountsOf(value: number, unit: string): { value: number; unit: string }[] {
  const amounts = [{ value: tidy(value), unit }];
  let [now] = amounts;
  for (let step = LARGER[unit]; now && step && Math.abs(now.value) >= step.from; step = LARGER[step.unit]) {
    now = { value: tidy(now.value / step.from), unit: step.unit };
  }
  return now && now.unit !== unit ? [...amounts, now] : amounts;
}

/** Digits that a computed figure is shown with: more would pretend to know more than was entered. */
const DIGITS = 6;

const rounded = (value: number) => Number(value.toPrecision(DIGITS));

/** A computed figure, for where no sign says that it is one. */
export function computedText(value: number, lang: Lang): string {
  return formatNumber(rounded(value), lang);
}

/** = 6,000 tce, or ≈ 32.5967 L/m2 where digits were dropped. */
export function equalText(value: number, unit: string, lang: Lang): string {
  const exact = Math.abs(rounded(value) - value) <= Math.abs(value) * 1e-9;
  return `${exact ? '=' : '≈'} ${computedText(value, lang)} ${unitText(unit, lang)}`;
}

/** = 6,000,000 kgce = 6,000 tce */
export function amountText(value: number, unit: string, lang: Lang): string {
  return amountsOf(value, unit)
    .map((amount) => equalText(amount.value, amount.unit, lang))
    .join(' ');
}
