import type { Words } from '../../corpus/read/choices.ts';
import { type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { HttpProblem } from '../errors.ts';

const VOCABULARY_OF: Record<string, VocabularyName> = {
  industry: 'industries',
  problem: 'problems',
  problems: 'problems',
  process: 'processes',
  processes: 'processes',
};

export function unknownCode(code: string, vocabulary: string): Words {
  const given = code.slice(0, 100);
  return {
    zh: `没有代码“${given}”;GET /api/vocabulary/${vocabulary} 列出全部`,
    en: `unknown code “${given}”; GET /api/vocabulary/${vocabulary} lists them`,
  };
}

/** Refuses codes the vocabulary does not have: an answer for a mistyped code would be an answer to another question. */
export function checkCodes(fields: Record<string, string[] | undefined>): void {
  const words = vocabulary();
  const errors = Object.entries(fields).flatMap(([field, codes]) => {
    const name = VOCABULARY_OF[field];
    return (codes ?? []).flatMap((code) => (name && !words[name].has(code) ? [{ field, text: unknownCode(code, name) }] : []));
  });
  if (errors.length > 0) throw new HttpProblem('invalid-fields', undefined, errors);
}
