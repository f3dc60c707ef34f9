import { shallowRef } from 'vue';

import type { Account, SessionAnswer } from '../../server/api/desk/account.ts';
import { ask } from './api.ts';
import { recall, remember } from './storage.ts';

/**
 * Who is signed in. The cookie is none of the page's business: the server says whose session it is. Readers are not asked
 * about: only in a browser where somebody has signed in before is that looked up on every page.
 */

/** Undefined until it is known, null where nobody is signed in. */
export const account = shallowRef<Account | null>();

function settle(found: Account | null): void {
  account.value = found;
  remember('cleanmatch.desk', found ? 'known' : '');
}

export async function findSession(signal?: AbortSignal): Promise<void> {
  settle((await ask<SessionAnswer>('/api/session', { signal })).account);
}

/** Where it cannot be found out, the desk asks again when it is opened. */
export function findKnownSession(): void {
  if (recall('cleanmatch.desk') && account.value === undefined) findSession().catch(() => undefined);
}

export async function signIn(email: string, password: string): Promise<void> {
  settle((await ask<SessionAnswer>('/api/session', { method: 'POST', ...json({ email, password }) })).account);
}

export async function signOut(): Promise<void> {
  await ask('/api/session', { method: 'DELETE' });
  settle(null);
}

export async function changePassword(current: string, next: string): Promise<void> {
  settle((await ask<SessionAnswer>('/api/session/password', { method: 'PUT', ...json({ current, next }) })).account);
}

/** The server no longer knows the session: the desk asks to sign in again. */
export function sessionEnded(): void {
  settle(null);
}

function json(body: unknown) {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
