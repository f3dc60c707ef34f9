import type { z } from 'zod';

import type { PlanTables } from '../../corpus/read/plan.ts';
import type { CoverageAnswer, IndicatorsAnswer, RemarkRequest } from '../../server/api/overview.ts';
import type { ProblemDocument } from '../../server/api/parts.ts';
import type { RecommendAnswer, RecommendRequest } from '../../server/api/recommend.ts';
import type { HealthAnswer, RecordAnswer, VocabularyAnswer } from '../../server/api/record.ts';
import type { SearchAnswer, SearchParameters } from '../../server/api/search.ts';
import type { SuggestAnswer, SuggestParameters } from '../../server/api/suggest.ts';
import type { SuggestForDraftAnswer } from '../../server/draft/answers.ts';
import type { ImportedSheet } from '../../server/draft/import-sheet.ts';

/** The server's answers, asked for. The types are the server's own; only here does the page use the network. */

export type RecommendQuestion = z.input<typeof RecommendRequest>;
export type SearchQuery = Partial<SearchParameters>;
export type VocabularyName = 'industries' | 'problems' | 'processes' | 'terms' | 'regions';

/**
 * `unreachable`: no answer came. `problem`: the server refused, and says why. `garbled`: what answered is not this server.
 * `unloaded`: a part of the page itself did not come.
 */
export type FailureKind = 'unreachable' | 'problem' | 'garbled' | 'unloaded';

export class ApiFailure extends Error {
  readonly kind: FailureKind;
  readonly problem?: ProblemDocument;

  constructor(kind: FailureKind, problem?: ProblemDocument) {
    super(problem?.detail ?? problem?.title ?? kind);
    this.kind = kind;
    this.problem = problem;
  }

  get status(): number | undefined {
    return this.problem?.status;
  }
}

const TIMEOUT_MS = 30_000;
/** A Word file of two thousand schemes takes its time. */
const DOCUMENT_TIMEOUT_MS = 180_000;

export function recommend(question: RecommendQuestion, signal?: AbortSignal): Promise<RecommendAnswer> {
  return ask('/api/recommend', { ...asJson(question), signal });
}

export function search(query: SearchQuery, signal?: AbortSignal): Promise<SearchAnswer> {
  return ask(`/api/search?${queryString(query)}`, { signal });
}

export function getRecord(id: string, signal?: AbortSignal): Promise<RecordAnswer> {
  return ask(`/api/records/${encodeURIComponent(id)}`, { signal });
}

export function getVocabulary(name: VocabularyName): Promise<VocabularyAnswer> {
  return ask(`/api/vocabulary/${name}`, {});
}

export function suggest(query: z.infer<typeof SuggestParameters>, signal?: AbortSignal): Promise<SuggestAnswer> {
  return ask(`/api/suggest?${queryString(query)}`, { signal });
}

/** What a reader says of a record: kept for the editors. */
export function sendRemark(remark: RemarkRequest, signal?: AbortSignal): Promise<{ kept: boolean }> {
  return ask('/api/remarks', { ...asJson(remark), signal });
}

export function getHealth(signal?: AbortSignal): Promise<HealthAnswer> {
  return ask('/api/health', { signal });
}

export function getIndicators(signal?: AbortSignal): Promise<IndicatorsAnswer> {
  return ask('/api/indicators', { signal });
}

export function getCoverage(signal?: AbortSignal): Promise<CoverageAnswer> {
  return ask('/api/coverage', { signal });
}

/** The rows are described column by column where they are read: corpus/read/plan-tables.ts. */
export function getPlan(signal?: AbortSignal): Promise<{ tables: PlanTables }> {
  return ask('/api/plan', { signal });
}

export function suggestForDraft(request: object, signal?: AbortSignal): Promise<SuggestForDraftAnswer> {
  return ask('/api/drafts/suggest', { ...asJson(request), signal });
}

/** Schemes from an XLSX or CSV file, and what is wrong in it, by cell. */
export function readSheet(file: Blob): Promise<ImportedSheet> {
  // The type a browser makes up for a file differs from system to system; the server looks at what is in it.
  return ask('/api/drafts/import', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
}

/** A draft as a document. */
export function draftFile(format: 'docx' | 'xlsx' | 'markdown' | 'csv', request: object, signal?: AbortSignal): Promise<Blob> {
  return send(`/api/drafts/${format}`, { ...asJson(request), signal }, (response) => response.blob(), DOCUMENT_TIMEOUT_MS);
}

function asJson(request: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) };
}

export function queryString(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') parameters.append(name, String(one));
    }
  }
  return parameters.toString();
}

/** What takes longer than answers usually do, such as reading a file that was sent, says how long. */
export type Asked = RequestInit & { timeoutMs?: number };

/** An answer without content is undefined. */
export function ask<T>(address: string, { timeoutMs, ...init }: Asked): Promise<T> {
  const read = async (response: Response) => {
    if (response.status === 204) return undefined as T;
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) throw new ApiFailure('garbled');
    return body as T;
  };
  return send(address, init, read, timeoutMs);
}

/** Throws an ApiFailure, or the signal's AbortError where the caller gave up. */
async function send<T>(
  address: string,
  { signal, ...init }: RequestInit,
  read: (response: Response) => Promise<T>,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  // navigator.onLine is no reason not to try: the server may run on this very machine, with no network at all.
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  const timer = setTimeout(giveUp, timeoutMs);
  signal?.addEventListener('abort', giveUp);
  /** What cannot be read is no answer of this server's, unless it was cut off. */
  const unread = (error: unknown): never => {
    if (controller.signal.aborted || error instanceof ApiFailure) throw error;
    throw new ApiFailure('garbled');
  };
  try {
    const response = await fetch(address, { ...init, signal: controller.signal });
    if (response.ok) return await read(response).catch(unread);
    const body: unknown = await response.json().catch(() => undefined);
    throw isProblem(body) ? new ApiFailure('problem', body) : new ApiFailure(response.status >= 502 ? 'unreachable' : 'garbled');
  } catch (error) {
    if (error instanceof ApiFailure) throw error;
    signal?.throwIfAborted();
    throw new ApiFailure('unreachable');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && 'title' in body && 'status' in body && typeof body.status === 'number';
}
