import { createHash } from 'node:crypto';

import { inLanguage, type Lang } from '../../corpus/kinds/text.ts';
import type { Publication } from '../../corpus/publications.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { escaped } from './markup.ts';

/** New and changed records as an Atom feed (RFC 4287), in either language. */

export interface FeedInput {
  /** Tells this library from any other: ids of feed and entries are made from it and stay, whatever the address. */
  identity: string;
  publications: Publication[];
  lang: Lang;
  /** Where the server was reached, without a slash at the end. */
  origin: string;
}

const WORDS = {
  zh: { title: '清产通:新发表和修订的记录', subtitle: '已被证实的清洁生产技术与案例', author: '清产通' },
  en: { title: 'CleanMatch: new and changed records', subtitle: 'Proven techniques and cases of cleaner production', author: 'CleanMatch' },
} satisfies Record<Lang, object>;

const KIND_OF_LANG: Record<Lang, string> = { zh: 'zh-CN', en: 'en' };

export function atomFeed({ identity, publications, lang, origin }: FeedInput): string {
  const words = WORDS[lang];
  const updated = publications[0]?.changedAt ?? new Date(0).toISOString();
  const other = lang === 'zh' ? 'en' : 'zh';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${KIND_OF_LANG[lang]}">
  <id>urn:uuid:${uuid(identity, `feed ${lang}`)}</id>
  <title>${words.title}</title>
  <subtitle>${words.subtitle}</subtitle>
  <updated>${updated}</updated>
  <author><name>${words.author}</name></author>
  <generator>CleanMatch</generator>
  <link rel="self" type="application/atom+xml" href="${escaped(feedAddress(origin, lang))}"/>
  <link rel="alternate" type="text/html" hreflang="${lang}" href="${escaped(`${origin}/library${lang === 'en' ? '?lang=en' : ''}`)}"/>
  <link rel="related" type="application/atom+xml" hreflang="${other}" href="${escaped(feedAddress(origin, other))}"/>
${publications.map((one) => entryOf(one, identity, lang, origin)).join('')}</feed>
`;
}

const feedAddress = (origin: string, lang: Lang): string => `${origin}/feed.atom${lang === 'en' ? '?lang=en' : ''}`;

function entryOf({ record, firstAt, changedAt }: Publication, identity: string, lang: Lang, origin: string): string {
  const spoken = lang === 'en' && !record.title.en ? ' xml:lang="zh-CN"' : '';
  const industries = record.industries.flatMap((code) => vocabulary().industries.get(code) ?? []);
  const address = `${origin}/records/${record.id}${lang === 'en' ? '?lang=en' : ''}`;
  return `  <entry${spoken}>
    <id>urn:uuid:${uuid(identity, record.id)}</id>
    <title>${escaped(inLanguage(record.title, lang))}</title>
    <published>${firstAt}</published>
    <updated>${changedAt}</updated>
    <link rel="alternate" type="text/html" href="${escaped(address)}"/>
    <category term="${record.kind}"/>
${industries.map((one) => `    <category term="${escaped(one.code)}" label="${escaped(one[lang])}"/>\n`).join('')}    <summary>${escaped(inLanguage(record.summary, lang))}</summary>
  </entry>
`;
}

/** A UUID made from a name within a namespace (RFC 9562, version 5). */
function uuid(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
