import type { Metric, Money, Value } from '../../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Text } from '../../../corpus/kinds/text.ts';

/** A record's figures, sums first, in one list that a table can show. */

export interface FigureRow {
  /** What the figure is: its own name, or the key of one that every record may have. */
  name: Text | 'investment' | 'annualSaving' | 'yearlyBenefit' | 'payback';
  value: Value;
  unit: string;
  remarks: Text[];
  asPrinted?: string;
  doubt?: Text;
}

export function figuresOf(record: LibraryRecord): FigureRow[] {
  const rows: FigureRow[] = [];
  const money = (name: FigureRow['name'], sum: Money | undefined) => {
    if (sum) rows.push({ name, value: sum.value, unit: sum.currency, remarks: sum.note ? [sum.note] : [], doubt: sum.doubt });
  };
  if ('investment' in record) money('investment', record.investment);
  if ('annualSaving' in record) money('annualSaving', record.annualSaving);
  if ('yearlyBenefit' in record) money('yearlyBenefit', record.yearlyBenefit);
  if ('paybackYears' in record && record.paybackYears !== undefined) {
    rows.push({ name: 'payback', value: record.paybackYears, unit: 'a', remarks: [] });
  }
  const metrics = 'metrics' in record ? record.metrics : 'savings' in record ? record.savings : [];
  return [...rows, ...metrics.map(rowOfMetric)];
}

function rowOfMetric({ name, value, unit, basis, asPrinted, doubt }: Metric): FigureRow {
  return { name, value, unit, remarks: basis ? [basis] : [], asPrinted, doubt };
}

const TEXT_FIELDS = [
  'gives',
  'whoQualifies',
  'howItWorks',
  'applicability',
  'limits',
  'needs',
  'crossMedia',
  'notUsableBecause',
  'reasonWithoutCase',
] as const;

export type TextField = (typeof TEXT_FIELDS)[number];

/** The longer texts of a record, in the order in which they are read. */
export function textsOf(record: LibraryRecord): { field: TextField; text: Text }[] {
  const fields = record as Partial<Record<TextField, Text>>;
  return TEXT_FIELDS.flatMap((field) => {
    const text = fields[field];
    return text ? [{ field, text }] : [];
  });
}
