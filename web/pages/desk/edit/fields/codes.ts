import { type ComputedRef, computed } from 'vue';

import type { FormField } from '../../../../../server/api/desk/form.ts';
import { useIndustryOptions } from '../../../../src/industries.ts';
import { useLanguage } from '../../../../src/language.ts';
import { findEntries, pathOf, useVocabulary } from '../../../../src/vocabulary.ts';
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
  if (vocabulary === 'regions') return useRegionOptions(typed);
  return computed(() => {
    const words = typed().trim().toLowerCase();
    const fits = ({ code, name }: Option) => [code, name.zh, name.en ?? ''].some((text) => text.toLowerCase().includes(words));
    return vocabulary === 'metrics' && words ? metrics.value.filter(fits).slice(0, MOST_SHOWN) : [];
  });
}

/** As corpus/kinds/record.ts has it: the vocabulary names provinces, cities and what the collection needs, not each county. */
const REGION_CODE = /^(\d{6}|[A-Z]{2})$/;

/** Each with what it lies in; a code that the vocabulary does not name is taken as it is. */
function useRegionOptions(typed: () => string): ComputedRef<Option[]> {
  const { inLang } = useLanguage();
  const entries = useVocabulary('regions');
  return computed(() => {
    const regions = entries.value;
    if (!regions) return [];
    const found = findEntries(regions, typed(), MOST_SHOWN).map(({ code, name }): Option => {
      const around = pathOf(regions, code).slice(0, -1);
      return { code, name, hint: [...around.map((one) => inLang(one.name)), code].join(' › ') };
    });
    const code = typed().trim().toUpperCase();
    return found.length === 0 && REGION_CODE.test(code) ? [{ code, name: { zh: code, en: code } }] : found;
  });
}
