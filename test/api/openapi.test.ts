import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { present } from '../setup/present.ts';
import { serveApp, VERSION } from '../setup/served-app.ts';

const { http, app } = await serveApp();

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

const { body: document } = await http.get('/api/openapi.json');
const paths = document.paths as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];

/** Every route the application has, as `get /api/records/{id}`. */
function routes(): string[] {
  interface Layer {
    route?: { path: string | string[]; methods: Record<string, boolean> };
    handle: { stack?: Layer[] };
  }
  const found: string[] = [];
  const walk = (layers: Layer[]) => {
    for (const { route, handle } of layers) {
      if (route && typeof route.path === 'string') {
        for (const method of Object.keys(route.methods)) found.push(`${method} /api${route.path.replace(/:(\w+)/g, '{$1}')}`);
      }
      if (handle.stack) walk(handle.stack);
    }
  };
  // What the application itself serves (the page, /metrics) is not of the API.
  walk((app as unknown as { router: { stack: Layer[] } }).router.stack.filter(({ route }) => !route));
  return found;
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and of this version of the software', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ version: VERSION, title: expect.stringMatching(/./), license: { name: 'MIT' } });
  });

  it('covers every route, and nothing that is no route', () => {
    const described = operations.map(({ method, path }) => `${method} ${path}`);
    expect(routes().length).toBeGreaterThan(4);
    expect(described.sort()).toEqual([...new Set(routes())].sort());
  });

  it('names each operation once, with a summary and an answer', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation, method, path } of operations) {
      expect(METHODS).toContain(method);
      expect(operation.summary, path).not.toBe('');
      expect(Object.keys(operation.responses), path).toContainEqual(expect.stringMatching(/^20[014]$/));
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
        expect(description, path).not.toBe('');
      }
    }
  });

  it('declares each parameter once, and those of the path as required', () => {
    for (const { path, operation } of operations) {
      const parameters = operation.parameters ?? [];
      const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(keys).size).toBe(keys.length);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => `path ${match[1]}`);
      expect(keys.filter((key) => key.startsWith('path '))).toEqual(inPath);
      for (const parameter of parameters) if (parameter.in === 'path') expect(parameter.required).toBe(true);
    }
  });

  it('describes the parameters of a search that the server takes', () => {
    const parameters = present(paths['/api/search']?.get?.parameters, 'parameters');
    expect(parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['q', 'kind', 'industry', 'problem', 'measure', 'costClass', 'region', 'yearFrom', 'lang', 'limit', 'offset']),
    );
    expect(parameters.filter(({ required }) => required)).toEqual([]);
  });

  it('holds schemas that can be read as JSON Schema, and no reference that leads nowhere', () => {
    const schemas = operations.flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map(({ schema }) => schema),
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content ?? {}).map(({ schema }) => schema)),
    ]);
    expect(schemas.length).toBeGreaterThan(20);
    for (const schema of schemas) z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const reference of references) {
      const target = reference.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect(target, reference).toBeDefined();
    }
  });

  it('describes what the server answers', async () => {
    const { body: found } = await http.get('/api/search?kind=case&limit=1');
    const answers = {
      '/api/search': await http.get('/api/search?q=nox&limit=3'),
      '/api/recommend': await http.post('/api/recommend').send({ text: '瓷砖厂脱硝', budget: { max: 1e6 } }),
      '/api/records/{id}': await http.get(`/api/records/${found.results[0].id}`),
      '/api/vocabulary/{name}': await http.get('/api/vocabulary/processes'),
      '/api/suggest': await http.get('/api/suggest?q=nox'),
      '/api/plan': await http.get('/api/plan'),
      '/api/coverage': await http.get('/api/coverage'),
      '/api/indicators': await http.get('/api/indicators'),
      '/api/health': await http.get('/api/health'),
    };
    for (const [path, { status, body }] of Object.entries(answers)) {
      expect(status, path).toBe(200);
      const [operation] = Object.values(present(paths[path], path));
      expect(() => schemaOf(present(operation, path), '200', 'application/json').parse(body), path).not.toThrow();
    }
    const problem = await http.get('/api/search?limit=-1');
    expect(() =>
      schemaOf(present(paths['/api/search']?.get, 'search'), '4XX', 'application/problem+json').parse(JSON.parse(problem.text)),
    ).not.toThrow();
  });

  it('describes what the server takes: its schema refuses what the server refuses', async () => {
    const request = z.fromJSONSchema(
      present(paths['/api/recommend']?.post?.requestBody?.content['application/json'], 'body').schema as z.core.JSONSchema.JSONSchema,
    );
    for (const [body, status] of [
      [{ text: '脱硝' }, 200],
      [{ text: '脱硝', colour: 'red' }, 400],
      [{ text: '脱硝', limit: 0 }, 400],
      [{ text: 7 }, 400],
      [{ text: '脱硝', budget: { max: -1 } }, 400],
    ] as const) {
      expect((await http.post('/api/recommend').send(body)).status).toBe(status);
      expect(request.safeParse(body).success).toBe(status === 200);
    }
  });
});

function schemaOf(operation: Operation, status: string, type: string): z.ZodType {
  return z.fromJSONSchema(present(operation.responses[status]?.content?.[type], type).schema as z.core.JSONSchema.JSONSchema);
}
