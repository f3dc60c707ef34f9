import { shallowRef, watch } from 'vue';

import type { Text } from '../../../../corpus/kinds/text.ts';
import type { RecordForm } from '../../../src/desk-api.ts';
import { getRecords } from '../../../src/records.ts';
import { nameOf, useVocabulary } from '../../../src/vocabulary.ts';
import type { Option } from '../EntryPicker.vue';
import { asWordList, asWords } from './values.ts';

const SUGGESTED = ['industries', 'problems', 'processes', 'techniques'];

/** Top fields that name other records. */
const LINKS = ['techniques', 'samePlantAs', 'broader', 'from', 'standard'];

/** What codes and ids in a form are called: by the vocabularies, by what the record brought along, by the records themselves. */
export function useCodeNames(
  record: () => RecordForm,
  brought: () => Record<string, Text>,
  suggested: (field: string) => Option[],
): (code: string) => Text {
  const vocabularies = [useVocabulary('industries'), useVocabulary('problems'), useVocabulary('processes'), useVocabulary('regions')];
  const titles = shallowRef(new Map<string, Text>());

  const linked = () => LINKS.flatMap((field) => [...asWordList(record()[field]), asWords(record()[field])]).filter(Boolean);
  watch(
    () => linked().join(),
    async () => {
      const unknown = linked().filter((id) => !titles.value.has(id));
      // Names are a help: where they cannot be had, the id stands there.
      const found = unknown.length > 0 ? await getRecords(unknown).catch(() => undefined) : undefined;
      if (found)
        titles.value = new Map([
          ...titles.value,
          ...[...found].map(([id, answer]): [string, Text] => [id, answer?.record.title ?? { zh: id, en: id }]),
        ]);
    },
    { immediate: true },
  );

  return (code) => {
    const vocabulary = vocabularies.find((one) => one.value?.byCode.has(code));
    if (vocabulary) return nameOf(vocabulary.value, code);
    const suggestion = SUGGESTED.flatMap(suggested).find((option) => option.code === code)?.name;
    return brought()[code] ?? titles.value.get(code) ?? suggestion ?? { zh: code, en: code };
  };
}
