import { type Found, WordFinder } from '../../corpus/vocabulary/find.ts';
import { normaliseTraced } from '../../corpus/vocabulary/normalise.ts';
import { type Term, type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { RecommendRequest, Understood, UnderstoodPart } from '../api/recommend.ts';
import { budgetIn } from './understanding/money.ts';
import { sizeIn } from './understanding/size.ts';
import type { Span } from './understanding/span.ts';
import { type Correction, correctionsIn } from './understanding/spelling.ts';
import { paybackIn, yearFromIn } from './understanding/time.ts';
import { type Refusal, refusalsIn } from './understanding/unwanted.ts';

/**
 * Question → what it asks for. The longest matches of the vocabulary give industry, process, problem and technique terms,
 * typing errors mended first; rules give budget, payback, region, year and what is not wanted. What the request gives
 * outright stands above what its text says; what the user calls misunderstood is left out. Every part says where it stands.
 */

let finder: WordFinder | undefined;

/** A typing error mended is a guess, if a good one. */
const CORRECTED_CONFIDENCE = 0.8;

export function understand(request: RecommendRequest): Understood {
  finder ??= new WordFinder();
  const typed = request.text ?? '';
  const { text, origin } = normaliseTraced(typed);
  const back = <T extends Span>(span: T) => {
    const from = origin[span.start] ?? 0;
    const words = typed.slice(from, origin[span.end] ?? typed.length);
    // A rule may take in the space before the words it is about.
    const start = from + (words.length - words.trimStart().length);
    const surface = words.trim();
    return { ...span, start, end: start + surface.length, surface };
  };
  const corrections = request.ignore?.includes('spelling') ? [] : correctionsIn(text, finder.find(text)).map(back);
  const mended = mend(typed, corrections);
  const refusals = refusalsIn(text).map(back);
  const found = finder.find(mended.text).map((match) => {
    const start = mended.origin(match.start);
    const end = mended.origin(match.end, true);
    return { ...match, start, end, surface: typed.slice(start, end) };
  });
  const refused = (span: Span) => refusals.some(({ start, end }) => span.start >= start && span.end <= end);
  const wanted = found.filter((match) => !refused(match));
  const ignored = new Set(request.ignore);
  const named = (name: VocabularyName, key: string): UnderstoodPart[] =>
    unique(
      wanted
        .filter((match) => match.vocabulary === name)
        .flatMap((match) => match.codes.map((code) => partOf(name, code, match, corrections)))
        .filter((part) => part.code !== '*' && !ignored.has(`${key}:${part.code}`)),
    );
  const given = (name: VocabularyName, codes: string[] | undefined): UnderstoodPart[] =>
    (codes ?? []).map((code) => ({ code, name: nameOf(name, code), by: 'given', confidence: 1 }));
  const unlessIgnored = <T>(key: string, value: T): T | undefined => (ignored.has(key) ? undefined : value);

  const budget = budgetIn(text);
  const payback = paybackIn(text);
  const year = yearFromIn(text);
  const size = sizeIn(text);
  return {
    industries: request.industry ? given('industries', [request.industry]) : named('industries', 'industry'),
    problems: unique([...given('problems', request.problems), ...named('problems', 'problem')]),
    processes: unique([...given('processes', request.processes), ...named('processes', 'process')]),
    terms: named('terms', 'term'),
    budget: request.budget ? { ...request.budget } : unlessIgnored('budget', budget && back(budget)),
    paybackYears: request.paybackYears !== undefined ? { max: request.paybackYears } : unlessIgnored('payback', payback && back(payback)),
    region: request.region ? given('regions', [request.region])[0] : named('regions', 'region').at(-1),
    yearFrom: unlessIgnored('year', year && back(year)),
    size: size && back(size),
    unwanted: refusals.flatMap((refusal) => unwantedParts(refusal, found)).filter(({ code }) => !ignored.has(`unwanted:${code}`)),
    corrected: corrections.length === 0 ? undefined : mended.text,
  };
}

function partOf(name: VocabularyName, code: string, { surface, start, end }: Found, corrections: Span[]): UnderstoodPart {
  const mended = corrections.some((span) => start < span.end && end > span.start);
  return {
    code,
    name: nameOf(name, code),
    surface,
    start,
    end,
    by: mended ? 'spelling' : 'named',
    confidence: mended ? CORRECTED_CONFIDENCE : 1,
  };
}

function nameOf(name: VocabularyName, code: string): { zh: string; en?: string } {
  const term: Term | undefined = vocabulary()[name].get(code);
  return term ? { zh: term.zh, en: term.en } : { zh: code };
}

/** The text with its errors mended, and the way back from its offsets to those of the text as typed. */
function mend(typed: string, corrections: Correction[]): { text: string; origin: (offset: number, isEnd?: boolean) => number } {
  let text = '';
  const pieces: { from: number; to: number; typedFrom: number; typedTo: number }[] = [];
  let at = 0;
  const add = (piece: string, typedTo: number) => {
    pieces.push({ from: text.length, to: text.length + piece.length, typedFrom: at, typedTo });
    text += piece;
    at = typedTo;
  };
  for (const { start, end, right } of corrections) {
    add(typed.slice(at, start), start);
    add(right, end);
  }
  add(typed.slice(at), typed.length);
  const origin = (offset: number, isEnd = false) => {
    const piece = pieces.find(({ from, to }) => (isEnd ? offset > from && offset <= to : offset >= from && offset < to));
    if (!piece) return offset === 0 ? 0 : typed.length;
    const asTyped = piece.to - piece.from === piece.typedTo - piece.typedFrom;
    if (asTyped) return piece.typedFrom + offset - piece.from;
    return isEnd ? piece.typedTo : piece.typedFrom;
  };
  return { text, origin };
}

/** Where two vocabularies know the same words, the narrower one is meant: SCR, not all of denitrification. */
const NARROWEST: VocabularyName[] = ['terms', 'processes', 'problems', 'industries'];

/** The vocabulary's words within a refusal, or a word that contains what is refused (喷氨 in 喷氨水脱硝), or the refused words themselves. */
function unwantedParts(refusal: Refusal & { surface: string }, found: Found[]): UnderstoodPart[] {
  const { start, end, surface, special } = refusal;
  if (special)
    return [
      {
        code: special,
        name: { zh: special === 'shutdown' ? '停产' : '末端治理', en: special },
        surface,
        start,
        end,
        by: 'named',
        confidence: 1,
      },
    ];
  const within = found.filter((match) => match.vocabulary !== 'regions' && match.start >= start && match.end <= end);
  const narrow = within.filter(({ vocabulary: name, start: from, end: to }) => {
    const same = within.filter((other) => other.start < to && other.end > from);
    return NARROWEST.find((one) => same.some((other) => other.vocabulary === one)) === name;
  });
  if (narrow.length > 0) return unique(narrow.map((match) => partOf(match.vocabulary, match.codes[0] ?? '', match, [])));
  const words = surface.trim();
  const containing = [...vocabulary().terms.values()].find(
    ({ zh, aliasesZh }) => words.length >= 2 && [zh, ...aliasesZh].some((name) => name.startsWith(words)),
  );
  if (containing)
    return [
      { code: containing.code, name: { zh: containing.zh, en: containing.en }, surface: words, start, end, by: 'named', confidence: 0.7 },
    ];
  const short = words.length <= 10 || /^[a-z-]+( [a-z-]+){0,2}$/i.test(words);
  return short ? [{ code: words, name: { zh: words }, surface: words, start, end, by: 'named', confidence: 0.5 }] : [];
}

/** Each code once, the first mention standing. */
function unique(parts: UnderstoodPart[]): UnderstoodPart[] {
  const seen = new Set<string>();
  return parts.filter(({ code }) => !seen.has(code) && seen.add(code));
}
