import { computed, type Ref, ref, shallowRef, watch } from 'vue';

import type { DeskRecord } from '../../../../server/api/desk/record.ts';
import type { Difference } from '../../../../server/api/parts.ts';
import { createRecord, type RecordForm, saveRecord, takeStep } from '../../../src/desk-api.ts';
import { useActing } from '../acting.ts';
import type { Changed } from '../record/done.ts';
import { forgetUnsaved, keepUnsaved, recallUnsaved } from './unsaved.ts';
import { asGroup, same, withoutHoles } from './values.ts';

/** A text on its way from the form to the library: kept while it is typed, saved against the revision it began from. */

export interface Conflict {
  current: DeskRecord;
  differences: Difference[];
}

export function useEditing(start: RecordForm, standing: DeskRecord | undefined) {
  const name = standing?.id ?? `new.${String(start.kind)}`;
  const kept = recallUnsaved(name);
  const base: Ref<RecordForm> = shallowRef(kept?.base ?? start);
  const revision = ref(kept?.revision ?? standing?.revision);
  const record: Ref<RecordForm> = shallowRef(kept?.record ?? start);
  const reason = ref(kept?.reason ?? '');
  const conflict = shallowRef<Conflict>();
  /** Something typed in an earlier visit stands in the form. */
  const restored = ref(kept !== undefined && !same(kept.record, kept.base));
  const { busy, failure, act } = useActing();
  const changed = computed(() => !same(record.value, base.value));

  watch([record, reason], () => {
    if (changed.value || reason.value)
      keepUnsaved(name, { base: base.value, revision: revision.value, record: record.value, reason: reason.value });
    else forgetUnsaved(name);
  });

  /** Back to what stands in the library. */
  function startAgain(): void {
    base.value = start;
    revision.value = standing?.revision;
    record.value = start;
    reason.value = '';
    restored.value = false;
    forgetUnsaved(name);
  }

  /** The answer where it was saved, whether or not it could be submitted too; nothing where it was refused, or somebody else was there before. */
  async function save(andSubmit: boolean): Promise<Changed | undefined> {
    let answer: Changed | undefined;
    await act(async () => {
      const sent = asGroup(withoutHoles(record.value));
      const saved =
        standing && revision.value !== undefined
          ? await saveRecord(standing.id, sent, reason.value, revision.value)
          : await createRecord(sent, reason.value);
      forgetUnsaved(name);
      answer = saved;
      if (andSubmit) answer = await takeStep(saved.id, 'submit', reason.value, saved.revision);
    });
    if (answer) return answer;
    const problem = failure.value?.problem;
    if (failure.value?.status === 412 && isDeskRecord(problem?.current)) {
      conflict.value = { current: problem.current, differences: problem.differences ?? [] };
      failure.value = undefined;
    }
    return undefined;
  }

  /** The text that came of both stands in the form, and is saved against what the other wrote. */
  function settle(merged: RecordForm): void {
    if (!conflict.value) return;
    const { current } = conflict.value;
    base.value = current.record;
    revision.value = current.revision;
    record.value = merged;
    conflict.value = undefined;
    keepUnsaved(name, { base: base.value, revision: revision.value, record: merged, reason: reason.value });
  }

  return { record, base, reason, conflict, restored, changed, busy, failure, save, settle, startAgain };
}

/** The problem document says of `current` only that something is there: the desk's routes put a record there. */
function isDeskRecord(value: unknown): value is DeskRecord {
  return typeof value === 'object' && value !== null && 'record' in value && 'revision' in value;
}
