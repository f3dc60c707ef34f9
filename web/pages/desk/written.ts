import { formatDate, formatMoney, formatNumber, formatValue } from '../../src/format.ts';
import { useLanguage } from '../../src/language.ts';
import { nameOf, useVocabulary } from '../../src/vocabulary.ts';
import { useFieldLabels } from './field-labels.ts';
import { stepsOf } from './paths.ts';

/** How values of records are written in tables of differences, whatever they are. */

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

function isRange(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

export function useWritten() {
  const { t, lang, inLang } = useLanguage();
  const vocabularies = {
    industries: useVocabulary('industries'),
    problems: useVocabulary('problems'),
    processes: useVocabulary('processes'),
    region: useVocabulary('regions'),
  };
  const { labelOf, choiceLabel } = useFieldLabels();

  /** `field` is its path: words of a choice are looked up by its last step. */
  function written(value: unknown, field = ''): string {
    if (value === undefined || value === null || value === '') return '';
    if (isNumber(value)) return /year$/.test(field) ? String(value) : formatNumber(value, lang.value);
    if (isRange(value)) return formatValue(value, lang.value);
    if (typeof value === 'string') return word(value, field);
    if (typeof value === 'boolean') return t(value ? 'desk.yes' : 'desk.no');
    if (Array.isArray(value)) return value.map((one) => written(one, field)).join(value.some(isGroup) ? '\n' : t('desk.comma'));
    if (isGroup(value)) return group(value);
    return String(value);
  }

  function word(value: string, field: string): string {
    const [first = ''] = stepsOf(field);
    const vocabulary = Object.entries(vocabularies).find(([name]) => name === first)?.[1];
    return vocabulary ? inLang(nameOf(vocabulary.value, value)) : choiceLabel(stepsOf(field).at(-1) ?? '', value);
  }

  function group(value: Record<string, unknown>): string {
    if (typeof value.currency === 'string' && (isNumber(value.value) || isRange(value.value)))
      return formatMoney({ value: value.value, currency: value.currency }, lang.value);
    if ('zh' in value) return [written(value.zh), written(value.en)].filter(Boolean).join(' / ');
    return Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => `${labelOf(name)} ${written(part, name)}`)
      .join(t('desk.semicolon'));
  }

  return { written };
}

/** Date and time as an editor reads a log: 2026-11-26 10:00. */
export function useMoments() {
  const { lang } = useLanguage();
  const locale = () => (lang.value === 'zh' ? 'zh-CN' : 'en-GB');
  return {
    moment(iso: string): string {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return iso;
      return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(date);
    },
    day: (iso: string) => formatDate(iso, lang.value),
  };
}
