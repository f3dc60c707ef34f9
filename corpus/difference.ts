import { fieldPath } from './read/problem.ts';

/** Two texts of a record, field by field. Pure. */

export interface Difference {
  /** `metrics[2].unit`, `title.en`. Lists of codes and ids differ as a whole, lists of figures entry by entry. */
  field: string;
  /** Absent where the field is not there. */
  before?: unknown;
  after?: unknown;
}

export function differences(before: unknown, after: unknown): Difference[] {
  return differ(before, after, []);
}

function differ(before: unknown, after: unknown, path: PropertyKey[]): Difference[] {
  if (isGroup(before) && isGroup(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differ(before[key], after[key], [...path, key]));
  }
  if (isListOfGroups(before) && isListOfGroups(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => differ(before[i], after[i], [...path, i])).flat();
  }
  return same(before, after) ? [] : [{ field: fieldPath(path), before, after }];
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfGroups(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every(isGroup);
}

/** Whether two values say the same, whatever order their fields stand in. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => same(value, b[i]));
  if (isGroup(a) && isGroup(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
  return a === b;
}
