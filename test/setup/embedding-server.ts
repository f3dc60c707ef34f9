import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was asked. */
export interface Asked {
  input: string[];
  model: string;
  authorization: string | undefined;
}

/** Answers one request; `again` is the ordinary answer. */
export type Answer = (response: ServerResponse, asked: Asked, ordinary: () => void) => void;

export interface EmbeddingServer {
  /** Up to and including /v1. */
  url: string;
  asked: Asked[];
  /** Texts asked for since the last look. */
  textsSince(): string[];
  /** Gives these answers first, in order; then the ordinary one again. */
  answerNext(...answers: Answer[]): void;
  /** Waits before every answer, so that filling takes a while. */
  delay(ms: number): void;
  close(): Promise<void>;
}

export const DIMENSIONS = 16;

/** A vector that depends on the text alone: the same text always has the same. */
export function vectorOf(text: string): number[] {
  const digest = createHash('sha256').update(text).digest();
  return Array.from({ length: DIMENSIONS }, (_, i) => (digest[i] ?? 0) - 127.5);
}

/** A small server in this process that speaks the OpenAI embeddings protocol over a real socket. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const asked: Asked[] = [];
  const next: Answer[] = [];
  let seen = 0;
  let wait = 0;
  const server = createServer(async (request, response) => {
    const { input, model } = JSON.parse(await bodyOf(request)) as { input: string[]; model: string };
    const one: Asked = { input, model, authorization: request.headers.authorization };
    asked.push(one);
    const ordinary = () => sendVectors(response, input.map(vectorOf));
    const answer = next.shift();
    setTimeout(() => (answer ? answer(response, one, ordinary) : ordinary()), wait);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    textsSince() {
      const texts = asked.slice(seen).flatMap(({ input }) => input);
      seen = asked.length;
      return texts;
    },
    answerNext: (...answers) => void next.push(...answers),
    delay(ms) {
      wait = ms;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The protocol's answer; `order` gives the places in which the vectors are listed. */
export function sendVectors(response: ServerResponse, vectors: unknown[][], order = vectors.map((_, i) => i)): void {
  const data = order.map((index) => ({ object: 'embedding', index, embedding: vectors[index] }));
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data, model: 'test' }));
}

export const sendStatus =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, headers).end('{"error":{"message":"no"}}');
  };

export const sendText =
  (text: string): Answer =>
  (response) => {
    response.setHeader('content-type', 'application/json').end(text);
  };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
