import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Lang, Text } from '../../../corpus/kinds/text.ts';
import { cardOf } from '../../src/card.ts';
import { formatDate, formatMoney, formatYears } from '../../src/format.ts';

interface Language {
  t: (key: string, values?: Record<string, unknown>) => string;
  lang: Lang;
  inLang: (text: Text) => string;
}

/** The shortlist as Markdown: what each record is, its key figures, its sources, and the address where all of it stands. */
export function shortlistMarkdown(records: readonly LibraryRecord[], { t, lang, inLang }: Language, origin: string, today: Date): string {
  const blocks = records.map((record) => {
    const { kind, place, year, evidence, investment, annualSaving, paybackYears, summary } = cardOf(record);
    const facts: [string, string | undefined][] = [
      [t('facet.kind'), t(`kind.${kind}`)],
      [t('fact.place'), place && inLang(place)],
      [t('fact.year'), year?.toString()],
      [t('fact.evidence'), evidence && t(`gradeMeaning.${evidence}`)],
      [t('figure.investment'), investment && formatMoney(investment, lang)],
      [t('figure.annualSaving'), annualSaving && formatMoney(annualSaving, lang)],
      [t('figure.payback'), paybackYears === undefined ? undefined : formatYears(paybackYears, lang)],
    ];
    const colon = lang === 'zh' ? '：' : ': ';
    return [
      `## ${plain(inLang(record.title))}`,
      plain(inLang(summary)),
      facts.flatMap(([name, value]) => (value ? [`- ${name}${colon}${plain(value)}`] : [])).join('\n'),
      record.sources
        .map(({ title, issuer, year: published, url }, index) => {
          const words = [issuer, published?.toString()].filter((word) => word !== undefined).join(', ');
          return `${index + 1}. ${plain(title)}${words ? ` (${plain(words)})` : ''}${url ? ` <${url}>` : ''}`;
        })
        .join('\n'),
      `<${origin}/records/${record.id}>`,
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${[`# ${t('shortlist.title')}`, t('shortlist.from', { date: formatDate(today.toISOString(), lang) }), ...blocks].join('\n\n')}\n`;
}

/** Words that stay words: what Markdown or HTML would take for markup is escaped. */
function plain(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&');
}
