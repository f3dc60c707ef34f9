import request from 'supertest';
import { describe, expect, it } from 'vitest';

import { type LeastRole, Role, reaches } from '../../server/accounts/roles.ts';
import { ROUTES } from '../../server/routes/table.ts';
import { serveDesk } from '../setup/desk.ts';

const desk = await serveDesk();
const { app } = desk;
const cookies = new Map<string, string>();
for (const role of Role.options) {
  await desk.person(role, role);
  cookies.set(role, await desk.cookieOf(role));
}

/** Every route the application has, as `get /records/:id`, found in the application itself. */
function mountedRoutes(): string[] {
  interface Layer {
    route?: { path: string | string[]; methods: Record<string, boolean> };
    handle: { stack?: Layer[] };
  }
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => [
      ...(route ? [route.path].flat().flatMap((path) => Object.keys(route.methods).map((method) => `${method} ${path}`)) : []),
      ...(handle.stack ? walk(handle.stack) : []),
    ]);
  // What the application itself serves (the page, /metrics) is not of the API.
  return walk((app as unknown as { router: { stack: Layer[] } }).router.stack.filter(({ route }) => !route));
}

const listed = ROUTES.map(({ method, path }) => `${method} ${path}`);
const guarded = ROUTES.filter(({ least }) => least !== 'anyone');
const addressOf = (path: string) => `/api${path.replace(/:\w+/g, 'nothing-has-this-id')}`;

/** Statuses that mean: not you. */
const REFUSED = { nobody: 401, role: 403 };

async function ask(method: string, path: string, role?: string): Promise<{ status: number; type?: string }> {
  const call = request(desk.address)[method as 'get'](addressOf(path));
  const cookie = role && cookies.get(role);
  const response = await (cookie ? call.set('cookie', cookie) : call).send(method === 'get' ? undefined : {});
  const isProblem = response.headers['content-type']?.startsWith('application/problem+json');
  return { status: response.status, type: isProblem ? (JSON.parse(response.text) as { type: string }).type : undefined };
}

describe('the table of routes', () => {
  it('lists every route that is mounted, and none that is not', () => {
    expect(mountedRoutes().length).toBeGreaterThan(20);
    expect([...listed].sort()).toEqual([...new Set(mountedRoutes())].sort());
  });

  it('lists each route once', () => {
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('holds no path that another one before it would be taken for: the guard asks for the role of the first that fits', () => {
    const fits = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);
    for (const { path } of ROUTES) expect(ROUTES.find((route) => fits(route.path, path))?.path).toBe(path);
  });

  it('lets nobody but signed-in people near anything below /desk', () => {
    expect(ROUTES.filter(({ path, least }) => path.startsWith('/desk') && least === 'anyone')).toEqual([]);
  });
});

describe.each(guarded)('$method $path, for $least and above', ({ method, path, least }) => {
  it('is refused to who is not signed in', async () => {
    expect(await ask(method, path)).toEqual({ status: REFUSED.nobody, type: '/problems/not-signed-in' });
  });

  it.each(Role.options)('%s', async (role) => {
    const { status, type } = await ask(method, path, role);
    if (reaches(role, least as LeastRole)) {
      expect([401, 500]).not.toContain(status);
      expect(type).not.toBe('/problems/not-allowed');
    } else expect({ status, type }).toEqual({ status: REFUSED.role, type: '/problems/not-allowed' });
  });
});

describe('other methods', () => {
  const paths = [...new Set(ROUTES.map(({ path }) => path))];
  it.each(paths)('of %s are refused, and those it takes are named', async (path) => {
    const taken = ROUTES.filter((route) => route.path === path).map(({ method }) => method);
    for (const method of ['get', 'post', 'put', 'patch', 'delete'].filter((other) => !taken.includes(other as 'get'))) {
      const response = await request(desk.address)[method as 'get'](addressOf(path)).set('accept', 'application/json');
      expect(response.status, method).toBe(405);
      const allowed = taken.flatMap((name) => (name === 'get' ? ['GET', 'HEAD'] : [name.toUpperCase()]));
      expect(response.headers.allow, method).toBe(allowed.join(', '));
    }
  });

  it('of an address that is not there are not found', async () => {
    for (const path of ['/api/desk', '/api/desk/nothing', '/api/auth/sign-up/email', '/api/auth/sign-in/email']) {
      expect((await request(desk.address).post(path).send({})).status, path).toBe(404);
    }
  });
});
