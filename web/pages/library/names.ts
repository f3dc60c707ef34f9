import { useLanguage } from '../../src/language.ts';
import { nameOf, useVocabulary } from '../../src/vocabulary.ts';
import type { FilterName } from './filters.ts';

const GROUPS: Partial<Record<FilterName, string>> = { kind: 'kind', measure: 'measure', costClass: 'costClass', evidence: 'grade' };

/** What a filter's value is called: codes by the vocabulary, the page's own words by its messages. */
export function useFilterNames(): (name: FilterName, value: string) => string {
  const { t, te, inLang } = useLanguage();
  const tables = { industry: useVocabulary('industries'), problem: useVocabulary('problems'), process: useVocabulary('processes') };
  return (name, value) => {
    const group = GROUPS[name];
    if (group) return te(`${group}.${value}`) ? t(`${group}.${value}`) : value;
    return inLang(nameOf(tables[name as keyof typeof tables].value, value));
  };
}
