import { type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { HttpProblem } from '../errors.ts';

const VOCABULARY_OF: Record<string, VocabularyName> = {
  industry: 'industries',
  problem: 'problems',
  problems: 'problems',
  process: 'processes',
  processes: 'processes',
};

/** Refuses codes the vocabulary does not have: an answer for a mistyped code would be an answer to another question. */
export function checkCodes(fields: Record<string, string[] | undefined>): void {
  const words = vocabulary();
  const errors = Object.entries(fields).flatMap(([field, codes]) => {
    const name = VOCABULARY_OF[field];
    return (codes ?? [])
      .filter((code) => name && !words[name].has(code))
      .map((code) => ({ field, message: `unknown code “${code.slice(0, 100)}”; GET /api/vocabulary/${name} lists them` }));
  });
  if (errors.length > 0) throw new HttpProblem('invalid-fields', undefined, errors);
}
