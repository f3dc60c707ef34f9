import type { Token, Tokens } from 'marked';
import { h, type VNode } from 'vue';
import { RouterLink } from 'vue-router';

/** Markdown tokens → nodes of the page. HTML in the text comes out as the text it is, so nothing in a record can run. */

type Node = VNode | string;
type Titles = ReadonlyMap<string, string>;

/** The page's own heading is the first level, so a guide's begins at the second. */
const LOWEST_HEADING = 2;

/** A heading of a guide, with those below it. */
export interface Heading {
  id: string;
  words: string;
  parts: { id: string; words: string }[];
}

/** The guide's headings in their order; `section-3` is the third of them. */
export function headingsOf(tokens: Token[]): Heading[] {
  const headings: Heading[] = [];
  for (const [index, token] of tokens.filter(isHeading).entries()) {
    const heading = { id: sectionId(index), words: wordsOf(token) };
    if (token.depth <= LOWEST_HEADING) headings.push({ ...heading, parts: [] });
    else headings.at(-1)?.parts.push(heading);
  }
  return headings;
}

/** @param citedHeading what stands over the records that a section cites, where they are to be listed under it. */
export function renderMarkdown(tokens: Token[], titles: Titles, citedHeading?: string): VNode[] {
  const numbers = new Map<string, number>();
  let inSection = new Set<string>();
  let headings = 0;
  const cite = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    inSection.add(id);
    return citation(id, numbers.get(id) ?? 0, titles);
  };
  const nodes: Node[] = [];
  const endSection = () => {
    if (citedHeading && inSection.size > 0) nodes.push(citedList(citedHeading, [...inSection], numbers, titles));
    inSection = new Set();
  };
  for (const token of tokens) {
    if (!isHeading(token)) nodes.push(...block(token, cite));
    else {
      if (token.depth <= LOWEST_HEADING) endSection();
      const level = Math.min(Math.max(token.depth, LOWEST_HEADING), 4);
      nodes.push(h(`h${level}`, { id: citedHeading && sectionId(headings) }, inline(token.tokens, cite)));
      headings++;
    }
  }
  endSection();
  return nodes.filter((node): node is VNode => typeof node !== 'string');
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function sectionId(index: number): string {
  return `section-${index + 1}`;
}

function wordsOf({ text }: Tokens.Heading): string {
  return text.replaceAll(/\[\[[a-z0-9-]+\]\]|[*`]/g, '').trim();
}

/** What the section's numbers stand for, by title: they can be read on paper and without a pointer. */
function citedList(heading: string, ids: string[], numbers: ReadonlyMap<string, number>, titles: Titles): VNode {
  return h('div', { class: 'cited' }, [
    h('p', heading),
    h(
      'ul',
      ids.map((id) =>
        h('li', [`[${numbers.get(id)}] `, h(RouterLink, { to: { name: 'record', params: { id } } }, () => titles.get(id) ?? id)]),
      ),
    ),
  ]);
}

type Cite = (id: string) => VNode;

function blocks(tokens: Token[], cite: Cite): Node[] {
  return tokens.flatMap((token) => block(token, cite));
}

function block(token: Token, cite: Cite): Node[] {
  switch (token.type) {
    case 'heading':
      return [h('p', h('strong', inline(token.tokens, cite)))];
    case 'paragraph':
      return [h('p', inline(token.tokens, cite))];
    case 'list': {
      const list = token as Tokens.List;
      return [
        h(
          list.ordered ? 'ol' : 'ul',
          list.items.map((item) => h('li', blocks(item.tokens, cite))),
        ),
      ];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const row = (cells: Tokens.TableCell[], tag: string) =>
        h(
          'tr',
          cells.map((cell) => h(tag, inline(cell.tokens, cite))),
        );
      return [
        h('table', [
          h('thead', row(header, 'th')),
          h(
            'tbody',
            rows.map((cells) => row(cells, 'td')),
          ),
        ]),
      ];
    }
    case 'blockquote':
      return [h('blockquote', blocks(token.tokens ?? [], cite))];
    case 'code':
      return [h('pre', h('code', token.text as string))];
    case 'hr':
      return [h('hr')];
    case 'text':
      return token.tokens ? inline(token.tokens, cite) : withCitations(token.text as string, cite);
    case 'space':
      return [];
    default:
      return [h('p', token.raw)];
  }
}

function inline(tokens: Token[] | undefined, cite: Cite): Node[] {
  return (tokens ?? []).flatMap((token): Node[] => {
    switch (token.type) {
      case 'strong':
      case 'em':
      case 'del':
        return [h(token.type, inline(token.tokens, cite))];
      case 'codespan':
        return [h('code', token.text as string)];
      case 'br':
        return [h('br')];
      case 'link': {
        const { href, tokens: words } = token as Tokens.Link;
        return /^https?:\/\//.test(href)
          ? [h('a', { href, rel: 'noopener noreferrer', target: '_blank', class: 'external' }, inline(words, cite))]
          : inline(words, cite);
      }
      case 'escape':
        return [token.text as string];
      case 'text':
        return token.tokens ? inline(token.tokens, cite) : withCitations(token.text as string, cite);
      default:
        return [token.raw];
    }
  });
}

function withCitations(text: string, cite: Cite): Node[] {
  return text.split(/\[\[([a-z0-9-]+)\]\]/).map((part, index) => (index % 2 === 1 ? cite(part) : part));
}

function citation(id: string, number: number, titles: Titles): VNode {
  const title = titles.get(id) ?? id;
  return h(RouterLink, { to: { name: 'record', params: { id } }, title, 'aria-label': `[${number}] ${title}` }, () => `[${number}]`);
}
