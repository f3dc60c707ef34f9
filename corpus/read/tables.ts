import { LibraryRecord } from '../kinds/kinds.ts';
import { type Row, splitCell } from './csv.ts';
import { metricsOf } from './metric-cell.ts';
import { type Problem, schemaProblems } from './problem.ts';

/** Kinds that stand as rows of a table: schemes.csv and standards.csv. A row becomes a record, or problems that name its column. */

export function schemeOfRow({ cells }: Row): Record<string, unknown> {
  return {
    ...common(cells),
    kind: 'scheme',
    aspect: cells.aspect,
    costClass: cells.cost_class,
    investment: money(cells.investment, cells.currency, cells.investment_note_zh, cells.investment_note_en),
    yearlyBenefit: money(cells.yearly_benefit, cells.currency, cells.yearly_benefit_note_zh, cells.yearly_benefit_note_en),
    paybackYears: value(cells.payback_years),
    savings: metricsOf(cells.savings, value),
    state: cells.state ?? 'unknown',
    from: cells.from,
    techniques: splitCell(cells.techniques),
  };
}

export function standardOfRow({ cells }: Row): Record<string, unknown> {
  const title = { zh: cells.title_zh, en: cells.title_en };
  return {
    id: cells.id,
    kind: 'standard',
    title,
    summary: {
      zh: `${cells.number ?? ''} ${cells.title_zh ?? ''}(${[cells.issuer, cells.year].filter(Boolean).join(',')})`.trim(),
      en: cells.title_en && `${cells.number ?? ''} ${cells.title_en}`.trim(),
    },
    industries: splitCell(cells.industry_code),
    number: cells.number,
    issuer: cells.issuer,
    year: cells.year === undefined ? undefined : Number(cells.year),
    documentKind: cells.kind,
    checked: cells.checked,
    validity: { status: cells.validity ?? 'unknown', replacedBy: cells.replaced_by },
    sources: [{ title: [cells.number, cells.title_zh].filter(Boolean).join(' '), issuer: cells.issuer, lang: 'zh' }],
  };
}

/** The record of a row; a problem's field is the record's field, which the table's column is named after. */
export function recordOfRow(
  row: Row,
  toRecord: (row: Row) => Record<string, unknown>,
  file: string,
): { record?: LibraryRecord; problems: Problem[] } {
  const parsed = LibraryRecord.safeParse(toRecord(row));
  if (parsed.success) return { record: parsed.data, problems: [] };
  return { problems: schemaProblems(parsed.error, file, () => row.line) };
}

function common(cells: Record<string, string>): Record<string, unknown> {
  return {
    id: cells.id,
    title: { zh: cells.title_zh, en: cells.title_en },
    summary: { zh: cells.summary_zh, en: cells.summary_en },
    industries: splitCell(cells.industries),
    processes: splitCell(cells.processes),
    problems: splitCell(cells.problems),
  };
}

function money(amount: string | undefined, currency: string | undefined, zh: string | undefined, en: string | undefined) {
  if (amount === undefined) return undefined;
  return { value: value(amount), currency, note: zh && { zh, en } };
}

/** `12`, or a range `12..15`. What is no number is left as it is, for the schema to refuse. */
function value(cell: string | undefined): unknown {
  if (cell === undefined) return undefined;
  const parts = cell.split('..');
  const range = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (parts.length > 2 || range.some(Number.isNaN)) return cell;
  return range.length === 2 ? range : range[0];
}
