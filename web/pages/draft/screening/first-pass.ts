import { CHECKS, type DraftScheme } from '../../../../server/api/draft.ts';
import { verdictOf } from '../../../../server/draft/screening.ts';

/** The first pass of a scheme: five questions, and a verdict that follows from the answers unless a person sets it. Pure. */

export type Check = (typeof CHECKS)[number];
export type FirstPass = NonNullable<DraftScheme['firstPass']>;

/** An answer given. Once all are there they give the verdict; before, a verdict that was set stays. */
export function answered(pass: DraftScheme['firstPass'], check: Check, answer: boolean | undefined): DraftScheme['firstPass'] {
  const checks = { ...pass?.checks, [check]: answer };
  const verdict = verdictOf(checks) ?? pass?.verdict ?? 'doubtful';
  const empty = CHECKS.every((one) => checks[one] === undefined) && !pass?.reason;
  return empty ? undefined : { verdict, reason: pass?.reason ?? '', checks };
}

export function judged(pass: DraftScheme['firstPass'], verdict: FirstPass['verdict'] | undefined): DraftScheme['firstPass'] {
  return verdict ? { reason: '', ...pass, verdict } : undefined;
}

export function reasoned(pass: DraftScheme['firstPass'], reason: string): DraftScheme['firstPass'] {
  return pass && { ...pass, reason };
}
