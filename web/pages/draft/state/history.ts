import type { Content } from './content.ts';

/** Steps back and forward. What is typed into one field without a pause is one step. Pure. */

/** What a step did, for telling the person what was undone. */
export type StepName = 'typed' | 'chosen' | 'added' | 'removed' | 'imported' | 'confirmed' | 'scaled' | 'opened' | 'cleared' | 'elsewhere';

interface Step {
  name: StepName;
  content: Content;
  field?: string;
  /** When it was last added to, ms. */
  at: number;
}

export interface History {
  past: readonly Step[];
  future: readonly Step[];
}

export const NO_HISTORY: History = { past: [], future: [] };

/** Drafts share what they have in common, so that many steps take little room. */
const MOST_STEPS = 200;
const PAUSE_MS = 1_500;

export function remembered({ past }: History, before: Content, name: StepName, at: number, field?: string): History {
  const last = past.at(-1);
  const goesOn = last && field !== undefined && last.field === field && last.name === name && at - last.at < PAUSE_MS;
  const step = goesOn ? { ...last, at } : { name, content: before, field, at };
  return { past: [...(goesOn ? past.slice(0, -1) : past), step].slice(-MOST_STEPS), future: [] };
}

/** The step back and what is shown then; undefined at the beginning. */
export function undone({ past, future }: History, now: Content): { history: History; content: Content; name: StepName } | undefined {
  const step = past.at(-1);
  if (!step) return undefined;
  return { history: { past: past.slice(0, -1), future: [...future, { ...step, content: now }] }, content: step.content, name: step.name };
}

export function redone({ past, future }: History, now: Content): { history: History; content: Content; name: StepName } | undefined {
  const step = future.at(-1);
  if (!step) return undefined;
  // Typing that follows begins a step of its own.
  const back = { ...step, content: now, field: undefined };
  return { history: { past: [...past, back], future: future.slice(0, -1) }, content: step.content, name: step.name };
}
