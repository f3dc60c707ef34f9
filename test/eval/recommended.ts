import { recommend } from '../../server/match/recommend.ts';
import type { Bed } from './bed.ts';
import type { Question, QuestionSet } from './questions.ts';

export interface Recommended {
  question: Question;
  /** Whether an answer that is a case or technique stands among the first three, itself or among the first five pieces of evidence; undefined where no answer is one. */
  hit?: boolean;
  /** Whether an answer that is a benchmark or policy stands beside; undefined where no answer is one. */
  beside?: boolean;
  match: string;
  /** Distinct techniques and measure types among the first five. */
  techniques: number;
  measures: number;
  totalMs: number;
}

export async function recommendAll(bed: Bed, { questions, known }: QuestionSet): Promise<Recommended[]> {
  const resolvedKnown = new Set([...known].map((id) => bed.library.resolve(id)));
  const results: Recommended[] = [];
  for (const question of questions) {
    const answer = await recommend(bed, bed.records, { text: question.query, lang: question.lang, limit: 10 });
    const relevant = new Set(question.relevant.map((id) => bed.library.resolve(id)));
    const kinds = await bed.records.many(relevant);
    const proving = [...kinds.values()].some(({ kind }) => kind === 'case' || kind === 'technique');
    const aside = [...kinds.values()].some(({ kind }) => kind === 'benchmark' || kind === 'policy');
    const shown = answer.recommendations.slice(0, 3).flatMap(({ technique, evidence }) => [
      technique.id,
      ...evidence
        .map(({ id }) => id)
        .filter((id) => resolvedKnown.has(id))
        .slice(0, 5),
    ]);
    const besideIds = [...answer.benchmarks, ...answer.policies].map(({ id }) => id);
    const five = answer.recommendations.slice(0, 5).map(({ technique }) => technique);
    results.push({
      question,
      hit: proving ? shown.some((id) => relevant.has(id)) : undefined,
      beside: aside ? besideIds.some((id) => relevant.has(id)) : undefined,
      match: answer.match,
      techniques: new Set(five.map(({ id }) => id)).size,
      measures: new Set(five.map(({ measure }) => measure)).size,
      totalMs: answer.took.total ?? 0,
    });
  }
  return results;
}
