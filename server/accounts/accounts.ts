import { randomInt } from 'node:crypto';

import type { AccountChangeRequest, Account as ApiAccount, NewAccountRequest } from '../api/desk/account.ts';
import { HttpProblem } from '../errors.ts';
import { type Auth, openAuth, type StoredUser } from './auth.ts';

/**
 * Accounts and sessions: better-auth on a file of its own, data/accounts.db. It stands apart from the library so that a
 * library can be handed on or put back from a backup without anybody's password going with it or an old one coming back.
 */

export type Account = ApiAccount;

export interface SignedIn {
  account: Account;
  expiresAt: string;
  /** Cookies to send along: the session was prolonged. */
  cookies: string[];
}

/** Whether a sign-in succeeded, and if not, why. */
export type SignInResult = { account: Account; cookies: string[]; expiresAt: string } | { refused: 'wrong' | 'disabled' };

export class Accounts {
  readonly #auth: Auth;
  /** Changes of accounts go one after another: two at once could leave no administrator. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(auth: Auth) {
    this.#auth = auth;
  }

  static async open(file: string): Promise<Accounts> {
    return new Accounts(await openAuth(file));
  }

  /** A new session each time; the one the browser came with ends, so that none given to it beforehand is taken on. */
  async signIn(email: string, password: string, cookie: string | undefined): Promise<SignInResult> {
    const signedIn = await this.#auth.signIn(email.toLowerCase(), password);
    if (!signedIn) return { refused: 'wrong' };
    const { user, token, cookies, expiresAt } = signedIn;
    if (user.disabled) {
      await this.#auth.endSession(token);
      return { refused: 'disabled' };
    }
    if (cookie) await this.#auth.signOut(cookie);
    return { account: accountOf(user), cookies, expiresAt: expiresAt.toISOString() };
  }

  /** Who the cookie belongs to; nobody where it is no session, has ended, or the account was disabled. */
  async signedIn(cookie: string): Promise<SignedIn | undefined> {
    const found = await this.#auth.session(cookie);
    if (!found || found.user.disabled) return undefined;
    return { account: accountOf(found.user), expiresAt: found.expiresAt.toISOString(), cookies: found.cookies };
  }

  /** Ends the session; gives the cookies that make the browser forget it. */
  async signOut(cookie: string): Promise<string[]> {
    return this.#auth.signOut(cookie);
  }

  /** A person's own new password. All other sessions end; undefined where the present password is wrong. */
  async changeOwnPassword(account: Account, cookie: string, current: string, next: string): Promise<{ cookies: string[] } | undefined> {
    const cookies = await this.#auth.changePassword(cookie, current, next);
    if (!cookies) return undefined;
    await this.#auth.update(account.id, { mustChangePassword: false });
    return { cookies };
  }

  async list(): Promise<Account[]> {
    const users = await this.#auth.users();
    return users.map(accountOf).sort((a, b) => a.email.localeCompare(b.email));
  }

  async find(id: string): Promise<Account | undefined> {
    const user = await this.#auth.user(id);
    return user && accountOf(user);
  }

  /** Throws where the e-mail has an account already. */
  async create({ email, name, role, password }: NewAccountRequest): Promise<{ account: Account; oneTimePassword?: string }> {
    return this.#inTurn(async () => {
      if (await this.#auth.userByEmail(email)) {
        throw new HttpProblem('invalid-fields', undefined, [
          { field: 'email', text: { zh: `${email} 已有账号`, en: `${email} has an account already` } },
        ]);
      }
      const oneTimePassword = password ? undefined : makeOneTimePassword();
      const user = await this.#auth.create({ email, name, role, mustChangePassword: !password }, password ?? oneTimePassword ?? '');
      return { account: accountOf(user), oneTimePassword };
    });
  }

  /** Changes name, role or whether it is disabled; a disabled account's sessions end at once. One administrator always stays. */
  async change(id: string, change: AccountChangeRequest): Promise<Account> {
    return this.#inTurn(async () => {
      const account = await this.#required(id);
      const losesAdministrator = account.role === 'administrator' && (change.disabled || (change.role && change.role !== 'administrator'));
      if (losesAdministrator && !(await this.#anotherAdministrator(id))) {
        throw new HttpProblem('conflict', {
          zh: '这是唯一能登录的管理员,请先另设一位。',
          en: 'This is the only administrator who can sign in: make another one first.',
        });
      }
      const user = await this.#auth.update(id, change);
      if (change.disabled) await this.#auth.endSessionsOf(id);
      return accountOf(user);
    });
  }

  /** A password set by an administrator: a given one, or a one-time one. The account's sessions end. */
  async setPassword(id: string, password?: string): Promise<{ account: Account; oneTimePassword?: string }> {
    return this.#inTurn(async () => {
      await this.#required(id);
      const oneTimePassword = password ? undefined : makeOneTimePassword();
      await this.#auth.setPassword(id, password ?? oneTimePassword ?? '');
      const user = await this.#auth.update(id, { mustChangePassword: !password });
      await this.#auth.endSessionsOf(id);
      return { account: accountOf(user), oneTimePassword };
    });
  }

  close(): void {
    this.#auth.close();
  }

  async #required(id: string): Promise<Account> {
    const account = await this.find(id);
    if (!account) throw new HttpProblem('not-found', { zh: '没有这个账号。', en: 'There is no such account.' });
    return account;
  }

  async #anotherAdministrator(id: string): Promise<boolean> {
    return (await this.list()).some((account) => account.id !== id && account.role === 'administrator' && !account.disabled);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

function accountOf({ id, email, name, role, disabled, mustChangePassword, createdAt }: StoredUser): Account {
  return { id, email, name, role, disabled, mustChangePassword, createdAt: createdAt.toISOString() };
}

/** Without letters and digits that look alike, since it is read out or copied from paper. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 80 bits, in four groups. */
function makeOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
