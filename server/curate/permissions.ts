import type { Head } from '../../corpus/heads.ts';
import type { Settings } from '../../corpus/settings.ts';
import type { Account } from '../accounts/accounts.ts';
import { reaches } from '../accounts/roles.ts';
import type { Action } from '../api/desk/record.ts';
import { HttpProblem } from '../errors.ts';

/**
 * Who may do what with a record. A route's least role stands in routes/table.ts; this is what depends on the record:
 * contributors see what they offered, and may change it until it is submitted.
 */

export function isEditor({ role }: Account): boolean {
  return reaches(role, 'editor');
}

export function mayOpen(head: Head, account: Account): boolean {
  return isEditor(account) || head.creator === account.email;
}

/** What the account may do with the record as it stands. */
export function actionsOn(head: Head, account: Account, { secondPerson }: Settings): Action[] {
  if (!isEditor(account)) return mayOpen(head, account) && head.state === 'draft' && head.standing === 'draft' ? ['save', 'submit'] : [];
  const graded = head.record.kind === 'case' || head.record.kind === 'technique';
  const always: Action[] = head.state === 'retired' ? [] : ['save', 'retire', 'merge', ...(graded ? ['prove' as const] : [])];
  const mayPublish = head.state === 'in-review' ? !secondPerson || head.writer !== account.email : head.state === 'draft' && !secondPerson;
  return [
    ...always,
    ...(head.state === 'draft' ? ['submit' as const] : []),
    ...(head.state === 'in-review' ? ['send-back' as const] : []),
    ...(mayPublish ? ['publish' as const] : []),
    ...(head.published ? ['discard' as const] : []),
    'restore',
  ];
}

/** Refuses what the account may not do with this record, whatever its state lets others do. */
export function requireAction(head: Head, account: Account, action: 'open' | 'save' | 'submit'): void {
  if (isEditor(account)) return;
  if (!mayOpen(head, account))
    throw new HttpProblem('not-allowed', {
      zh: '供稿人只能看自己提供的记录。',
      en: 'Contributors see the records that they offered themselves.',
    });
  if (action !== 'open' && !(head.state === 'draft' && head.standing === 'draft'))
    throw new HttpProblem('not-allowed', {
      zh: '已经提交,现在由编辑处理:要修改,请编辑退回。',
      en: 'It was submitted and is with the editors now: they can send it back to you.',
    });
}
