import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import Database from 'better-sqlite3';
import { z } from 'zod';

import { MIN_PASSWORD } from '../api/desk/account.ts';
import { Role } from './roles.ts';

/**
 * better-auth and the few things of it that are used. None of its own HTTP addresses is mounted: all routes of this server
 * stand in one table (routes/table.ts), and nobody can sign up. It hashes passwords with scrypt and signs the cookies.
 */

const SESSION_HOURS = 12;

const User = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.coerce.boolean(),
  mustChangePassword: z.coerce.boolean(),
  createdAt: z.coerce.date(),
});
export type StoredUser = z.output<typeof User>;

export interface FoundSession {
  user: StoredUser;
  token: string;
  expiresAt: Date;
  cookies: string[];
}

export interface Auth {
  signIn(email: string, password: string): Promise<FoundSession | undefined>;
  session(cookie: string): Promise<FoundSession | undefined>;
  signOut(cookie: string): Promise<string[]>;
  /** Undefined where the present password is wrong. */
  changePassword(cookie: string, current: string, next: string): Promise<string[] | undefined>;
  endSession(token: string): Promise<void>;
  endSessionsOf(userId: string): Promise<void>;
  users(): Promise<StoredUser[]>;
  user(id: string): Promise<StoredUser | undefined>;
  userByEmail(email: string): Promise<StoredUser | undefined>;
  create(user: { email: string; name: string; role: Role; mustChangePassword: boolean }, password: string): Promise<StoredUser>;
  update(id: string, change: { name?: string; role?: Role; disabled?: boolean; mustChangePassword?: boolean }): Promise<StoredUser>;
  setPassword(id: string, password: string): Promise<void>;
  close(): void;
}

/** Opens or makes the file of accounts and brings its tables up to this version of better-auth. */
export async function openAuth(file: string): Promise<Auth> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('busy_timeout = 5000');
  const auth = makeAuth(db, secretOf(db));
  await (await getMigrations(auth.options)).runMigrations();
  const { internalAdapter, password: passwords } = await auth.$context;
  const withCookie = (cookie: string) => new Headers({ cookie });
  const session = async (cookie: string): Promise<FoundSession | undefined> => {
    const { response, headers } = await auth.api.getSession({ headers: withCookie(cookie), returnHeaders: true });
    if (!response) return undefined;
    const { token, expiresAt } = response.session;
    return { user: User.parse(response.user), token, expiresAt: new Date(expiresAt), cookies: headers.getSetCookie() };
  };
  return {
    session,
    async signIn(email, password) {
      const signedIn = await refusedAsUndefined(auth.api.signInEmail({ body: { email, password }, returnHeaders: true }));
      const cookies = signedIn?.headers.getSetCookie() ?? [];
      const found = signedIn && (await session(cookies.map((cookie) => cookie.split(';')[0]).join('; ')));
      return found && { ...found, cookies };
    },
    signOut: async (cookie) => (await auth.api.signOut({ headers: withCookie(cookie), returnHeaders: true })).headers.getSetCookie(),
    async changePassword(cookie, currentPassword, newPassword) {
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      const changed = await refusedAsUndefined(auth.api.changePassword({ body, headers: withCookie(cookie), returnHeaders: true }));
      return changed?.headers.getSetCookie();
    },
    endSession: (token) => internalAdapter.deleteSession(token),
    endSessionsOf: async (userId) => void (await internalAdapter.deleteUserSessions(userId)),
    users: async () => z.array(User).parse(await internalAdapter.listUsers(10_000)),
    user: async (id) => User.optional().parse((await internalAdapter.findUserById(id)) ?? undefined),
    userByEmail: async (email) => User.optional().parse((await internalAdapter.findUserByEmail(email))?.user ?? undefined),
    async create(user, password) {
      const made = User.parse(await internalAdapter.createUser({ ...user, emailVerified: true, disabled: false }, { method: 'admin' }));
      const hash = await passwords.hash(password);
      await internalAdapter.linkAccount({ userId: made.id, providerId: 'credential', accountId: made.id, password: hash });
      return made;
    },
    update: async (id, change) => User.parse(await internalAdapter.updateUser(id, change)),
    setPassword: async (id, password) => void (await internalAdapter.updatePassword(id, await passwords.hash(password))),
    close: () => void db.close(),
  };
}

function makeAuth(db: Database.Database, secret: string) {
  const field = { required: true, input: false } as const;
  return betterAuth({
    database: db,
    secret,
    // Only for links in e-mails, of which it sends none; cookies take no domain from it.
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', defaultValue: 'contributor', ...field },
        disabled: { type: 'boolean', defaultValue: false, ...field },
        mustChangePassword: { type: 'boolean', defaultValue: false, ...field },
      },
    },
    session: { expiresIn: SESSION_HOURS * 3600, updateAge: 600 },
    advanced: {
      cookiePrefix: 'cleanmatch',
      // An office network has no certificates. Where the page comes over https, a proxy can add Secure.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
  });
}

/** better-auth throws an APIError with a status where what it was given is refused. */
async function refusedAsUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode !== undefined && statusCode < 500) return undefined;
    throw error;
  }
}

/** What signs the cookies. It stands in the file of accounts, so that sessions hold over a restart and nothing need be set. */
function secretOf(db: Database.Database): string {
  db.exec('CREATE TABLE IF NOT EXISTS signing (secret TEXT NOT NULL)');
  const read = db.prepare<[], { secret: string }>('SELECT secret FROM signing');
  return db.transaction(() => {
    const kept = read.get()?.secret;
    if (kept) return kept;
    const secret = randomBytes(32).toString('base64url');
    db.prepare('INSERT INTO signing (secret) VALUES (?)').run(secret);
    return secret;
  })();
}
