import { z } from 'zod';

/** Who may do what. Roles stand in order: each may do all that those before it may. Reading needs none. */

export const Role = z.enum(['contributor', 'editor', 'administrator']);
export type Role = z.infer<typeof Role>;

export const ROLE_CHOICES: Record<LeastRole, string> = { anyone: '任何人', contributor: '供稿人', editor: '编辑', administrator: '管理员' };

/** The least role a route asks for. */
export type LeastRole = 'anyone' | Role;

export function reaches(role: Role, least: LeastRole): boolean {
  return least === 'anyone' || Role.options.indexOf(role) >= Role.options.indexOf(least);
}
