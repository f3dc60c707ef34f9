import { MAX_SCHEMES } from '../../../../server/api/draft.ts';
import { schemeFromRecord } from '../../../../server/draft/adopt.ts';
import { getRecord } from '../../../src/api.ts';
import { freeNumber, newId, withSchemes } from '../state/changes.ts';
import { currentContent, draft, edit, keeping } from '../state/workspace.ts';

/** Takes a record of the library over as a scheme: every figure marked with its source and to be checked on site. */
export async function addRecord(id: string): Promise<'added' | 'full' | 'notKept'> {
  const { record } = await getRecord(id);
  if (draft.value.schemes.length >= MAX_SCHEMES) return 'full';
  const scheme = schemeFromRecord(record, newId(), freeNumber(currentContent().draft));
  edit('added', (content) => withSchemes(content, [scheme]));
  return keeping.value === 'full' ? 'notKept' : 'added';
}
