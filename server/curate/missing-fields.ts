import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';

/** Fields a reader looks for in a record of its kind and does not find. */

export function missingFields(record: LibraryRecord): string[] {
  const expected: Record<string, unknown> = { 'title.en': record.title.en, 'summary.en': record.summary.en, ...expectedOf(record) };
  return Object.entries(expected)
    .filter(([, value]) => value === undefined || (Array.isArray(value) && value.length === 0))
    .map(([field]) => field);
}

function expectedOf(record: LibraryRecord): Record<string, unknown> {
  const { sources } = record;
  switch (record.kind) {
    case 'case': {
      const { metrics, investment, year, place, region, evidence, techniques } = record;
      // Either tells what it brings in.
      const benefit = record.annualSaving ?? record.paybackYears;
      return { metrics, investment, annualSaving: benefit, year, place, region, evidence, techniques, sources };
    }
    case 'technique': {
      if (record.broader) return { sources };
      const { howItWorks, applicability, limits, problems } = record;
      return { howItWorks, applicability, limits, problems };
    }
    case 'policy': {
      const { type, gives, whoQualifies, region } = record;
      return { type, gives, whoQualifies, region, validity: known(record.validity.status), sources };
    }
    case 'benchmark':
      return { values: record.notUsableBecause ?? record.values, validity: known(record.validity.status), sources };
    case 'scheme':
      return { techniques: record.techniques, investment: record.investment, yearlyBenefit: record.yearlyBenefit };
    case 'standard':
      return { number: record.number, issuer: record.issuer, year: record.year, validity: known(record.validity.status) };
    case 'guide':
      return { steps: record.steps, abstractEn: record.abstractEn };
  }
}

const known = (status: string) => (status === 'unknown' ? undefined : status);
