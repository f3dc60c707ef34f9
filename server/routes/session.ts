import { Router } from 'express';

import { accountOf, deskJson, sessionCookie } from '../accounts/guard.ts';
import { limitSignIn } from '../accounts/sign-in-limit.ts';
import { PasswordChangeRequest, type SessionAnswer, SignInRequest } from '../api/desk/account.ts';
import { HttpProblem, parse } from '../errors.ts';
import type { Service } from '../service.ts';

const PRESENT_PASSWORD_WRONG = { zh: '现在的密码不对。', en: 'The present password is wrong.' };

/** Signing in and out. What goes wrong does not tell whether an e-mail has an account. */
export function sessionRoutes(service: Pick<Service, 'accounts' | 'library'>): Router {
  const router = Router();
  const { audit } = service.library;
  const limits = limitSignIn();
  router.get('/session', async (request, response) => {
    const cookie = sessionCookie(request);
    const session = cookie ? await (await service.accounts()).signedIn(cookie) : undefined;
    if (session?.cookies.length) response.append('set-cookie', session.cookies);
    response.json({ account: session?.account ?? null, expiresAt: session?.expiresAt } satisfies SessionAnswer);
  });
  router.post('/session', deskJson, ...limits, async (request, response) => {
    const { email, password } = parse(SignInRequest, request.body ?? {});
    const accounts = await service.accounts();
    const result = await accounts.signIn(email, password, sessionCookie(request));
    if ('refused' in result) {
      // What is no address may be a password in the wrong field.
      audit.note({
        who: email.includes('@') ? email.toLowerCase() : 'unknown',
        action: 'sign-in-refused',
        detail: { why: result.refused },
      });
      if (result.refused === 'disabled') throw new HttpProblem('account-disabled');
      throw new HttpProblem('wrong-password');
    }
    audit.note({ who: result.account.email, action: 'sign-in' });
    response.append('set-cookie', result.cookies);
    response.json({ account: result.account, expiresAt: result.expiresAt } satisfies SessionAnswer);
  });
  router.delete('/session', async (request, response) => {
    const cookie = sessionCookie(request);
    if (cookie) {
      const accounts = await service.accounts();
      const session = await accounts.signedIn(cookie);
      response.append('set-cookie', await accounts.signOut(cookie));
      if (session) audit.note({ who: session.account.email, action: 'sign-out' });
    }
    response.status(204).end();
  });
  router.put('/session/password', deskJson, ...limits, async (request, response) => {
    const { current, next } = parse(PasswordChangeRequest, request.body ?? {});
    const account = accountOf(request);
    const cookie = sessionCookie(request) ?? '';
    if (current === next)
      throw new HttpProblem('invalid-fields', undefined, [
        { field: 'next', text: { zh: '新密码要与现在的不同', en: 'another password than the present one is expected' } },
      ]);
    const accounts = await service.accounts();
    const changed = await accounts.changeOwnPassword(account, cookie, current, next);
    if (!changed) throw new HttpProblem('wrong-password', PRESENT_PASSWORD_WRONG, [{ field: 'current', text: PRESENT_PASSWORD_WRONG }]);
    audit.note({ who: account.email, action: 'password-changed' });
    response.append('set-cookie', changed.cookies);
    response.json({ account: (await accounts.find(account.id)) ?? null } satisfies SessionAnswer);
  });
  return router;
}
