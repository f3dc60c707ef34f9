import type { Metric, Money, Value } from '../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Source } from '../../corpus/kinds/record.ts';
import { inLanguage, type Lang } from '../../corpus/kinds/text.ts';
import type { Publication } from '../../corpus/publications.ts';

/** What was published and changed in a period, for the newsletter: put together once, shown as HTML and as Word. */

export interface DigestEntry {
  title: string;
  isNew: boolean;
  /** Place and year, where they are known. */
  where: string;
  summary: string;
  /** `年节电:1528000 kWh/a` */
  figures: string[];
  source: string;
  sourceUrl?: string;
  address: string;
}

export interface Digest {
  lang: Lang;
  title: string;
  period: string;
  counted: string;
  sections: { heading: string; entries: DigestEntry[] }[];
}

export interface DigestInput {
  publications: Publication[];
  /** All that were published or changed in the period; more than are listed, where there are very many. */
  total: number;
  /** Days, both included. */
  from: string;
  to: string;
  lang: Lang;
  origin: string;
}

const WORDS = {
  zh: {
    title: '清洁生产案例与技术快报',
    counted: (fresh: number, changed: number, left: number) =>
      `新发表 ${fresh} 条,修订 ${changed} 条${left > 0 ? `;另有 ${left} 条未列出` : ''}。`,
    colon: ':',
  },
  en: {
    title: 'Cleaner production digest',
    counted: (fresh: number, changed: number, left: number) =>
      `${fresh} new, ${changed} changed${left > 0 ? `; ${left} more are not listed` : ''}.`,
    colon: ': ',
  },
} satisfies Record<Lang, object>;

const SECTIONS: { kind: LibraryRecord['kind']; zh: string; en: string }[] = [
  { kind: 'case', zh: '案例', en: 'Cases' },
  { kind: 'technique', zh: '技术', en: 'Techniques' },
  { kind: 'policy', zh: '政策', en: 'Policies' },
  { kind: 'benchmark', zh: '对标值', en: 'Benchmarks' },
  { kind: 'guide', zh: '指南', en: 'Guides' },
  { kind: 'standard', zh: '标准', en: 'Standards' },
  { kind: 'scheme', zh: '方案', en: 'Schemes' },
];

/** Figures that an entry shows: a newsletter gives the first, the record gives all. */
const MOST_FIGURES = 4;

export function digestOf({ publications, total, from, to, lang, origin }: DigestInput): Digest {
  const words = WORDS[lang];
  const isNew = ({ firstAt }: Publication) => firstAt.slice(0, 10) >= from;
  const fresh = publications.filter(isNew).length;
  return {
    lang,
    title: words.title,
    period: lang === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`,
    counted: words.counted(fresh, publications.length - fresh, total - publications.length),
    sections: SECTIONS.flatMap(({ kind, ...heading }) => {
      const entries = publications.filter(({ record }) => record.kind === kind).map((one) => entryOf(one.record, isNew(one), lang, origin));
      return entries.length > 0 ? [{ heading: heading[lang], entries }] : [];
    }),
  };
}

function entryOf(record: LibraryRecord, isNew: boolean, lang: Lang, origin: string): DigestEntry {
  const place = 'place' in record && record.place ? inLanguage(record.place, lang) : undefined;
  const year = 'year' in record ? record.year : undefined;
  const [source] = record.sources;
  return {
    title: inLanguage(record.title, lang),
    isNew,
    where: [place, year].filter(Boolean).join(lang === 'zh' ? ',' : ', '),
    summary: inLanguage(record.summary, lang),
    figures: figuresOf(record, lang).slice(0, MOST_FIGURES),
    source: source ? sourceText(source) : '',
    sourceUrl: source?.url,
    address: `${origin}/records/${record.id}${lang === 'en' ? '?lang=en' : ''}`,
  };
}

const sourceText = ({ title, issuer, year }: Source): string => [title, issuer, year].filter(Boolean).join(', ');

/** As the sources give them: value and unit as printed, sums in whole units. */
function figuresOf(record: LibraryRecord, lang: Lang): string[] {
  const name = (zh: string, en: string) => (lang === 'zh' ? zh : en);
  const { colon } = WORDS[lang];
  const told: string[] = [];
  const tell = (label: string, text: string | undefined) => {
    if (text) told.push(`${label}${colon}${text}`);
  };
  if ('investment' in record) tell(name('投资', 'Investment'), money(record.investment, lang));
  if ('annualSaving' in record) tell(name('年收益', 'Yearly saving'), money(record.annualSaving, lang));
  if (record.kind === 'scheme') tell(name('年收益', 'Yearly saving'), money(record.yearlyBenefit, lang));
  if ('paybackYears' in record && record.paybackYears !== undefined)
    tell(name('回收期', 'Payback'), `${amount(record.paybackYears, lang)} ${name('年', 'years')}`);
  const metrics: Metric[] = 'metrics' in record ? record.metrics : record.kind === 'scheme' ? record.savings : [];
  for (const metric of metrics) {
    const basis = metric.basis ? ` (${inLanguage(metric.basis, lang)})` : '';
    const doubt = metric.doubt ? ` [${inLanguage(metric.doubt, lang)}]` : '';
    tell(inLanguage(metric.name, lang), `${amount(metric.value, lang)} ${metric.unit}${basis}${doubt}`);
  }
  return told;
}

function money(sum: Money | undefined, lang: Lang): string | undefined {
  if (!sum) return undefined;
  const doubt = sum.doubt ? ` [${inLanguage(sum.doubt, lang)}]` : '';
  return `${amount(sum.value, lang)} ${sum.currency}${doubt}`;
}

function amount(value: Value, lang: Lang): string {
  const format = new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { maximumSignificantDigits: 12 });
  return [value]
    .flat()
    .map((one) => format.format(one))
    .join('–');
}
