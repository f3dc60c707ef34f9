import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import type { RecordCard } from './api/parts.ts';

/** A record as lists show it. Fields that are not named here never leave the server in a list. */
export function presentCard(record: LibraryRecord): RecordCard {
  const account = 'metrics' in record ? record : undefined;
  const scheme = record.kind === 'scheme' ? record : undefined;
  return {
    id: record.id,
    kind: record.kind,
    title: record.title,
    summary: record.summary,
    industries: record.industries,
    problems: record.problems,
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
