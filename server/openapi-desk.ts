import { OPERATIONS, type Operation } from './openapi-desk-operations.ts';
import { answer, jsonBody, path, problems, queryParameters } from './openapi-parts.ts';

/** The desk's part of the OpenAPI document. */

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export function deskPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Partial<Record<Method, unknown>>> = {};
  for (const [key, operation] of Object.entries(OPERATIONS)) {
    const [method, address] = key.split(' ') as [Method, string];
    paths[address] = { ...paths[address], [method]: describe(operation) };
  }
  return paths;
}

const FILE = { schema: { type: 'string', format: 'binary' } };
const ifMatch = { name: 'If-Match', in: 'header', required: true, description: 'The revision that was edited', schema: { type: 'string' } };

function describe({ id, summary, path: named, query, body, answer: type, status = '200', file, changesRecord }: Operation): object {
  const parameters = [
    ...Object.entries(named ?? {}).map(([name, description]) => path(name, description)),
    ...(changesRecord ? [ifMatch] : []),
    ...(query ? queryParameters(query) : []),
  ];
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: jsonBody(body) } : {}),
    responses: file
      ? { '200': { description: summary, content: Object.fromEntries(file.map((media) => [media, FILE])) }, ...problems }
      : type
        ? answer(type, summary, status)
        : { [status]: { description: summary }, ...problems },
  };
}
