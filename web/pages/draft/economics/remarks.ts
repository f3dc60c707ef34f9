import type { Lang } from '../../../../corpus/kinds/text.ts';
import type { DraftScheme } from '../../../../server/api/draft.ts';
import type { EvaluatedScheme } from '../../../../server/draft/evaluate.ts';
import { GAPS, issueText, NOTES } from '../../../../server/draft/notes.ts';
import { say } from '../../../../server/draft/words.ts';
import { unitText } from '../fields/units.ts';
import { SHAPES } from '../schemes/lists.ts';
import { LISTS } from '../state/content.ts';

/** What is to be said of a scheme's economics: what is missing, what could not be counted and where, why an indicator is absent. */
export function remarksOf(
  { gaps, indicators, amounts }: EvaluatedScheme,
  scheme: DraftScheme,
  lang: Lang,
  t: (key: string, values?: Record<string, unknown>) => string,
): string[] {
  return [
    ...gaps.map((gap) => say(GAPS[gap], lang)),
    ...amounts.issues.map((issue) =>
      t('draft.issue', {
        field: fieldName(issue.field, scheme, lang, t),
        message: say(
          issueText({ ...issue, found: issue.found && unitText(issue.found, lang), expected: unitText(issue.expected, lang) }),
          lang,
        ),
      }),
    ),
    ...(indicators?.notes ?? []).map((note) => say(NOTES[note], lang)),
  ];
}

/** `savings[2].price` in words: Savings 3 (Water), price. */
function fieldName(field: string, scheme: DraftScheme, lang: Lang, t: (key: string, values?: Record<string, unknown>) => string): string {
  const [, list, index] = /^(\w+)\[(\d+)\]/.exec(field) ?? [];
  const name = LISTS.find((one) => one === list);
  if (!name) return t(`draft.scheme.${field}`);
  const row = SHAPES[name].read(scheme)[Number(index)];
  const kind = row && SHAPES[name].kinds[row.what];
  return `${t(`draft.list.${name}`)} ${Number(index) + 1}${kind ? ` · ${say(kind, lang)}` : ''}`;
}
