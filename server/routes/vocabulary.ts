import { Router } from 'express';

import { type Term, VOCABULARY_NAMES, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { VocabularyAnswer } from '../api/record.ts';
import { HttpProblem } from '../errors.ts';

export function vocabularyRoutes(): Router {
  const router = Router();
  router.get('/vocabulary/:name', (request, response) => {
    const name = VOCABULARY_NAMES.find((known) => known === request.params.name);
    if (!name)
      throw new HttpProblem('not-found', {
        zh: `没有词表“${request.params.name.slice(0, 100)}”:有 ${VOCABULARY_NAMES.join('、')}。`,
        en: `There is no vocabulary “${request.params.name.slice(0, 100)}”: ${VOCABULARY_NAMES.join(', ')} are there.`,
      });
    const answer: VocabularyAnswer = { name, entries: [...vocabulary()[name].values()].map(entryOf) };
    response.set('cache-control', 'public, max-age=3600').json(answer);
  });
  return router;
}

function entryOf(term: Term & { parent?: string; kind?: string; industries?: string[] }): VocabularyAnswer['entries'][number] {
  return {
    code: term.code,
    name: { zh: term.zh, en: term.en },
    aliases: { zh: term.aliasesZh, en: term.aliasesEn },
    parent: term.parent,
    kind: term.kind,
    industries: term.industries,
  };
}
