import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { type Embedder, EmbedderUnavailable, unit } from './embedder.ts';

export interface RemoteSettings {
  /** Address of the service up to and including /v1. */
  url: string;
  model: string;
  key?: string;
  /** Put before queries and passages, for models that want it. */
  queryPrefix?: string;
  passagePrefix?: string;
  timeoutMs?: number;
  /** Tries in all, for answers 429 and 5xx and for broken connections. */
  tries?: number;
}

/** https://platform.openai.com/docs/api-reference/embeddings/create */
const Answer = z.object({ data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1) })) });

const LONGEST_WAIT_MS = 10_000;

/** Speaks the OpenAI embeddings protocol, which most embedding servers understand. */
export class RemoteEmbedder implements Embedder {
  readonly id: string;
  readonly #closing = new AbortController();
  readonly #settings: Required<Omit<RemoteSettings, 'key'>> & { key?: string };

  constructor(settings: RemoteSettings) {
    this.#settings = { queryPrefix: '', passagePrefix: '', timeoutMs: 10_000, tries: 4, ...settings };
    this.id = `remote:${settings.url}:${settings.model}`;
  }

  async embedQuery(text: string): Promise<Float32Array> {
    const [vector] = await this.#embed([`${this.#settings.queryPrefix}${text}`]);
    if (!vector) throw new EmbedderUnavailable('The embedding service gave no vector.');
    return vector;
  }

  async embedPassages(texts: string[]): Promise<Float32Array[]> {
    return texts.length === 0 ? [] : this.#embed(texts.map((text) => `${this.#settings.passagePrefix}${text}`));
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  async #embed(input: string[]): Promise<Float32Array[]> {
    const { tries } = this.#settings;
    let failure = '';
    for (let attempt = 1; attempt <= tries; attempt++) {
      const outcome = await this.#ask(input);
      if ('vectors' in outcome) return outcome.vectors;
      failure = outcome.failure;
      if (!outcome.again) break;
      if (attempt < tries) await sleep(Math.min(outcome.waitMs ?? 200 * 2 ** attempt, LONGEST_WAIT_MS));
    }
    throw new EmbedderUnavailable(
      `The embedding service at ${this.#settings.url} ${failure}. Check CLEANMATCH_EMBEDDER_URL, or set CLEANMATCH_EMBEDDER=local.`,
    );
  }

  async #ask(input: string[]): Promise<{ vectors: Float32Array[] } | { failure: string; again: boolean; waitMs?: number }> {
    const { url, model, key, timeoutMs } = this.#settings;
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(`${url}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        body: JSON.stringify({ model, input, encoding_format: 'float' }),
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#closing.signal]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        const seconds = Number(response.headers.get('retry-after'));
        return {
          failure: `answered ${response.status}`,
          again: response.status === 429 || response.status >= 500,
          waitMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined,
        };
      }
      body = await response.json();
    } catch (error) {
      const name = (error as Error).name;
      if (name === 'TimeoutError') return { failure: `did not answer within ${timeoutMs} ms`, again: true };
      if (name === 'SyntaxError') return { failure: 'answered with something that is no JSON', again: false };
      return { failure: 'cannot be reached', again: !this.#closing.signal.aborted };
    }
    const parsed = Answer.safeParse(body);
    if (!parsed.success) return { failure: 'answered in a shape that is not the embeddings protocol', again: false };
    const answers = [...parsed.data.data].sort((a, b) => a.index - b.index);
    const vectors = answers.map(({ embedding }) => unit(Float32Array.from(embedding)));
    const [first] = vectors;
    const usable = vectors.every(
      (vector) => vector.length === first?.length && vector.every(Number.isFinite) && vector.some((x) => x !== 0),
    );
    if (vectors.length !== input.length || !usable || answers.some(({ index }, i) => index !== i)) {
      return { failure: `gave ${vectors.length} usable vectors for ${input.length} texts`, again: false };
    }
    return { vectors };
  }
}
