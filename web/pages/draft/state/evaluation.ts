import { computed } from 'vue';

import type { Draft, DraftScheme, Profile } from '../../../../server/api/draft.ts';
import { type EvaluatedScheme, type Evaluation, evaluateScheme } from '../../../../server/draft/evaluate.ts';
import { totalsOf } from '../../../../server/draft/totals.ts';
import { counted } from './workspace.ts';

/** The economics of the draft at every keystroke: only schemes that changed are computed anew. */

let known = new WeakMap<DraftScheme, EvaluatedScheme>();
let knownFor: Profile | undefined;

export function evaluateKnown({ schemes, profile }: Pick<Draft, 'schemes' | 'profile'>): EvaluatedScheme[] {
  if (profile !== knownFor) {
    known = new WeakMap();
    knownFor = profile;
  }
  return schemes.map((scheme) => {
    const evaluated = known.get(scheme) ?? evaluateScheme(scheme, profile);
    known.set(scheme, evaluated);
    return evaluated;
  });
}

export const evaluation = computed<Evaluation>(() => {
  const schemes = evaluateKnown(counted.value);
  return { schemes, totals: totalsOf(counted.value, schemes) };
});

export const evaluatedById = computed(() => new Map(evaluation.value.schemes.map((one) => [one.id, one])));
