import './without-eval.ts';

import { LibraryRecord } from '../../../../corpus/kinds/kinds.ts';
import type { RecordForm } from '../../../src/desk-api.ts';
import { asGroup, put, withoutHoles } from './values.ts';

/**
 * The record that a reader would see of what is typed so far: parts that do not fit their schema yet are left out. Where
 * something is missing without which there is no record, there is nothing to see yet.
 */

/** Stands for what is still to be typed, in the preview only. */
const UNTYPED = { id: 'new-record', title: { zh: '……' }, summary: { zh: '……' }, industries: ['*'] };
/** Each round takes away what does not fit; what is within a part that went needs another look. */
const ROUNDS = 6;

export function readable(form: RecordForm): LibraryRecord | undefined {
  let record: unknown = form;
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = LibraryRecord.safeParse(record);
    if (parsed.success) return parsed.data;
    for (const { path, code, ...issue } of parsed.error.issues) {
      const keys = code === 'unrecognized_keys' && 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : [];
      for (const key of keys) record = put(record, [...path, key].join('.'), undefined);
      // The whole entry of a list goes, or the whole field.
      const last = path.findLastIndex((step) => typeof step === 'number');
      if (keys.length === 0) record = put(record, path.slice(0, last >= 0 ? last + 1 : 1).join('.'), undefined);
    }
    record = { ...UNTYPED, ...asGroup(withoutHoles(record)) };
  }
  return undefined;
}
