import { DRAFT_FORMAT, DRAFT_VERSION, Draft, type DraftScheme } from '../../../../server/api/draft.ts';

/** What the workspace holds: the draft, and what was typed into its fields that is no number yet. Both are never changed in place. */

export interface Content {
  draft: Draft;
  rough: Rough;
}

/**
 * Typed text by field (`schemes/F1x/savings/2/amount`) that cannot stand in a draft, kept so that a reload loses no keystroke.
 * Empty text at an entry means: no figure yet, and the entry counts nowhere.
 */
export type Rough = Readonly<Record<string, string>>;

export const emptyDraft = (): Draft => Draft.parse({ format: DRAFT_FORMAT, version: DRAFT_VERSION, profile: {}, schemes: [] });

export const emptyContent = (): Content => ({ draft: emptyDraft(), rough: {} });

/** Lists of a scheme whose entries are figures. */
export const LISTS = ['investment', 'savings', 'costChanges', 'pollutants'] as const;
export type ListName = (typeof LISTS)[number];

export const fieldAt = (...path: (string | number)[]): string => path.join('/');

/** The text of a field set, or forgotten where it is undefined. */
export function withRough(rough: Rough, field: string, text: string | undefined): Rough {
  if (rough[field] === text) return rough;
  const { [field]: _, ...others } = rough;
  return text === undefined ? others : { ...others, [field]: text };
}

/** Without the texts of an entry that goes; those of the entries behind it move up with them. */
export function withoutEntry(rough: Rough, list: string, index: number): Rough {
  const moved: Record<string, string> = {};
  for (const [field, text] of Object.entries(rough)) {
    const [at = '', ...rest] = field.startsWith(`${list}/`) ? field.slice(list.length + 1).split('/') : [];
    const place = Number(at);
    if (at === '' || place < index) moved[field] = text;
    else if (place > index) moved[fieldAt(list, place - 1, ...rest)] = text;
  }
  return moved;
}

/** The draft as it counts and leaves: entries that have no figure yet are left out. */
export function countable({ draft, rough }: Content): Draft {
  const blank = blankEntries(rough);
  if (blank.length === 0) return draft;
  const owners = new Set(blank.map(({ scheme }) => scheme));
  return { ...draft, schemes: draft.schemes.map((scheme) => (owners.has(scheme.id) ? withoutBlank(scheme, blank) : scheme)) };
}

export interface BlankEntry {
  scheme: string;
  list: string;
  index: number;
}

/** Entries whose number is still empty. */
export function blankEntries(rough: Rough): BlankEntry[] {
  return Object.entries(rough).flatMap(([field, text]) => {
    const [, scheme, list, index, part] = field.split('/');
    return text.trim() === '' && part === 'amount' && scheme && list ? [{ scheme, list, index: Number(index) }] : [];
  });
}

function withoutBlank(scheme: DraftScheme, blank: BlankEntry[]): DraftScheme {
  const stays = (list: ListName) => (_: unknown, index: number) =>
    !blank.some((entry) => entry.scheme === scheme.id && entry.list === list && entry.index === index);
  return {
    ...scheme,
    investment: scheme.investment.filter(stays('investment')),
    savings: scheme.savings.filter(stays('savings')),
    costChanges: scheme.costChanges.filter(stays('costChanges')),
    pollutants: scheme.pollutants.filter(stays('pollutants')),
  };
}
