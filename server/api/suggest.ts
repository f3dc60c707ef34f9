import { z } from 'zod';

import { LangParameter } from './parts.ts';

export const SuggestParameters = z.object({
  q: z.string().max(100, 'at most 100 characters are completed'),
  lang: LangParameter.default('zh'),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});

/** What typing may be meant to become: a word of the vocabulary, or a technique's name. */
export const Suggestion = z.object({
  text: z.string(),
  kind: z.enum(['industry', 'problem', 'process', 'term', 'technique']),
  code: z.string(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const SuggestAnswer = z.object({ suggestions: z.array(Suggestion) });
export type SuggestAnswer = z.infer<typeof SuggestAnswer>;
