import type { Role } from '../../server/accounts/roles.ts';

/** Roles in order: each may do all that those before it may. Typed so that a new one fails the type check here. */
const ORDER: Record<Role, number> = { contributor: 0, editor: 1, administrator: 2 };

export const ROLES = (Object.keys(ORDER) as Role[]).sort((a, b) => ORDER[a] - ORDER[b]);

export function reaches(role: Role, least: Role): boolean {
  return ORDER[role] >= ORDER[least];
}
