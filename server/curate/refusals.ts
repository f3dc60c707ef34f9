import { StepRefused } from '../../corpus/desk.ts';
import { differences } from '../../corpus/difference.ts';
import { CannotMerge } from '../../corpus/merge.ts';
import { UnprovenGrade } from '../../corpus/proofs.ts';
import type { Words } from '../../corpus/read/choices.ts';
import { RevisionConflict } from '../../corpus/record-rows.ts';
import { HttpProblem } from '../errors.ts';

/** What the library refuses, as problem documents. A conflict carries what stands now and how it differs from what was sent. */

/** Does the work; what the library refuses is told as a problem of the request. `sent` is the record an editor saved. */
export function refusalsAsProblems<T>(work: () => T, present: (id: string) => unknown, sent?: unknown): T {
  try {
    return work();
  } catch (error) {
    throw problemOf(error, present, sent) ?? error;
  }
}

function problemOf(error: unknown, present: (id: string) => unknown, sent: unknown): HttpProblem | undefined {
  if (error instanceof RevisionConflict) {
    const { record } = error.current;
    return new HttpProblem(
      'changed-meanwhile',
      {
        zh: `${error.words.zh}。您写的没有丢,也没有盖掉别人的:请对照后再保存。`,
        en: `${error.words.en}. Nothing of yours was overwritten or lost: compare and save again.`,
      },
      undefined,
      {
        current: present(record.id),
        differences: sent === undefined ? undefined : differences(record, sent),
      },
    );
  }
  if (error instanceof StepRefused) {
    if (error.why === 'missing') return new HttpProblem('not-found', sentence(error.words));
    if (error.why === 'id-taken') return new HttpProblem('conflict', sentence(error.words), [{ field: 'id', text: error.words }]);
    return new HttpProblem(error.why === 'second-person' ? 'second-person-needed' : 'conflict', sentence(error.words));
  }
  if (error instanceof UnprovenGrade) {
    return new HttpProblem('invalid-fields', sentence(error.words), [{ field: 'evidence', text: error.words }]);
  }
  if (error instanceof CannotMerge) return new HttpProblem('conflict', sentence(error.words));
  return undefined;
}

const sentence = ({ zh, en }: Words): Words => ({ zh: `${zh}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` });
