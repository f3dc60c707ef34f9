import { type Ref, ref, type ShallowRef, shallowRef } from 'vue';

import { ApiFailure } from '../../src/api.ts';

/** One thing done at a time: a press while another is under way does nothing, and what failed is kept to be shown. */
export function useActing(): {
  busy: Readonly<Ref<boolean>>;
  failure: ShallowRef<ApiFailure | undefined>;
  act: (work: () => Promise<void>) => Promise<boolean>;
} {
  const busy = ref(false);
  const failure = shallowRef<ApiFailure>();
  async function act(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      failure.value = error instanceof ApiFailure ? error : new ApiFailure('garbled');
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, failure, act };
}
