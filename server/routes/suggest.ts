import { Router } from 'express';

import { SuggestParameters } from '../api/suggest.ts';
import { parse } from '../errors.ts';
import { Suggester } from '../match/suggest.ts';
import type { Service } from '../service.ts';

export function suggestRoutes({ library }: Service): Router {
  const router = Router();
  let suggester: Suggester | undefined;
  let madeAt = -1;
  router.get('/suggest', (request, response) => {
    const { q, lang, limit } = parse(SuggestParameters, request.query);
    if (!suggester || madeAt !== library.sequence) {
      madeAt = library.sequence;
      suggester = new Suggester(library.published('technique'));
    }
    response.set('cache-control', 'public, max-age=60').json({ suggestions: suggester.suggest(q, lang, limit) });
  });
  return router;
}
