import { z } from 'zod';

import { ProblemDocument } from './api/parts.ts';

/** What operations of the OpenAPI document are put together from. */

export const schema = (type: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _, ...json } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return json;
};

export const problems = {
  '4XX': {
    description: 'What was sent cannot be answered; the document names the field',
    content: { 'application/problem+json': { schema: schema(ProblemDocument) } },
  },
  '5XX': { description: 'The server failed or is not ready', content: { 'application/problem+json': { schema: schema(ProblemDocument) } } },
};

export const answer = (type: z.ZodType, description: string, status: '200' | '201' | '204' = '200') => ({
  [status]: { description, content: { 'application/json': { schema: schema(type) } } },
  ...problems,
});

export function queryParameters(type: z.ZodObject): unknown[] {
  const json = schema(type, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: json.required?.includes(name) ?? false,
    schema: property,
  }));
}

export const path = (name: string, description: string) => ({ name, in: 'path', required: true, description, schema: { type: 'string' } });

export const jsonBody = (type: z.ZodType) => ({ required: true, content: { 'application/json': { schema: schema(type, 'input') } } });
