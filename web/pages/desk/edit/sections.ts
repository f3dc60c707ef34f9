import type { FormField } from '../../../../server/api/desk/form.ts';

/** Parts of the form, in the order in which an editor fills them in. A field that is named nowhere stands in the last one. */

const SECTIONS = {
  text: [
    'title',
    'summary',
    'aliases',
    'howItWorks',
    'gives',
    'whoQualifies',
    'body',
    'abstractEn',
    'steps',
    'applicability',
    'limits',
    'needs',
    'crossMedia',
    'notUsableBecause',
    'reasonWithoutCase',
  ],
  about: [
    'industries',
    'industryText',
    'processes',
    'processText',
    'problems',
    'techniques',
    'broader',
    'from',
    'standard',
    'samePlantAs',
    'measure',
    'aspect',
    'type',
    'documentKind',
    'costClass',
    'number',
    'issuer',
    'year',
    'region',
    'state',
    'checked',
    'place',
    'scale',
    'validity',
  ],
  figures: ['investment', 'annualSaving', 'yearlyBenefit', 'paybackYears', 'metrics', 'savings', 'values'],
  proof: ['sources', 'evidence', 'evidenceBasis', 'id'],
} as const;

export type SectionName = keyof typeof SECTIONS;

export function sectionsOf(fields: FormField[]): { name: SectionName; fields: FormField[] }[] {
  const shown = fields.filter(({ type }) => type !== 'fixed');
  const named = new Set<string>(Object.values(SECTIONS).flat());
  return Object.entries(SECTIONS)
    .map(([name, order]) => {
      const own = order.flatMap((wanted) => shown.filter((field) => field.name === wanted));
      return { name: name as SectionName, fields: name === 'proof' ? [...own, ...shown.filter((field) => !named.has(field.name))] : own };
    })
    .filter((section) => section.fields.length > 0);
}

/** Fields that need the whole width of the form; the others stand beside each other. */
const WIDE: readonly FormField['type'][] = ['lang-pair', 'names', 'long-text', 'markdown', 'list', 'group', 'metric', 'money', 'source'];

export const isWide = ({ type }: FormField): boolean => WIDE.includes(type);
