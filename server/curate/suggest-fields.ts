import type { z } from 'zod';

import type { SuggestFieldsAnswer, SuggestFieldsRequest } from '../api/desk/form.ts';
import { MAX_QUESTION } from '../api/parts.ts';
import { RecommendRequest } from '../api/recommend.ts';
import { recommend } from '../match/recommend.ts';
import type { Engine } from '../match/retrieve.ts';
import type { RecordSource } from '../records.ts';

/** Industry, process, problems and technique that a text may tell of: it is understood and matched as a question is. */

/** Enough to choose from; what is right is mostly among the first three. */
const TECHNIQUES = 6;

export async function suggestFields(
  engine: Engine,
  records: RecordSource,
  { text, lang }: z.output<typeof SuggestFieldsRequest>,
): Promise<SuggestFieldsAnswer> {
  const request = RecommendRequest.parse({ text: text.slice(0, MAX_QUESTION), lang, limit: TECHNIQUES });
  const { understood, recommendations } = await recommend(engine, records, request);
  return {
    industries: understood.industries,
    processes: understood.processes,
    problems: understood.problems,
    techniques: recommendations.map(({ technique: { id, title }, fit }) => ({ code: id, name: title, by: 'meaning', confidence: fit })),
  };
}
