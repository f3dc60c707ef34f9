import { createHash } from 'node:crypto';

import type { Digest, DigestEntry } from './digest.ts';
import { escaped } from './markup.ts';

/** A digest as one page that prints well, keeps its look when it is saved or mailed, and runs nothing. */

const STYLE = `
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:16px/1.7 "Noto Serif SC","Source Han Serif SC",SimSun,serif;color:#1a1a1a;background:#fff}
h1{font-size:1.7rem;margin:0}h2{font-size:1.25rem;margin:2.2rem 0 .4rem;border-bottom:2px solid #2f6f4f;padding-bottom:.2rem}
h3{font-size:1.05rem;margin:1.4rem 0 .2rem}p{margin:.3rem 0}ul{margin:.3rem 0;padding-left:1.3rem}
.mark{font-size:.8rem;border:1px solid #2f6f4f;border-radius:3px;padding:0 .35em;color:#2f6f4f;margin-left:.5em;white-space:nowrap}
.small{font-size:.88rem;color:#555}a{color:#1d5a3c}article{break-inside:avoid}
@media print{body{margin:0;max-width:none;font-size:11pt}a{color:inherit;text-decoration:none}h2{break-after:avoid}}
`;

/** What the page may load: its own style, known by its hash, and nothing else. */
export const DIGEST_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

export function digestHtml(digest: Digest): string {
  const { lang, title, period, counted, sections } = digest;
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(`${title} ${period}`)}</title><style>${STYLE}</style></head>
<body>
<header><h1>${escaped(title)}</h1><p>${escaped(period)}</p><p class="small">${escaped(counted)}</p></header>
<main>
${sections.map(({ heading, entries }) => `<section><h2>${escaped(heading)}</h2>\n${entries.map((entry) => entryHtml(entry, lang)).join('')}</section>\n`).join('')}</main>
</body>
</html>
`;
}

function entryHtml(entry: DigestEntry, lang: Digest['lang']): string {
  const mark = entry.isNew ? { zh: '新', en: 'new' } : { zh: '修订', en: 'changed' };
  const source = entry.sourceUrl ? `<a href="${escaped(entry.sourceUrl)}">${escaped(entry.source)}</a>` : escaped(entry.source);
  return `<article>
<h3><a href="${escaped(entry.address)}">${escaped(entry.title)}</a><span class="mark">${mark[lang]}</span></h3>
${entry.where ? `<p class="small">${escaped(entry.where)}</p>\n` : ''}<p>${escaped(entry.summary)}</p>
${entry.figures.length > 0 ? `<ul>${entry.figures.map((figure) => `<li>${escaped(figure)}</li>`).join('')}</ul>\n` : ''}${
  entry.source ? `<p class="small">${lang === 'zh' ? '来源:' : 'Source: '}${source}</p>\n` : ''
}</article>
`;
}
