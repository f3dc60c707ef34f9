import { StepRefused } from '../../corpus/desk.ts';
import { differences } from '../../corpus/difference.ts';
import { CannotMerge } from '../../corpus/merge.ts';
import { UnprovenGrade } from '../../corpus/proofs.ts';
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
      `${error.message}. Nothing of yours was overwritten or lost: compare and save again.`,
      undefined,
      {
        current: present(record.id),
        differences: sent === undefined ? undefined : differences(record, sent),
      },
    );
  }
  if (error instanceof StepRefused) {
    if (error.why === 'missing') return new HttpProblem('not-found', sentence(error.message));
    if (error.why === 'id-taken') return new HttpProblem('conflict', sentence(error.message), [{ field: 'id', message: error.message }]);
    return new HttpProblem(error.why === 'second-person' ? 'second-person-needed' : 'conflict', sentence(error.message));
  }
  if (error instanceof UnprovenGrade) {
    return new HttpProblem('invalid-fields', sentence(error.message), [{ field: 'evidence', message: error.message }]);
  }
  if (error instanceof CannotMerge) return new HttpProblem('conflict', sentence(error.message));
  return undefined;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
