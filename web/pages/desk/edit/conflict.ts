import type { DeskRecord } from '../../../../server/api/desk/record.ts';
import type { Difference } from '../../../../server/api/parts.ts';
import type { RecordForm } from '../../../src/desk-api.ts';
import { asGroup, at, put, same, withoutHoles } from './values.ts';

/** Two people changed one record: field by field what each wrote, and the text that comes of what is chosen. */

export type Side = 'theirs' | 'mine';

export interface Clash {
  field: string;
  base: unknown;
  theirs: unknown;
  mine: unknown;
  touchedBy: Side | 'both';
  /** The change, where only one of them touched the field; where both did, somebody must choose. */
  chosen?: Side;
}

/** `differences` go from what stands now to what was sent. */
export function clashesOf(base: RecordForm, differences: Difference[]): Clash[] {
  return differences.map(({ field, before, after }) => {
    const began = at(base, field);
    const touchedBy = same(began, before) ? 'mine' : same(began, after) ? 'theirs' : 'both';
    return {
      field,
      base: began,
      theirs: before,
      mine: after,
      touchedBy,
      chosen: touchedBy === 'both' ? undefined : touchedBy,
    };
  });
}

/** What stands now, with each field as it was chosen. */
export function settled(current: DeskRecord['record'], clashes: Clash[]): RecordForm {
  const merged = clashes.reduce<unknown>(
    (record, { field, mine, chosen }) => (chosen === 'mine' ? put(record, field, mine) : record),
    current,
  );
  return asGroup(withoutHoles(merged));
}
