import { Router } from 'express';

import { SuggestParameters } from '../api/suggest.ts';
import { parse } from '../errors.ts';
import { Suggester } from '../match/suggest.ts';
import type { Serving } from '../serving.ts';

export function suggestRoutes({ records }: Pick<Serving, 'records'>): Router {
  const router = Router();
  let suggester: Suggester | undefined;
  let madeAt = '';
  router.get('/suggest', async (request, response) => {
    const { q, lang, limit } = parse(SuggestParameters, request.query);
    const version = await records.version();
    if (!suggester || madeAt !== version) {
      suggester = new Suggester(await records.published('technique'));
      madeAt = version;
    }
    response.set('cache-control', 'public, max-age=60').json({ suggestions: suggester.suggest(q, lang, limit) });
  });
  return router;
}
