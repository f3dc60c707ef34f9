import { MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch';
import { ZodError } from 'zod';

import { EngineUnavailable } from '../search-index.ts';

/** What goes wrong between here and the server, told apart: not there, too slow, no Meilisearch, or a refusal with a code. */

/** The failure as one that may pass, or undefined where the server understood and refused. */
export function unavailability(error: unknown, url: string): EngineUnavailable | undefined {
  const unavailable = (what: string, name = 'EngineUnavailable') => {
    const made = new EngineUnavailable(`Meilisearch at ${url} ${what}`, { cause: error });
    made.name = name;
    return made;
  };
  if (error instanceof EngineUnavailable) return error;
  if (error instanceof MeilisearchRequestError) {
    if (error.cause instanceof MeilisearchRequestTimeOutError) {
      return unavailable(`does not answer within ${error.cause.cause.timeout} ms.`, 'Slow');
    }
    return unavailable(`cannot be reached (${reasonOf(error.cause)}): start it, or correct MEILI_URL.`);
  }
  if (error instanceof SyntaxError || error instanceof ZodError) {
    return unavailable(
      'answers with something that Meilisearch does not say: check that MEILI_URL names a Meilisearch server of version 1.3x or newer.',
    );
  }
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response;
    const code = error.cause?.code;
    if (status === 401 || status === 403) return unavailable(`refuses the key (${code ?? status}): set MEILI_KEY to one that may do this.`);
    if (status >= 500 || status === 408 || status === 429) return unavailable(`answers with status ${status}${code ? ` (${code})` : ''}.`);
    if (code === undefined) return unavailable(`answers with status ${status} and no reason, as no Meilisearch does: check MEILI_URL.`);
  }
  return undefined;
}

/** Whether the server says, by its code, that this is not there. */
export function saysMissing(error: unknown, code: 'index_not_found' | 'document_not_found'): boolean {
  return error instanceof MeilisearchApiError && error.cause?.code === code;
}

/** Whether no vectors of this length are known to the server. */
export function saysNoSuchVectors(error: unknown): boolean {
  const code = error instanceof MeilisearchApiError ? error.cause?.code : undefined;
  return code === 'invalid_search_embedder' || code === 'invalid_vector_dimensions';
}

function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code) return code;
  }
  return error instanceof Error ? error.message : String(error);
}
