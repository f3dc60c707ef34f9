import type { LocationQuery, LocationQueryRaw } from 'vue-router';

import type { Lang } from '../../corpus/kinds/text.ts';
import type { RecommendQuestion } from './api.ts';

/** The question as the address holds it. Everything asked for stands there, so that an answer can be shared. */

export interface Question {
  text: string;
  industry?: string;
  problems: string[];
  processes: string[];
  /** The most that may be invested, in whole yuan. */
  budget?: number;
  paybackYears?: number;
  /** Parts of the text that were misunderstood: industry:C3071, problem:so2, budget. */
  ignore: string[];
  /** How many techniques to show. */
  limit: number;
}

export const FIRST_LIMIT = 10;
export const MOST_LIMIT = 50;

/** Longest question the server takes. */
export const LONGEST_TEXT = 1000;

export const NO_QUESTION: Question = { text: '', problems: [], processes: [], ignore: [], limit: FIRST_LIMIT };

/** What of the address could not be read, with what stood there. */
export interface Unread {
  name: 'budget' | 'payback';
  value: string;
}

export function questionFromQuery(query: LocationQuery): { question: Question; unread: Unread[] } {
  const unread: Unread[] = [];
  const amount = (name: Unread['name'], most: number): number | undefined => {
    const value = first(query[name]);
    if (value === undefined || value === '') return undefined;
    const number = Number(value);
    if (number > 0 && number <= most) return number;
    unread.push({ name, value: value.slice(0, 40) });
    return undefined;
  };
  const limit = Number(first(query.limit) ?? FIRST_LIMIT);
  return {
    question: {
      text: (first(query.q) ?? '').slice(0, LONGEST_TEXT),
      industry: first(query.industry) || undefined,
      problems: all(query.problem),
      processes: all(query.process),
      budget: amount('budget', 1e12),
      paybackYears: amount('payback', 100),
      ignore: all(query.ignore),
      limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, MOST_LIMIT) : FIRST_LIMIT,
    },
    unread,
  };
}

/** The shortest address that says the question: what is not asked for is left out. */
export function queryFromQuestion(question: Question): LocationQueryRaw {
  return {
    q: question.text.trim() || undefined,
    industry: question.industry,
    problem: question.problems.length > 0 ? question.problems : undefined,
    process: question.processes.length > 0 ? question.processes : undefined,
    budget: question.budget?.toString(),
    payback: question.paybackYears?.toString(),
    ignore: question.ignore.length > 0 ? question.ignore : undefined,
    limit: question.limit === FIRST_LIMIT ? undefined : question.limit.toString(),
  };
}

export function requestFromQuestion(question: Question, lang: Lang): RecommendQuestion | undefined {
  if (isEmpty(question)) return undefined;
  return {
    text: question.text.trim() || undefined,
    industry: question.industry,
    problems: question.problems.length > 0 ? question.problems : undefined,
    processes: question.processes.length > 0 ? question.processes : undefined,
    budget: question.budget === undefined ? undefined : { max: question.budget, currency: 'CNY' },
    paybackYears: question.paybackYears,
    ignore: question.ignore.length > 0 ? question.ignore : undefined,
    lang,
    limit: question.limit,
  };
}

/** Budget and payback alone ask for nothing: the server, too, wants a text, an industry, a problem or a process. */
export function isEmpty({ text, industry, problems, processes }: Question): boolean {
  return !text.trim() && !industry && problems.length === 0 && processes.length === 0;
}

export function first(value: LocationQuery[string] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value) ?? undefined;
}

export function all(value: LocationQuery[string] | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  return [...new Set(values.filter((one): one is string => typeof one === 'string' && one !== ''))];
}
