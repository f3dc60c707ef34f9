import type { LocationQuery, LocationQueryRaw } from 'vue-router';

import type { Kind } from '../../../../corpus/kinds/kinds.ts';
import type { DeskRecord } from '../../../../server/api/desk/record.ts';
import { KINDS } from '../../../src/kinds.ts';
import { all, first } from '../../../src/question.ts';

/** What the list of records at the desk is narrowed to, as the address holds it. */

type State = DeskRecord['state'];

const ORDER: Record<State, number> = { 'in-review': 0, draft: 1, published: 2, retired: 3 };

/** What waits comes first. */
export const STATES = (Object.keys(ORDER) as State[]).sort((a, b) => ORDER[a] - ORDER[b]);

export const PAGE_SIZE = 50;

export interface RecordFilters {
  states: State[];
  kind?: Kind;
  author: string;
  text: string;
  page: number;
}

export function filtersFromQuery(query: LocationQuery): RecordFilters {
  const page = Number(first(query.page) ?? 1);
  const states = all(query.state);
  return {
    states: STATES.filter((state) => states.includes(state)),
    kind: KINDS.find((kind) => kind === first(query.kind)),
    author: first(query.author) ?? '',
    text: first(query.q) ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

export function queryFromFilters({ states, kind, author, text, page }: RecordFilters): LocationQueryRaw {
  return {
    state: states.length > 0 ? states : undefined,
    kind,
    author: author.trim() || undefined,
    q: text.trim() || undefined,
    page: page === 1 ? undefined : String(page),
  };
}
