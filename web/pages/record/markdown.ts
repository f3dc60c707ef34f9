import type { Token, Tokens } from 'marked';
import { h, type VNode } from 'vue';
import { RouterLink } from 'vue-router';

/** Markdown tokens → nodes of the page. HTML in the text comes out as the text it is, so nothing in a record can run. */

type Node = VNode | string;
type Titles = ReadonlyMap<string, string>;

/** The page's own heading is the first level, so a guide's begins at the second. */
const LOWEST_HEADING = 2;

export function renderMarkdown(tokens: Token[], titles: Titles): VNode[] {
  const cited = new Map<string, number>();
  const cite = (id: string) => {
    if (!cited.has(id)) cited.set(id, cited.size + 1);
    return citation(id, cited.get(id) ?? 0, titles);
  };
  return blocks(tokens, cite).filter((node): node is VNode => typeof node !== 'string');
}

type Cite = (id: string) => VNode;

function blocks(tokens: Token[], cite: Cite): Node[] {
  return tokens.flatMap((token) => block(token, cite));
}

function block(token: Token, cite: Cite): Node[] {
  switch (token.type) {
    case 'heading':
      return [h(`h${Math.min(Math.max((token as Tokens.Heading).depth, LOWEST_HEADING), 4)}`, inline(token.tokens, cite))];
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
