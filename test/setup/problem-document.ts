import type { Response } from 'supertest';
import { expect } from 'vitest';

import { ProblemDocument } from '../../server/api/parts.ts';

/** The answer is an RFC 9457 problem document of this status, worded in both languages, that gives away nothing of the server's inside. */
export function expectProblem(response: Response, status: number, field?: string): ProblemDocument {
  expect(response.status).toBe(status);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.headers['cache-control']).toBe('no-store');
  const document = ProblemDocument.parse(JSON.parse(response.text));
  expect(document.status).toBe(status);
  expect(document.type).toMatch(/^\/problems\/[a-z-]+$/);
  expect(document.title).not.toBe('');
  expect(response.text).not.toMatch(/node_modules|\.ts:\d|\.js:\d|SQLITE/);
  if (field !== undefined) expect(document.errors?.map((error) => error.field)).toContain(field);
  for (const error of document.errors ?? []) expect(error.message).not.toBe('');
  for (const { text } of [document, ...(document.errors ?? [])]) {
    expect(text?.zh).toMatch(/\p{Script=Han}/u);
    expect(text?.en).toMatch(/\p{Script=Latin}/u);
  }
  return document;
}
