import type { z } from 'zod';

/** Numbers as people type them, checked against what the draft's schema takes. Pure. */

export type Fault = { code: 'notNumber' | 'whole' } | { code: 'least' | 'most' | 'moreThan'; limit: number };
export type TypedNumber = { kind: 'empty' } | { kind: 'number'; value: number } | { kind: 'fault'; fault: Fault };

const NUMBER = /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[+-]?\d{1,2})?$/i;

/** `times` stands between what is typed and what is stored: 0.01 for a share typed in percent. */
export function readTypedNumber(typed: string, schema: z.ZodType<number | undefined>, times = 1): TypedNumber {
  const plain = typed.normalize('NFKC').replace(/[−–]/g, '-').replace(/\s/g, '');
  if (plain === '') return { kind: 'empty' };
  const number = Number(plain.replaceAll(',', ''));
  if (!NUMBER.test(plain) || !/\d/.test(plain) || !Number.isFinite(number)) return { kind: 'fault', fault: { code: 'notNumber' } };
  const value = times === 1 ? number : Number((number * times).toPrecision(15));
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (!issue) return { kind: 'number', value };
  return { kind: 'fault', fault: faultOf(issue, times) };
}

function faultOf(issue: z.core.$ZodIssue, times: number): Fault {
  const shown = (limit: number | bigint) => Number((Number(limit) / times).toPrecision(15));
  if (issue.code === 'too_small') return { code: issue.inclusive === false ? 'moreThan' : 'least', limit: shown(issue.minimum) };
  if (issue.code === 'too_big') return { code: 'most', limit: shown(issue.maximum) };
  return { code: issue.code === 'invalid_type' && issue.expected === 'int' ? 'whole' : 'notNumber' };
}

/** A number as it stands in a field: all its digits, nothing between them. */
export function fieldText(value: number | undefined, times = 1): string {
  if (value === undefined) return '';
  return String(times === 1 ? value : Number((value / times).toPrecision(12)));
}
