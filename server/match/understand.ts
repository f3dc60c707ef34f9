import { type Found, WordFinder } from '../../corpus/vocabulary/find.ts';
import { type Term, type Vocabulary, type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { RecommendRequest, Understood, UnderstoodPart } from '../api/recommend.ts';

/**
 * Question → what it asks for. The longest matches of the vocabulary give industry, process, problem and technique terms;
 * what the request gives outright stands above what its text says; what the user calls misunderstood is left out.
 */

let finder: WordFinder | undefined;

export function understand(request: RecommendRequest): Understood {
  finder ??= new WordFinder();
  const words = vocabulary();
  const ignored = new Set(request.ignore);
  const found = finder.find(request.text ?? '');
  const named = (name: VocabularyName, key: string): UnderstoodPart[] =>
    unique(
      found
        .filter((match) => match.vocabulary === name)
        .flatMap((match) => match.codes.map((code) => partOf(words, name, code, match)))
        .filter((part) => part.code !== '*' && !ignored.has(`${key}:${part.code}`)),
    );
  const given = (name: VocabularyName, codes: string[] | undefined): UnderstoodPart[] =>
    (codes ?? []).map((code) => ({ code, name: nameOf(words, name, code), by: 'given', confidence: 1 }));

  const industries = request.industry ? given('industries', [request.industry]) : named('industries', 'industry');
  return {
    industries,
    problems: unique([...given('problems', request.problems), ...named('problems', 'problem')]),
    processes: unique([...given('processes', request.processes), ...named('processes', 'process')]),
    terms: named('terms', 'term'),
    budget: request.budget && { ...request.budget },
    paybackYears: request.paybackYears === undefined ? undefined : { max: request.paybackYears },
    region: request.region ? { code: request.region, name: { zh: request.region }, by: 'given', confidence: 1 } : undefined,
    unwanted: [],
  };
}

function partOf(words: Vocabulary, name: VocabularyName, code: string, { surface, start, end }: Found): UnderstoodPart {
  return { code, name: nameOf(words, name, code), surface, start, end, by: 'named', confidence: 1 };
}

function nameOf(words: Vocabulary, name: VocabularyName, code: string): { zh: string; en?: string } {
  const term: Term | undefined = words[name].get(code);
  return term ? { zh: term.zh, en: term.en } : { zh: code };
}

/** Each code once, the first mention standing. */
function unique(parts: UnderstoodPart[]): UnderstoodPart[] {
  const seen = new Set<string>();
  return parts.filter(({ code }) => !seen.has(code) && seen.add(code));
}
