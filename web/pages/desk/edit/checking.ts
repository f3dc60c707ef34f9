import { computed, onScopeDispose, ref, type ShallowRef, shallowRef, watch } from 'vue';

import type { FieldProblem } from '../../../../server/api/desk/field.ts';
import type { CheckAnswer } from '../../../../server/api/desk/form.ts';
import { checkRecord, type RecordForm } from '../../../src/desk-api.ts';

/** What is wrong with the record as far as it is typed: asked for when the typing pauses. A check that fails says nothing; saving does. */

const PAUSE_MS = 500;

export interface Checking {
  /** By path: what is wrong there. */
  problems: ShallowRef<FieldProblem[]>;
  answer: ShallowRef<CheckAnswer | undefined>;
  pending: Readonly<ShallowRef<boolean>>;
  /** What the server refused when it was asked to save. */
  refuse: (problems: FieldProblem[]) => void;
}

export function useChecking(record: () => RecordForm): Checking {
  const answer = shallowRef<CheckAnswer>();
  const refused = shallowRef<FieldProblem[]>([]);
  const pending = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  async function check(): Promise<void> {
    const mine = new AbortController();
    running = mine;
    const found = await checkRecord(record(), mine.signal).catch(() => undefined);
    if (running !== mine || mine.signal.aborted) return;
    pending.value = false;
    if (found) {
      answer.value = found;
      refused.value = [];
    }
  }

  watch(
    record,
    () => {
      clearTimeout(timer);
      running?.abort();
      pending.value = true;
      timer = setTimeout(() => void check(), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    running?.abort();
  });
  return {
    answer,
    pending,
    problems: computed(() => (refused.value.length > 0 ? refused.value : (answer.value?.problems ?? []))),
    refuse: (problems) => {
      refused.value = problems;
    },
  };
}
