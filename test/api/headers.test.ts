import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { expectProblem } from '../setup/problem-document.ts';
import { serveApp } from '../setup/served-app.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const webFolder = temporaryFolder();
mkdirSync(join(webFolder, 'assets'));
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>page</title>');
writeFileSync(join(webFolder, 'assets', 'app-1a2b3c.js'), 'export {};');
writeFileSync(join(webFolder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');

const { http } = await serveApp({ webFolder });

describe('what may be kept', () => {
  it.each([
    ['/api/search?q=nox', 'no-cache'],
    ['/api/health', 'no-store'],
    ['/api/openapi.json', 'public, max-age=300'],
    ['/api/vocabulary/problems', 'public, max-age=3600'],
    ['/', 'no-cache'],
    ['/assets/app-1a2b3c.js', 'public, max-age=31536000, immutable'],
    ['/icon.svg', 'public, max-age=3600'],
  ])('of %s: %s', async (path, kept) => {
    const response = await http.get(path).set('accept', path.includes('/api/') ? 'application/json' : '*/*');
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe(kept);
  });

  it('of a recommendation: nothing', async () => {
    expect((await http.post('/api/recommend').send({ text: '脱硝' })).headers['cache-control']).toBe('no-store');
  });

  it('of a record: what has not changed is not sent again', async () => {
    const { body } = await http.get('/api/search?kind=case&limit=1');
    const first = await http.get(`/api/records/${body.results[0].id}`);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await http.get(`/api/records/${body.results[0].id}`).set('if-none-match', first.headers.etag ?? '');
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });
});

describe('every answer', () => {
  it.each(['/api/health', '/api/nowhere', '/', '/assets/none.js'])('of %s carries the same protection', async (path) => {
    const { headers } = await http.get(path);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/default-src 'self'/);
    expect(policy).toMatch(/object-src 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe-/);
    expect(policy).not.toMatch(/upgrade-insecure-requests/);
    expect(policy).not.toMatch(/https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('that is long is sent compressed to those who take it', async () => {
    const response = await http.get('/api/vocabulary/industries').set('accept-encoding', 'gzip');
    expect(response.headers['content-encoding']).toBe('gzip');
  });
});

describe('the page', () => {
  it.each(['/', '/records/some-id', '/search?q=%E9%95%8D'])('answers at %s, since the page has its own addresses', async (path) => {
    const response = await http.get(path).set('accept', 'text/html');
    expect(response.status).toBe(200);
    expect(response.text).toContain('<title>page</title>');
  });

  it.each(['/assets/none.js', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json'])(
    'does not answer for %s',
    async (path) => {
      const { status, text } = await http.get(path).set('accept', '*/*');
      expect(text).not.toContain('"cleanmatch"');
      if (status === 200) expect(text).toContain('<title>page</title>');
      else expect(status).toBeGreaterThanOrEqual(400);
    },
  );

  it('does not answer for an address of the API that is none', async () => {
    expectProblem(await http.get('/api/nowhere').set('accept', 'text/html'), 404);
    expectProblem(await http.get('/api').set('accept', 'text/html'), 404);
  });

  it('is not given to who asks for JSON', async () => {
    expectProblem(await http.get('/nowhere').set('accept', 'application/json'), 404);
  });
});

describe('another method', () => {
  it.each([
    ['post', '/api/search', 'GET, HEAD'],
    ['delete', '/api/records/a', 'GET, HEAD'],
    ['put', '/api/vocabulary/terms', 'GET, HEAD'],
    ['patch', '/api/health', 'GET, HEAD'],
    ['get', '/api/recommend', 'POST'],
    ['post', '/api/openapi.json', 'GET, HEAD'],
  ] as const)('%s %s is refused with those that are taken', async (method, path, allow) => {
    const response = await http[method](path);
    expectProblem(response, 405);
    expect(response.headers.allow).toBe(allow);
  });

  it('HEAD is answered as GET without a body', async () => {
    const response = await http.head('/api/health');
    expect(response.status).toBe(200);
    expect(response.text ?? '').toBe('');
  });
});
