import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

import { HttpProblem } from '../errors.ts';
import { accountIn } from './guard.ts';

/** Slows down guessing of passwords. Only failed attempts count; they are kept in memory and forgotten after the window. */

const WINDOW_MS = 15 * 60_000;

/** A person who has forgotten a password tries a few; the same address may be a whole office behind one router. */
const FAILURES = { account: 5, address: 50 };

const address = ({ ip }: Request) => ipKeyGenerator(ip ?? '');
/** By account and address together, so that nobody can lock out a colleague from elsewhere. */
const accountAt = (request: Request) => `${address(request)} ${accountIn(request)?.email ?? emailIn(request.body)}`;

/** Handlers to stand before a route that takes a password. */
export function limitSignIn(): RequestHandler[] {
  return [limit(FAILURES.address, address), limit(FAILURES.account, accountAt)];
}

function limit(most: number, keyGenerator: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: most,
    keyGenerator,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, { statusCode }) => statusCode !== 401,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response) => {
      const { resetTime } = (request as Request & { rateLimit: { resetTime?: Date } }).rateLimit;
      const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now()) / 1000));
      response.set('retry-after', String(seconds));
      const minutes = Math.ceil(seconds / 60);
      const wait = seconds > 90 ? { zh: `${minutes} 分钟`, en: `${minutes} minutes` } : { zh: `${seconds} 秒`, en: `${seconds} seconds` };
      throw new HttpProblem(
        'too-many-attempts',
        {
          zh: `密码错了太多次。请等 ${wait.zh}再试,或请管理员设一个新密码。`,
          en: `Too many attempts with a wrong password. Please wait ${wait.en} and try again, or ask an administrator for a new password.`,
        },
        undefined,
        { retryAfterSeconds: seconds },
      );
    },
  });
}

function emailIn(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : '';
}
