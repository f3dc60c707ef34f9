import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Text } from '../../corpus/kinds/text.ts';
import { spelled, unitParts } from './units.ts';

/**
 * What a plant saved, scaled to this plant's size: offered, with the rule, and never done by itself. One rule: in proportion to
 * yearly output, where both outputs are in the same unit. Investment is not scaled: plants twice the size do not cost twice as much. Pure.
 */

export interface Output {
  value: number;
  /** `m2/a` */
  unit: string;
  /** The plant’s own words, where the value was read from them (近、约、超过 stay to be seen). */
  words?: string;
}

export type ScalingOffer = { offered: true; factor: number; value: number; rule: Required<Text> } | { offered: false; why: Required<Text> };

const REASONS = {
  kind: {
    zh: '这个数不是全年的量(如百分比、单位产品量),与规模无关,不换算。',
    en: 'Not a yearly amount (a share, or by unit of product): it does not hang on size.',
  },
  ours: { zh: '企业概况里还没有年产量。', en: 'The profile does not give the plant’s yearly output.' },
  theirs: { zh: '案例没有写明年产量。', en: 'The case does not state its yearly output.' },
  unit: { zh: '两个产量的单位不同,不能按比例换算。', en: 'The two outputs are in different units: no proportion can be taken.' },
  trade: {
    zh: '案例属于另一行业,产品不同,不能按产量换算。',
    en: 'The case is of another trade with another product: outputs do not compare.',
  },
} satisfies Record<string, Required<Text>>;

/** Offers `figure × our output / their output`. `sameTrade`: whether the two plants make the same kind of thing. */
export function offerScaling(figure: { value: number; unit: string }, theirs?: Output, ours?: Output, sameTrade = true): ScalingOffer {
  const no = (reason: keyof typeof REASONS): ScalingOffer => ({ offered: false, why: REASONS[reason] });
  if (!isYearly(figure.unit)) return no('kind');
  if (!ours) return no('ours');
  if (!theirs || theirs.value <= 0) return no('theirs');
  if (!sameTrade) return no('trade');
  const [from, to] = [unitParts(theirs.unit), unitParts(ours.unit)];
  if (from.base !== to.base) return no('unit');
  const factor = Number(((ours.value * to.factor) / (theirs.value * from.factor)).toPrecision(6));
  const said = ({ value, unit, words }: Output) => `${value.toLocaleString('en-US')} ${unit}${words ? `(${words})` : ''}`;
  return {
    offered: true,
    factor,
    value: Number((figure.value * factor).toPrecision(6)),
    rule: {
      zh: `按年产量折算:本厂 ${said(ours)} ÷ 案例厂 ${said(theirs)} = ${factor};假定节省量与产量成正比,须现场核实。`,
      en: `In proportion to yearly output: ours ${said(ours)} ÷ theirs ${said(theirs)} = ${factor}. Assumes that savings go with output; to be checked on site.`,
    },
  };
}

/** `kWh/a`, `万元/年`: an amount in a year, not by product. */
export function isYearly(unit: string): boolean {
  return /^[^/]+\/a$/.test(spelled(unit)) && !spelled(unit).startsWith('%');
}

const YEARLY_OUTPUT =
  /年产(?:量|能)?[^\d;,。,;]{0,12}?(?:近|约|超过|超)?([\d.]+)(万|亿)?(?:多|余)?(吨|平方米|立方米|块|件|片|台|套|米|只|瓶|箱|t|m2|m3)/g;
const UNIT_NAMES: Record<string, string> = { 吨: 't', 平方米: 'm2', 立方米: 'm3', 米: 'm' };

/** A plant's yearly output from its own words (年产近150万平方米); undefined where there is none, more than one product, or waste. */
export function outputOf(record: LibraryRecord): Output | undefined {
  const scale = 'scale' in record ? record.scale?.zh : undefined;
  if (!scale) return undefined;
  const found = [...scale.normalize('NFKC').matchAll(YEARLY_OUTPUT)];
  const [, number, multiple, unit] = found[0] ?? [];
  if (found.length !== 1 || !number || !unit || /年产[^\d]*(废|渣|污泥)|年产[^,;。]*、[^,;。]*\d/.test(scale.normalize('NFKC')))
    return undefined;
  const value = Number(number) * (multiple === '亿' ? 1e8 : multiple === '万' ? 1e4 : 1);
  return value > 0 ? { value, unit: `${UNIT_NAMES[unit] ?? unit}/a`, words: scale } : undefined;
}
