import type { Head } from '../../corpus/heads.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Library, State } from '../../corpus/library.ts';

/** Records brought to where a test begins, by the steps that editors take (corpus/desk.ts). */

export const WRITER = { author: 'li@centre.example', reason: 'figures corrected' };
export const SECOND = { author: 'wang@centre.example', reason: 'looked at' };

/** The text in this state: written by one person, published by another. */
export function bringTo(library: Library, record: LibraryRecord, state: State = 'published'): Head {
  const { desk } = library;
  return library.together(() => {
    const { id } = record;
    const before = desk.head(id);
    const written = before ? desk.save(record, WRITER, before.revision) : desk.create(record, WRITER);
    if (state === 'published' || state === 'in-review') {
      const submitted = desk.submit(id, WRITER, written.revision);
      return state === 'published' ? desk.publish(id, SECOND, submitted.revision) : submitted;
    }
    if (state === 'draft' && written.standing === 'draft') return written;
    const retired = desk.retire(id, SECOND, written.revision);
    return state === 'draft' ? desk.restore(id, written.revision, WRITER, retired.revision) : retired;
  });
}

/** Both as they stand now. */
export function mergeInto(library: Library, from: string, into: string): Head {
  const { desk } = library;
  const revision = (id: string) => desk.head(id)?.revision ?? 0;
  return desk.merge(from, into, { ...SECOND, reason: 'same text twice' }, { from: revision(from), into: revision(into) });
}
