import type { LocationQuery, LocationQueryRaw } from 'vue-router';

import type { Lang } from '../../../corpus/kinds/text.ts';
import type { SearchQuery } from '../../src/api.ts';
import { all, first, LONGEST_TEXT } from '../../src/question.ts';

/** What the library list is narrowed to, as the address holds it. */

export const FILTERS = ['kind', 'industry', 'problem', 'process', 'measure', 'costClass', 'evidence'] as const;
export type FilterName = (typeof FILTERS)[number];

/** Cards tell of each record; the table sets figures under each other. */
export const SHAPES = ['cards', 'table'] as const;
export type Shape = (typeof SHAPES)[number];

const SORTS = ['relevance', 'newest', 'title'] as const;
export type Sort = (typeof SORTS)[number];

export const PAGE_SIZE = 20;
/** The server pages through its first ten thousand. */
const MOST_PAGES = 500;

export interface LibraryView {
  text: string;
  filters: Record<FilterName, string[]>;
  sort: Sort;
  page: number;
  shape: Shape;
}

export function viewFromQuery(query: LocationQuery): LibraryView {
  const page = Number(first(query.page) ?? 1);
  return {
    text: (first(query.q) ?? '').slice(0, LONGEST_TEXT),
    filters: Object.fromEntries(FILTERS.map((name) => [name, all(query[name])])) as LibraryView['filters'],
    sort: SORTS.find((sort) => sort === first(query.sort)) ?? 'relevance',
    page: Number.isInteger(page) && page > 0 ? Math.min(page, MOST_PAGES) : 1,
    shape: SHAPES.find((shape) => shape === first(query.shape)) ?? 'cards',
  };
}

export function queryFromView(view: LibraryView): LocationQueryRaw {
  return {
    q: view.text.trim() || undefined,
    ...Object.fromEntries(FILTERS.map((name) => [name, view.filters[name].length > 0 ? view.filters[name] : undefined])),
    sort: view.sort === 'relevance' ? undefined : view.sort,
    page: view.page === 1 ? undefined : view.page.toString(),
    shape: view.shape === 'cards' ? undefined : view.shape,
  };
}

export function searchOf(view: LibraryView, lang: Lang): SearchQuery {
  return {
    q: view.text.trim(),
    // The server checks the codes and names the field where one is not known.
    ...(view.filters as Partial<SearchQuery>),
    sort: view.sort,
    lang,
    limit: PAGE_SIZE,
    offset: (view.page - 1) * PAGE_SIZE,
  };
}

/** Another narrowing begins at its first page. */
export function withFilter(view: LibraryView, name: FilterName, values: string[]): LibraryView {
  return { ...view, filters: { ...view.filters, [name]: values }, page: 1 };
}
