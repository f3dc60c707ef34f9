import { type Draft, type DraftScheme, MAX_SCHEMES, type Profile, DraftScheme as SchemeOf } from '../../../../server/api/draft.ts';
import { type Content, fieldAt, type ListName, withoutEntry } from './content.ts';

/** Changes of a draft, each a new draft that shares what stayed as it was. Pure. */

export function withProfile(content: Content, part: Partial<Profile>): Content {
  return { ...content, draft: { ...content.draft, profile: { ...content.draft.profile, ...part } } };
}

/** A scheme that is gone meanwhile (removed in another window) stays gone. */
export function withScheme(content: Content, id: string, change: (scheme: DraftScheme) => DraftScheme): Content {
  const { draft } = content;
  const at = draft.schemes.findIndex((scheme) => scheme.id === id);
  const scheme = draft.schemes[at];
  if (!scheme) return content;
  const schemes = [...draft.schemes];
  schemes[at] = change(scheme);
  return { ...content, draft: { ...draft, schemes } };
}

/** At the end, with numbers and ids that the draft does not have yet; no more than a draft may have. */
export function withSchemes(content: Content, added: readonly DraftScheme[]): Content {
  const { draft } = content;
  const ids = new Set(draft.schemes.map(({ id }) => id));
  const numbers = new Set(draft.schemes.map(({ number }) => number));
  const fresh = added.slice(0, MAX_SCHEMES - draft.schemes.length).map((scheme) => {
    const id = ids.has(scheme.id) ? newId() : scheme.id;
    const number = scheme.number && !numbers.has(scheme.number) ? scheme.number : nextNumber(numbers);
    ids.add(id);
    numbers.add(number);
    return { ...scheme, id, number };
  });
  return { ...content, draft: { ...draft, schemes: [...draft.schemes, ...fresh] } };
}

export function withoutScheme({ draft, rough }: Content, id: string): Content {
  const kept = Object.entries(rough).filter(([field]) => !field.startsWith(`schemes/${id}/`));
  return { draft: { ...draft, schemes: draft.schemes.filter((scheme) => scheme.id !== id) }, rough: Object.fromEntries(kept) };
}

/** An entry of one of a scheme's lists taken away, with what was typed into it. */
export function withoutListEntry(content: Content, id: string, list: ListName, index: number): Content {
  const changed = withScheme(content, id, (scheme) => ({ ...scheme, [list]: scheme[list].filter((_, at) => at !== index) }));
  return { ...changed, rough: withoutEntry(changed.rough, fieldAt('schemes', id, list), index) };
}

export function withCriteria(content: Content, criteria: Draft['criteria']): Content {
  return { ...content, draft: { ...content.draft, criteria } };
}

export function blankScheme(draft: Draft, aspect: DraftScheme['aspect']): DraftScheme {
  return SchemeOf.parse({ id: newId(), number: freeNumber(draft), name: { zh: '' }, aspect });
}

/** F1, F2 …: the first that is above all there are. */
export function freeNumber({ schemes }: Draft): string {
  return nextNumber(new Set(schemes.map(({ number }) => number)));
}

function nextNumber(numbers: ReadonlySet<string>): string {
  let most = 0;
  for (const number of numbers) most = Math.max(most, Number(/^F(\d{1,6})$/.exec(number)?.[1] ?? 0));
  return `F${most + 1}`;
}

/** Not crypto.randomUUID: over plain http in an office network there is none. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, '0')).join('');
}
