import { type ComputedRef, computed } from 'vue';

import type { FormField } from '../../../../../server/api/desk/form.ts';
import { useIndustryOptions } from '../../../../src/industries.ts';
import { findEntries, useVocabulary } from '../../../../src/vocabulary.ts';
import type { Option } from '../../EntryPicker.vue';
import { useForm } from '../form-context.ts';

const MOST_SHOWN = 20;

/** Codes of the field's vocabulary that fit what is typed. */
export function useCodeOptions(vocabulary: FormField['vocabulary'], typed: () => string): ComputedRef<Option[]> {
  const { metrics } = useForm();
  if (vocabulary === 'industries') {
    const found = useIndustryOptions(typed);
    return computed(() => found.value.slice(0, MOST_SHOWN).map(({ entry }) => entry));
  }
  if (vocabulary === 'problems' || vocabulary === 'processes') {
    const entries = useVocabulary(vocabulary);
    return computed(() => (entries.value ? findEntries(entries.value, typed(), MOST_SHOWN) : []));
  }
  return computed(() => {
    const words = typed().trim().toLowerCase();
    const fits = ({ code, name }: Option) => [code, name.zh, name.en ?? ''].some((text) => text.toLowerCase().includes(words));
    return vocabulary === 'metrics' && words ? metrics.value.filter(fits).slice(0, MOST_SHOWN) : [];
  });
}
