import { nextTick, onScopeDispose, type Ref, ref, type ShallowRef, shallowReactive, shallowRef, watch } from 'vue';

import { ApiFailure } from './api.ts';

/** Waiting shorter than this shows nothing: a skeleton that flashes is worse than none. */
const SLOW_AFTER_MS = 200;

/** Answers that pages wait for now. */
const awaited = shallowReactive(new Set<AbortController>());

/** Once the page that is shown has all its answers and shows them. */
export async function answersShown(): Promise<void> {
  await nextTick();
  if (awaited.size > 0)
    await new Promise<void>((resolve) => {
      const stop = watch(
        () => awaited.size,
        (size) => {
          if (size > 0) return;
          stop();
          resolve();
        },
      );
    });
  await nextTick();
}

export interface Loaded<T> {
  /** The last answer; it stays while a newer one is on its way, so that a page re-ranks instead of going blank. */
  data: ShallowRef<T | undefined>;
  failure: ShallowRef<ApiFailure | undefined>;
  pending: Ref<boolean>;
  slow: Ref<boolean>;
  reload: () => void;
}

/** Loads whenever what is asked for changes; an older request is aborted. Nothing is asked while `key` is undefined. */
export function useLoad<K, T>(key: () => K | undefined, load: (key: K, signal: AbortSignal) => Promise<T>): Loaded<T> {
  const data = shallowRef<T>();
  const failure = shallowRef<ApiFailure>();
  const pending = ref(false);
  const slow = ref(false);
  let running: AbortController | undefined;

  async function run(): Promise<void> {
    running?.abort();
    const wanted = key();
    if (wanted === undefined) {
      data.value = undefined;
      pending.value = false;
      return;
    }
    const mine = new AbortController();
    running = mine;
    awaited.add(mine);
    pending.value = true;
    const timer = setTimeout(() => {
      slow.value = running === mine;
    }, SLOW_AFTER_MS);
    try {
      const answer = await load(wanted, mine.signal);
      if (running !== mine) return;
      data.value = answer;
      failure.value = undefined;
    } catch (error) {
      if (running !== mine || mine.signal.aborted) return;
      failure.value = error instanceof ApiFailure ? error : new ApiFailure('garbled');
    } finally {
      clearTimeout(timer);
      awaited.delete(mine);
      if (running === mine) {
        pending.value = false;
        slow.value = false;
      }
    }
  }

  watch(
    () => JSON.stringify(key()),
    () => void run(),
    { immediate: true },
  );
  const again = () => {
    if (failure.value?.kind === 'unreachable') void run();
  };
  addEventListener('online', again);
  onScopeDispose(() => {
    removeEventListener('online', again);
    running?.abort();
    running = undefined;
  });
  return { data, failure, pending, slow, reload: () => void run() };
}
