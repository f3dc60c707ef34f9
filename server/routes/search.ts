import { Router } from 'express';

import { RecommendRequest } from '../api/recommend.ts';
import { SearchParameters } from '../api/search.ts';
import { parse } from '../errors.ts';
import { recommend } from '../match/recommend.ts';
import type { Engine } from '../match/retrieve.ts';
import { search } from '../match/search.ts';
import type { RecordSource } from '../records.ts';
import { checkCodes } from './codes.ts';

/** Told of what happens. */
export interface SearchListener {
  /** A question found no good match. */
  unanswered(question: string, lang: string, match: string): void;
  /** Milliseconds by stage. */
  took(of: 'search' | 'recommend', took: Record<string, number>): void;
}

export function searchRoutes(engine: Engine, records: RecordSource, on: SearchListener): Router {
  const router = Router();
  router.get('/search', async (request, response) => {
    const parameters = parse(SearchParameters, request.query);
    checkCodes({ industry: parameters.industry, problem: parameters.problem, process: parameters.process });
    const answer = await search(engine, records, parameters);
    on.took('search', answer.took);
    response.set('cache-control', 'no-cache').json(answer);
  });
  router.post('/recommend', async (request, response) => {
    const wanted = parse(RecommendRequest, request.body ?? {});
    checkCodes({ industry: wanted.industry ? [wanted.industry] : undefined, problems: wanted.problems, processes: wanted.processes });
    const answer = await recommend(engine, records, wanted);
    on.took('recommend', answer.took);
    if (answer.match !== 'good' && wanted.text) on.unanswered(wanted.text, wanted.lang, answer.match);
    // Not by json(), which would hash a hundred kilobytes for the ETag of an answer that nobody keeps.
    response
      .set('cache-control', 'no-store')
      .type('json')
      .end(Buffer.from(JSON.stringify(answer)));
  });
  return router;
}
