import { onScopeDispose, watchEffect } from 'vue';

import type { Money } from '../../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Lang } from '../../../corpus/kinds/text.ts';
import type { RecordAnswer } from '../../../server/api/record.ts';
import { textIn } from '../../src/language.ts';

/** What a record is, in schema.org's words, for programs that read pages. */

type Data = Record<string, unknown>;

export function structuredData({ record, changedAt, names }: RecordAnswer, lang: Lang, origin: string): Data {
  const words = (text: { zh: string; en?: string }) => textIn(text, lang);
  const named = [...record.industries, ...record.problems, ...record.processes].flatMap((code) => names[code] ?? []);
  return {
    '@context': 'https://schema.org',
    ...particulars(record, words),
    '@id': `${origin}/records/${record.id}`,
    url: `${origin}/records/${record.id}`,
    identifier: record.id,
    name: words(record.title),
    description: words(record.summary),
    inLanguage: lang === 'zh' ? 'zh-CN' : 'en',
    dateModified: changedAt,
    keywords: named.map(words),
    publisher: { '@type': 'Organization', name: lang === 'zh' ? '清产通' : 'CleanMatch' },
    citation: record.sources.map(({ title, issuer, year, url }) => ({
      '@type': 'CreativeWork',
      name: title,
      publisher: issuer && { '@type': 'Organization', name: issuer },
      datePublished: year?.toString(),
      url,
    })),
  };
}

function particulars(record: LibraryRecord, words: (text: { zh: string; en?: string }) => string): Data {
  switch (record.kind) {
    case 'guide':
      if (record.steps.length === 0) return { '@type': 'TechArticle' };
      return {
        '@type': 'HowTo',
        step: record.steps.map(({ name }, index) => ({ '@type': 'HowToStep', position: index + 1, name: words(name) })),
      };
    case 'benchmark':
      return {
        '@type': 'Dataset',
        variableMeasured: record.values.map(({ indicator, unit, value }) => ({
          '@type': 'PropertyValue',
          name: words(indicator),
          unitText: unit,
          ...(typeof value === 'number' ? { value } : { minValue: value[0], maxValue: value[1] }),
        })),
      };
    case 'policy':
    case 'standard':
      return { '@type': 'CreativeWork' };
    default:
      return {
        '@type': 'TechArticle',
        headline: words(record.title),
        ...('place' in record && record.place ? { contentLocation: { '@type': 'Place', name: words(record.place) } } : {}),
        ...('year' in record && record.year ? { temporalCoverage: record.year.toString() } : {}),
        ...(record.investment ? { mentions: sum(record.investment) } : {}),
      };
  }
}

function sum({ value, currency }: Money): Data {
  const amount = typeof value === 'number' ? { value } : { minValue: value[0], maxValue: value[1] };
  return { '@type': 'MonetaryAmount', currency, ...amount };
}

/** Puts the data into the page's head while the record is shown. A data block is no script: the content policy lets it be. */
export function useStructuredData(data: () => Data): void {
  const block = document.createElement('script');
  block.type = 'application/ld+json';
  document.head.append(block);
  watchEffect(() => {
    block.textContent = JSON.stringify(data()).replaceAll('<', '\\u003c');
  });
  onScopeDispose(() => block.remove());
}
