import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import { vocabulary } from '../corpus/vocabulary/vocabulary.ts';
import type { RecordCard, RecordName } from './api/parts.ts';
import type { RecordAnswer } from './api/record.ts';

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

export function presentName({ id, kind, title, ...record }: LibraryRecord): RecordName {
  return { id, kind, title, validity: 'validity' in record ? record.validity.status : undefined };
}

/** Names of the codes a record uses. */
export function codeNames(record: LibraryRecord): RecordAnswer['names'] {
  const words = vocabulary();
  const names: RecordAnswer['names'] = {};
  for (const [codes, terms] of [
    [record.industries, words.industries],
    [record.problems, words.problems],
    [record.processes, words.processes],
  ] as const) {
    for (const code of codes) {
      const term = terms.get(code);
      if (term) names[code] = { zh: term.zh, en: term.en };
    }
  }
  return names;
}
