import { differences } from '../../corpus/difference.ts';
import type { Head } from '../../corpus/heads.ts';
import type { Library } from '../../corpus/library.ts';
import type { Account } from '../accounts/accounts.ts';
import type { DeskCard, DeskRecord } from '../api/desk/record.ts';
import { codeNames } from '../present.ts';
import { checkRecord } from './checking.ts';
import { actionsOn } from './permissions.ts';

/** Records as the desk shows them. */

export function presentDeskCard({ record, state, revision, changedAt, author, writer, standing }: Head): DeskCard {
  const { id, kind, title } = record;
  return { id, kind, title, state, revision, changedAt, author, writer, isPublished: standing === 'published' };
}

/** `askedFor` is the id in the address, which may have been merged into this record. */
export function presentDeskRecord(library: Library, head: Head, account: Account, askedFor = head.record.id): DeskRecord {
  const settings = library.settings.get();
  const { record, published } = head;
  return {
    ...presentDeskCard(head),
    record,
    published: published && { ...published, differences: differences(published.record, record) },
    redirectedFrom: askedFor === record.id ? undefined : askedFor,
    proofs: library.desk.proofs.of(record.id),
    names: codeNames(record),
    problems: checkRecord(library, record).problems,
    actions: actionsOn(head, account, settings),
    needsSecondPerson: settings.secondPerson && head.writer === account.email && head.state !== 'published' && head.state !== 'retired',
  };
}
