import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Source } from '../../../corpus/kinds/record.ts';
import type { Lang } from '../../../corpus/kinds/text.ts';
import { textIn } from '../../src/language.ts';

/** References to a record and to the sources it rests on. Pure: address and day are given. */

export interface Place {
  url: string;
  changedAt: string;
  today: Date;
  lang: Lang;
}

const PUBLISHER: Record<Lang, string> = { zh: '清产通', en: 'CleanMatch' };

const day = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** GB/T 7714-2015, numeric: a record of an online database [DB/OL]. */
export function gbtOfRecord({ title }: LibraryRecord, { url, changedAt, today, lang }: Place): string {
  return `${PUBLISHER[lang]}. ${textIn(title, lang)}[DB/OL]. (${changedAt.slice(0, 10)})[${day(today)}]. ${url}.`;
}

/** A source with an address is an electronic one [EB/OL]; of another, the library does not know what it is: [Z]. */
export function gbtOfSource({ title, issuer, year, url }: Source, { today }: Place): string {
  const author = issuer ? `${issuer}. ` : '';
  const published = year === undefined ? '' : `(${year})`;
  if (url) return `${author}${title}[EB/OL]. ${published}[${day(today)}]. ${url}.`;
  return `${author}${title}[Z]${year === undefined ? '' : `. ${year}`}.`;
}

export function bibtexOfRecord({ id, title }: LibraryRecord, { url, changedAt, today, lang }: Place): string {
  return entry(`cleanmatch:${id}`, {
    author: braced(PUBLISHER[lang]),
    title: braced(textIn(title, lang)),
    year: changedAt.slice(0, 4),
    url,
    urldate: day(today),
  });
}

export function bibtexOfSource(id: string, { title, issuer, year, url }: Source, number: number, { today }: Place): string {
  return entry(`${id}:${number}`, {
    author: issuer && braced(issuer),
    title: braced(title),
    year: year?.toString(),
    url,
    urldate: url && day(today),
  });
}

function entry(key: string, fields: Record<string, string | undefined>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || value === '') return [];
    return [`  ${name} = {${name === 'url' ? value : escaped(value)}}`];
  });
  return `@misc{${key},\n${lines.join(',\n')}\n}`;
}

/** Kept as it is written: BibTeX neither parts a name nor lowers a title. */
function braced(words: string): string {
  return `{${words.replaceAll(/[{}]/g, '')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\textbackslash ').replaceAll(/[&%$#_]/g, '\\$&');
}
