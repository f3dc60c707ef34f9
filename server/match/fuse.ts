import { bounds } from '../../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { exchanged } from '../../corpus/vocabulary/rates.ts';
import { industryAncestors } from '../../corpus/vocabulary/vocabulary.ts';
import type { Hit } from '../../indexer/index/search-index.ts';
import { regionPath, techniquesOf } from '../../indexer/passages.ts';
import type { Understood } from '../api/recommend.ts';
import type { Retrieved } from './retrieve.ts';
import { doesUnwanted, type Refusals, refusalsOf } from './unwanted.ts';

/**
 * Signals → one score a record: a weighted sum, so that each signal's part can be told. Every signal lies between 0 and 1
 * (or -1 and 1 where something can speak against a record); a new one is an entry here.
 */
export const SIGNALS = {
  keyword: { weight: 1, meaning: 'BM25 of the words, as a share of the best candidate’s' },
  semantic: { weight: 2.1, meaning: 'cosine of the question and the nearer passage, between the best and the weakest candidate' },
  technique: { weight: 0.15, meaning: 'how well the words of the technique it proves fit, as a share of the best candidate’s' },
  kin: { weight: 0.3, meaning: 'how well the best other record of the same technique fits' },
  industry: { weight: 0.14, meaning: 'same trade 1, a part of it or the whole it is part of less, any trade a little' },
  problem: { weight: 0.08, meaning: 'share of the problems asked about that the record is about' },
  process: { weight: 0.03, meaning: 'the record acts on a process step that was named' },
  budget: { weight: 0.15, meaning: 'investment within the budget 1, above it -1, not known 0' },
  payback: { weight: 0.15, meaning: 'payback within the limit 1, above it -1, not known 0' },
  region: { weight: 0.15, meaning: 'same city 1, province less, country little' },
  unwanted: { weight: 1.2, meaning: 'the record does what the user does not want: -1' },
} as const;

export type Signal = keyof typeof SIGNALS;
export type SignalValues = Record<Signal, number>;
export type Weights = Record<Signal, number>;

export const SIGNAL_NAMES = Object.keys(SIGNALS) as Signal[];
export const WEIGHTS = Object.fromEntries(SIGNAL_NAMES.map((name) => [name, SIGNALS[name].weight])) as Weights;

export interface Candidate {
  record: LibraryRecord;
  values: SignalValues;
  score: number;
  /** Raw cosine with the question, 0 where it was not found by meaning: for saying how sure the answer is, not for ranking. */
  cosine: number;
}

export function weigh(values: SignalValues, weights: Weights): number {
  let score = 0;
  for (const name of SIGNAL_NAMES) score += weights[name] * values[name];
  return score;
}

/** A record all of whose techniques do what is not wanted does it too, whatever its title says. */
function refuseTechniques(candidates: Candidate[]): void {
  const refused = new Set(
    candidates.filter(({ record, values }) => record.kind === 'technique' && values.unwanted < 0).map(({ record }) => record.id),
  );
  for (const { record, values } of candidates) {
    const techniques = techniquesOf(record);
    if (techniques.length > 0 && techniques.every((id) => refused.has(id))) values.unwanted = -1;
  }
}

/** Text fit of a record as its kin see it: the proportion of the two text signals, whatever weights are asked for. */
const TEXT_FIT = { keyword: 0.3, semantic: 0.7 };

/**
 * The candidates whose words and meaning fit best, so many: what else a record is cannot lift one from far below among those
 * shown. Whatever weights are asked for, they are the same, so that two answers differ by the weights alone.
 */
export function nearestByText({ keyword, semantic }: Pick<Retrieved, 'keyword' | 'semantic'>, most: number): string[] {
  const fits = new Map<string, number>();
  for (const [id, share] of shareOfBest(keyword)) fits.set(id, WEIGHTS.keyword * share);
  for (const [id, share] of spread(semantic)) fits.set(id, (fits.get(id) ?? 0) + WEIGHTS.semantic * share);
  return [...fits]
    .sort(([a, fit], [b, other]) => other - fit || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([id]) => id);
}

/** Candidates with their signals, best first; ties fall to the id, so that the order never wobbles. */
export function fuse(
  retrieved: Retrieved,
  records: Map<string, LibraryRecord>,
  understood: Understood,
  weights: Weights = WEIGHTS,
): Candidate[] {
  const keyword = shareOfBest(retrieved.keyword);
  const semantic = spread(retrieved.semantic);
  const cosines = new Map(retrieved.semantic.map(({ id, score }) => [id, score]));
  const refusals = refusalsOf(understood);
  const asked: Asked = {
    understood,
    industries: understood.industries.map(({ code }) => ({ code, path: industryAncestors(code) })),
    problems: understood.problems.map(({ code }) => code),
    processes: understood.processes.map(({ code }) => code),
    refusals,
  };
  const candidates: Candidate[] = [];
  for (const [id, record] of records) {
    const values = signalsOf(record, asked, keyword.get(id) ?? 0, semantic.get(id) ?? 0);
    candidates.push({ record, values, score: 0, cosine: cosines.get(id) ?? 0 });
  }
  addTechniqueSignals(candidates, keyword);
  if (refusals.endOfPipe || refusals.things.length > 0) refuseTechniques(candidates);
  for (const candidate of candidates) candidate.score = weigh(candidate.values, weights);
  return candidates.sort(byScore);
}

/** What a record gains from its technique: the technique's own words, and the best of the technique's other records. */
function addTechniqueSignals(candidates: Candidate[], keyword: Map<string, number>): void {
  const best = new Map<string, { first: Candidate; firstFit: number; secondFit: number }>();
  for (const candidate of candidates) {
    const { values } = candidate;
    const fit = TEXT_FIT.keyword * values.keyword + TEXT_FIT.semantic * values.semantic;
    for (const technique of techniquesOf(candidate.record)) {
      const known = best.get(technique);
      if (!known) best.set(technique, { first: candidate, firstFit: fit, secondFit: 0 });
      else if (fit > known.firstFit) best.set(technique, { first: candidate, firstFit: fit, secondFit: known.firstFit });
      else known.secondFit = Math.max(known.secondFit, fit);
    }
  }
  for (const candidate of candidates) {
    for (const technique of techniquesOf(candidate.record)) {
      const known = best.get(technique);
      if (known) candidate.values.kin = Math.max(candidate.values.kin, known.first === candidate ? known.secondFit : known.firstFit);
      candidate.values.technique = Math.max(candidate.values.technique, keyword.get(technique) ?? 0);
    }
  }
}

export function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || (a.record.id < b.record.id ? -1 : 1);
}

/** What is asked, as each candidate is held against it. */
interface Asked {
  understood: Understood;
  industries: { code: string; path: string[] }[];
  problems: string[];
  processes: string[];
  refusals: Refusals;
}

function signalsOf(record: LibraryRecord, asked: Asked, keyword: number, semantic: number): SignalValues {
  const { understood } = asked;
  return {
    keyword,
    semantic,
    technique: 0,
    kin: 0,
    industry: bestFit(asked.industries, record.industries),
    problem: shareOf(asked.problems, record.problems),
    process: asked.processes.some((code) => record.processes.includes(code)) ? 1 : 0,
    budget: budgetFit(record, understood),
    payback: paybackFit(record, understood),
    region: regionFit(record, understood),
    unwanted: doesUnwanted(record, asked.refusals) ? -1 : 0,
  };
}

/** Scores as shares of the best: no word in common is 0. */
function shareOfBest(hits: Hit[]): Map<string, number> {
  const best = hits[0]?.score ?? 0;
  return new Map(best > 0 ? hits.map(({ id, score }) => [id, score / best]) : []);
}

/** Scores spread over 0 to 1: the best candidate 1, the weakest 0. */
function spread(hits: Hit[]): Map<string, number> {
  const high = hits[0]?.score ?? 0;
  const low = hits.at(-1)?.score ?? 0;
  const range = high - low || 1;
  return new Map(hits.map(({ id, score }) => [id, hits.length === 1 ? 1 : (score - low) / range]));
}

/** Same trade or one within it 1; the trade it is part of, nearer being better; a sibling; any trade a little. */
export function industryFit(asked: string[], has: string[]): number {
  return bestFit(
    asked.map((code) => ({ code, path: industryAncestors(code) })),
    has,
  );
}

function bestFit(asked: { code: string; path: string[] }[], has: string[]): number {
  let best = 0;
  for (const { code: wanted, path } of asked) {
    for (const code of has) {
      if (code === '*') best = Math.max(best, 0.3);
      else best = Math.max(best, industryNearness(wanted, path, code));
    }
  }
  return best;
}

function industryNearness(wanted: string, wantedPath: string[], code: string): number {
  const path = industryAncestors(code);
  if (path.includes(wanted)) return 1;
  const up = wantedPath.indexOf(code);
  if (up > 0) return code.length > 1 ? 1 - 0.15 * up : 0.2;
  const shared = wantedPath.find((ancestor) => path.includes(ancestor));
  if (!shared || shared.length === 1) return 0;
  return shared.length === 4 ? 0.6 : 0.4;
}

function shareOf(asked: string[], has: string[]): number {
  return asked.length === 0 ? 0 : asked.filter((code) => has.includes(code)).length / asked.length;
}

function budgetFit(record: LibraryRecord, { budget }: Understood): number {
  const investment = 'investment' in record ? record.investment : undefined;
  const sum = budget && investment && exchanged(bounds(investment.value)[0], investment.currency, budget.currency);
  if (!budget || sum === undefined) return 0;
  return sum <= budget.max ? 1 : -1;
}

function paybackFit(record: LibraryRecord, { paybackYears }: Understood): number {
  const years = 'paybackYears' in record ? record.paybackYears : undefined;
  if (!paybackYears || years === undefined) return 0;
  return bounds(years)[0] <= paybackYears.max ? 1 : -1;
}

function regionFit(record: LibraryRecord, { region }: Understood): number {
  const place = 'region' in record ? record.region : undefined;
  if (!region || !place) return 0;
  const wanted = regionPath(region.code);
  const shared = regionPath(place).find((code) => wanted.includes(code));
  if (!shared) return 0;
  if (shared === region.code) return 1;
  return shared === 'CN' ? 0.1 : 0.5;
}
