import type { z } from 'zod';

import type { ChangeAnswer } from '../../../../server/api/desk/record.ts';

/** What was done with a record, to be said on its page; another page that leads there leaves it here. */

export type Changed = z.infer<typeof ChangeAnswer>;

export interface Done {
  /** Locale key below desk.done. */
  what: string;
  findable?: Changed['findable'];
}

let left: { id: string; done: Done } | undefined;

export function leaveDone(answer: Changed, what: string): void {
  left = { id: answer.id, done: doneOf(answer, what) };
}

export function takeDone(id: string): Done | undefined {
  const done = left?.id === id ? left.done : undefined;
  left = undefined;
  return done;
}

export function doneOf({ findable }: Changed, what: string): Done {
  return { what, findable };
}
