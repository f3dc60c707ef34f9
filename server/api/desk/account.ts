import { z } from 'zod';

import { Role } from '../../accounts/roles.ts';

/** Signing in, and the accounts that administrators keep. */

/** Shortest password taken, in characters. */
export const MIN_PASSWORD = 10;

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email('an e-mail address is expected, such as li@example.org'));
export const PersonName = z.string().trim().min(1, 'a name is expected').max(100);
export const Password = z.string().min(MIN_PASSWORD, `a password has at least ${MIN_PASSWORD} characters`).max(128);

export const Account = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  /** A disabled account keeps its name in the history and cannot sign in. */
  disabled: z.boolean(),
  /** It has a one-time password: until it sets its own, it can do nothing else. */
  mustChangePassword: z.boolean(),
  createdAt: z.string(),
});
export type Account = z.infer<typeof Account>;

export const SignInRequest = z.strictObject({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(128) });

/** Nobody is signed in where the account is null. */
export const SessionAnswer = z.object({
  account: Account.nullable(),
  /** When the session ends if nothing is done, ISO 8601. */
  expiresAt: z.string().optional(),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

export const PasswordChangeRequest = z.strictObject({ current: z.string().min(1).max(128), next: Password });

export const AccountsAnswer = z.object({ accounts: z.array(Account) });

/** Without a password a one-time one is made and shown once. */
export const NewAccountRequest = z.strictObject({ email: Email, name: PersonName, role: Role, password: Password.optional() });
export type NewAccountRequest = z.infer<typeof NewAccountRequest>;

export const AccountChangeRequest = z
  .strictObject({ name: PersonName.optional(), role: Role.optional(), disabled: z.boolean().optional() })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: 'one of name, role and disabled is expected',
  });
export type AccountChangeRequest = z.infer<typeof AccountChangeRequest>;

export const AccountPasswordRequest = z.strictObject({ password: Password.optional() });

/** `oneTimePassword` is shown this once and kept nowhere. */
export const AccountAnswer = z.object({ account: Account, oneTimePassword: z.string().optional() });
export type AccountAnswer = z.infer<typeof AccountAnswer>;
