import type { RecommendRequest } from '../../server/api/recommend.ts';
import { byScore, type Candidate, fuse, WEIGHTS, type Weights, weigh } from '../../server/match/fuse.ts';
import { retrieve } from '../../server/match/retrieve.ts';
import { understand } from '../../server/match/understand.ts';
import type { Bed } from './bed.ts';
import type { Question, QuestionSet } from './questions.ts';

/** Everything the engine found for one question, deep enough that leaving out newer records does not empty the first ten. */
export interface Ranked {
  question: Question;
  relevant: Set<string>;
  keyword: string[];
  semantic: string[];
  candidates: Candidate[];
}

const DEPTH = 2000;

export async function rankAll(bed: Bed, { questions, known }: QuestionSet): Promise<Ranked[]> {
  const resolvedKnown = new Set([...known].map((id) => bed.library.resolve(id)));
  const isKnown = (id: string) => resolvedKnown.has(id);
  const ranked: Ranked[] = [];
  for (const question of questions) {
    const request: RecommendRequest = { text: question.query, lang: question.lang, limit: 10 };
    const understood = understand(request);
    const retrieved = await retrieve(bed, understood.corrected ?? question.query, understood, { depth: DEPTH });
    const records = await bed.records.many(new Set([...retrieved.keyword, ...retrieved.semantic].map(({ id }) => id)));
    ranked.push({
      question,
      relevant: new Set(question.relevant.map((id) => bed.library.resolve(id))),
      keyword: retrieved.keyword.map(({ id }) => id).filter(isKnown),
      semantic: retrieved.semantic.map(({ id }) => id).filter(isKnown),
      candidates: fuse(retrieved, records, understood).filter(({ record }) => isKnown(record.id)),
    });
  }
  return ranked;
}

/** The candidates' order under other weights. */
export function order(candidates: Candidate[], weights: Weights = WEIGHTS): string[] {
  return candidates
    .map((candidate) => ({ ...candidate, score: weigh(candidate.values, weights) }))
    .sort(byScore)
    .map(({ record }) => record.id);
}
