import express, { type Request, type RequestHandler, Router } from 'express';

import { HttpProblem, noSuchAddress } from '../errors.ts';
import type { RouteEntry } from '../routes/table.ts';
import type { Account, Accounts } from './accounts.ts';
import { ROLE_CHOICES, reaches } from './roles.ts';

/**
 * Stands before all routes and is made from their table: who may pass, which methods an address takes, and which addresses
 * there are at all. A route that is not in the table cannot be reached. It runs before any body is read.
 */

const SESSION_ENDED = { zh: '登录已过期,请重新登录。', en: 'The session has ended: sign in again.' };
const SIGN_IN_FIRST = { zh: '请先登录。', en: 'Sign in first.' };

/** Opened when first needed: readers need no accounts, and better-auth takes a second to load. */
export type OpenAccounts = () => Promise<Accounts>;

const SESSION_COOKIE = /(?:^|;\s*)cleanmatch\.session_token=[^;]/;

/** The cookie header, where it carries a session. */
export function sessionCookie(request: Request): string | undefined {
  const { cookie } = request.headers;
  return cookie && SESSION_COOKIE.test(cookie) ? cookie : undefined;
}

const signedIn = new WeakMap<Request, Account>();

/** Who was let through, on routes that let anyone in: nobody. */
export function accountIn(request: Request): Account | undefined {
  return signedIn.get(request);
}

/** The account a guarded route was let through for. */
export function accountOf(request: Request): Account {
  const account = accountIn(request);
  if (!account) throw new Error(`${request.path} asks for an account and its route lets anyone in`);
  return account;
}

export function guardRoutes(table: readonly RouteEntry[], accounts: OpenAccounts): RequestHandler {
  const guards = Router();
  for (const path of new Set(table.map((entry) => entry.path))) {
    const entries = table.filter((entry) => entry.path === path);
    const route = guards.route(path);
    for (const entry of entries) route[entry.method](guard(entry, accounts));
    const allowed = entries.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])).join(', ');
    route.all((request, response) => {
      response.set('allow', allowed);
      throw new HttpProblem('method-not-allowed', {
        zh: `这个地址不收 ${request.method}。`,
        en: `${request.method} is not taken here.`,
      });
    });
  }
  guards.use((request) => {
    throw noSuchAddress(request);
  });
  return (request, response, next) => guards(request, response, next);
}

function guard({ least, path }: RouteEntry, accounts: OpenAccounts): RequestHandler {
  if (least === 'anyone' && !path.startsWith('/session')) return (_request, _response, next) => next('router');
  return async (request, response, next) => {
    response.set('cache-control', 'no-store');
    refuseOtherSites(request);
    if (least === 'anyone') {
      next('router');
      return;
    }
    const cookie = sessionCookie(request);
    const session = cookie && (await (await accounts()).signedIn(cookie));
    if (!session) throw new HttpProblem('not-signed-in', cookie ? SESSION_ENDED : SIGN_IN_FIRST);
    if (session.cookies.length > 0) response.append('set-cookie', session.cookies);
    const { account } = session;
    if (account.mustChangePassword && path !== '/session/password')
      throw new HttpProblem('password-change-needed', {
        zh: '密码是管理员设的,请先改成自己的。',
        en: 'The password was set by an administrator: set one of your own first.',
      });
    if (!reaches(account.role, least))
      throw new HttpProblem('not-allowed', {
        zh: `这要“${ROLE_CHOICES[least]}”的权限,您是“${ROLE_CHOICES[account.role]}”:请联系管理员。`,
        en: `This needs the role ${least} and you are ${account.role}: ask an administrator.`,
      });
    signedIn.set(request, account);
    next('router');
  };
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** A browser says where a request that changes something comes from. What is no browser has no cookies to misuse. */
function refuseOtherSites({ method, headers }: Request): void {
  if (SAFE.includes(method)) return;
  const site = headers['sec-fetch-site'];
  const elsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (elsewhere || (headers.origin !== undefined && hostOf(headers.origin) !== headers.host?.toLowerCase()))
    throw new HttpProblem('cross-site', {
      zh: '这个请求来自别的网站,没有执行。请打开编辑台本身再做。',
      en: 'This request came from a page of another site. Open the desk itself and try again.',
    });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Bodies of the desk: JSON only, as what a page of another site can send without being asked is plain text or a form. */
export const deskJson = express.json({ limit: '2mb', strict: true, type: ['application/json', 'application/*+json'] });
