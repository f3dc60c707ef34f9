import type { RecordForm } from '../../../src/desk-api.ts';
import { asGroup } from './values.ts';

/** What is typed and not saved, kept in this window until it is: a reload, or a session that ends, loses nothing. */

export interface Unsaved {
  /** The text from which the editing began, and its revision; none where the record is new. */
  base: RecordForm;
  revision?: number;
  record: RecordForm;
  reason: string;
}

/** Goes up when what is stored changes its form; an older form is then forgotten. */
const VERSION = 1;

const key = (name: string) => `cleanmatch.desk.${VERSION}.${name}`;

export function recallUnsaved(name: string): Unsaved | undefined {
  try {
    const stored = asGroup(JSON.parse(sessionStorage.getItem(key(name)) ?? 'null'));
    if (!('record' in stored)) return undefined;
    const { base, revision, record, reason } = stored;
    return {
      base: asGroup(base),
      revision: typeof revision === 'number' ? revision : undefined,
      record: asGroup(record),
      reason: typeof reason === 'string' ? reason : '',
    };
  } catch {
    return undefined;
  }
}

/** Storage may be forbidden or full: then the text lives as long as the page. */
export function keepUnsaved(name: string, unsaved: Unsaved): void {
  try {
    sessionStorage.setItem(key(name), JSON.stringify(unsaved));
  } catch {
    // Nothing to be done: see above.
  }
}

export function forgetUnsaved(name: string): void {
  try {
    sessionStorage.removeItem(key(name));
  } catch {
    // Nothing was kept either.
  }
}
