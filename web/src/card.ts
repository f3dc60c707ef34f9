import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { RecordCard } from '../../server/api/parts.ts';

/** A whole record as lists show it; the server does the same in its answers. */
export function cardOf(record: LibraryRecord): RecordCard {
  const account = 'metrics' in record ? record : undefined;
  const scheme = record.kind === 'scheme' ? record : undefined;
  const { id, kind, title, summary, industries, problems } = record;
  return {
    id,
    kind,
    title,
    summary,
    industries,
    problems,
    measure: account?.measure,
    costClass: account?.costClass ?? scheme?.costClass,
    place: account?.place,
    year: account?.year ?? (record.kind === 'standard' ? record.year : undefined),
    evidence: 'evidence' in record ? record.evidence : undefined,
    investment: account?.investment ?? scheme?.investment,
    annualSaving: account?.annualSaving ?? scheme?.yearlyBenefit,
    paybackYears: account?.paybackYears ?? scheme?.paybackYears,
    validity: 'validity' in record ? record.validity.status : undefined,
  };
}
