import { stringify } from 'csv-stringify/sync';

import type { Lang } from '../../corpus/kinds/text.ts';
import type { Draft } from '../api/draft.ts';
import { asText } from '../files/text-cell.ts';
import { COLUMNS } from './columns.ts';
import { say } from './words.ts';

/**
 * A draft's schemes as the sheet that can be imported again (an empty draft gives its template). Cells that a spreadsheet would
 * take for a formula are written as text.
 */
export function csvFile({ schemes }: Draft, lang: Lang): string {
  const rows = schemes.map((scheme) =>
    COLUMNS.map(({ take, choices }) => {
      const value = take(scheme);
      if (typeof value === 'number' || value === undefined) return value ?? '';
      const choice = choices?.[value];
      return asText(choice ? say(choice, lang) : value);
    }),
  );
  return stringify([COLUMNS.map((column) => column[lang]), ...rows], { bom: true, record_delimiter: 'windows' });
}
