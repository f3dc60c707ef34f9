import type { Value } from '../../../../corpus/kinds/figures.ts';
import type { RecordForm } from '../../../src/desk-api.ts';
import { stepsOf } from '../paths.ts';

/** Values of a form: whatever is typed is kept, whether or not it fits; what fits is what the server says. */

export function asGroup(value: unknown): RecordForm {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asWords(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function asWordList(value: unknown): string[] {
  return asList(value).filter((one): one is string => typeof one === 'string');
}

/** The group with a part changed; an empty part goes, and a group without parts is no group. */
export function withPart(group: RecordForm, name: string, part: unknown): RecordForm | undefined {
  const { [name]: _, ...rest } = group;
  const changed = part === undefined || part === '' ? rest : { ...rest, [name]: part };
  return Object.keys(changed).length > 0 ? changed : undefined;
}

const PLAIN = /^[-+−]?\d+(?:[.,]\d+)*$/;
const RANGE = /^(.+?)\s*(?:–|—|~|～|至|到| to |(?<=\d)-)\s*(.+)$/;

function numberIn(words: string): number | undefined {
  const plain = words.normalize('NFKC').replaceAll(/[,\s]/g, '').replace('−', '-');
  return PLAIN.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}

/** 12.5 → 12.5, 10–20 → [10, 20]; what is no number stays as typed, and the server says what it expects. */
export function valueFromWords(words: string): Value | string | undefined {
  const typed = words.trim();
  if (!typed) return undefined;
  const single = numberIn(typed);
  if (single !== undefined) return single;
  const [, low = '', high = ''] = RANGE.exec(typed) ?? [];
  const from = numberIn(low);
  const to = numberIn(high);
  return from === undefined || to === undefined ? typed : [from, to];
}

export function wordsFromValue(value: unknown): string {
  if (Array.isArray(value)) return value.join('–');
  return value === undefined || value === null ? '' : String(value);
}

export function at(record: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return asGroup(value)[step];
  }, record);
}

/** The record with one value changed, or taken away where it is undefined; nothing else is touched. */
export function put(record: unknown, path: string, value: unknown): unknown {
  const [step, ...rest] = stepsOf(path);
  if (step === undefined) return value;
  const inner = rest.join('.');
  if (Array.isArray(record)) {
    const changed = [...record];
    changed[Number(step)] = inner ? put(record[Number(step)], inner, value) : value;
    return changed;
  }
  const group = asGroup(record);
  const part = inner ? put(group[step], inner, value) : value;
  const { [step]: _, ...others } = group;
  return part === undefined ? others : { ...others, [step]: part };
}

/** Lists without the holes that taking entries away leaves. */
export function withoutHoles(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutHoles(part)]));
}

/** Whether two values say the same, whatever the order of their parts. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, index) => same(one, b[index]));
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return a === b;
  const [left, right] = [asGroup(a), asGroup(b)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => same(left[name], right[name]));
}
