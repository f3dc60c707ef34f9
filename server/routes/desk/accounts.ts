import { Router } from 'express';

import { accountOf, deskJson } from '../../accounts/guard.ts';
import { type AccountAnswer, AccountChangeRequest, AccountPasswordRequest, NewAccountRequest } from '../../api/desk/account.ts';
import { parse } from '../../errors.ts';
import type { Service } from '../../service.ts';

/** Accounts, for administrators. Passwords are never written to the log. */
export function accountRoutes(service: Pick<Service, 'accounts' | 'library'>): Router {
  const router = Router();
  const { audit } = service.library;
  router.get('/desk/accounts', async (_request, response) => {
    response.json({ accounts: await (await service.accounts()).list() });
  });
  router.post('/desk/accounts', deskJson, async (request, response) => {
    const wanted = parse(NewAccountRequest, request.body ?? {});
    const made = await (await service.accounts()).create(wanted);
    const { email, role } = made.account;
    audit.note({ who: accountOf(request).email, action: 'account-created', detail: { account: email, role } });
    response.status(201).json(made satisfies AccountAnswer);
  });
  router.patch('/desk/accounts/:id', deskJson, async (request, response) => {
    const change = parse(AccountChangeRequest, request.body ?? {});
    const account = await (await service.accounts()).change(request.params.id, change);
    audit.note({ who: accountOf(request).email, action: 'account-changed', detail: { account: account.email, ...change } });
    response.json({ account } satisfies AccountAnswer);
  });
  router.post('/desk/accounts/:id/password', deskJson, async (request, response) => {
    const { password } = parse(AccountPasswordRequest, request.body ?? {});
    const changed = await (await service.accounts()).setPassword(request.params.id, password);
    audit.note({ who: accountOf(request).email, action: 'account-password-set', detail: { account: changed.account.email } });
    response.json(changed satisfies AccountAnswer);
  });
  return router;
}
