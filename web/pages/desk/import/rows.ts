import type { ImportRow } from '../../../../server/api/import.ts';

/** Rows of a file as they are looked at. */

const ORDER: Record<ImportRow['state'], number> = { wrong: 0, duplicate: 1, changed: 2, new: 3, same: 4 };

/** What needs a person comes first. */
export const STATES = (Object.keys(ORDER) as ImportRow['state'][]).sort((a, b) => ORDER[a] - ORDER[b]);

/** Whether the row can be written. An id that was merged away leads to another record: such a row cannot. */
export function isTakable({ state, problems, alike }: ImportRow): boolean {
  if (problems.length > 0) return false;
  return state === 'new' || state === 'changed' || (state === 'duplicate' && !alike.some(({ why }) => why.includes('merged-id')));
}

export function placeWords({ file, sheet, row }: ImportRow['place'], t: (key: string, values: Record<string, unknown>) => string): string {
  return [file, sheet, row === undefined ? undefined : t('desk.import.row', { n: row })].filter(Boolean).join(' ');
}
