import { onScopeDispose, type Ref, ref } from 'vue';

const SECOND_MS = 1_000;

/** Seconds that are left to wait, counted by the clock: a window in the background may sleep meanwhile. */
export function useCountdown(): { seconds: Readonly<Ref<number>>; start: (seconds: number) => void } {
  const seconds = ref(0);
  let until = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick(): void {
    seconds.value = Math.max(0, Math.ceil((until - Date.now()) / SECOND_MS));
    if (seconds.value === 0) clearInterval(timer);
  }
  function start(wait: number): void {
    clearInterval(timer);
    until = Date.now() + wait * SECOND_MS;
    timer = setInterval(tick, SECOND_MS);
    tick();
  }
  onScopeDispose(() => clearInterval(timer));
  return { seconds, start };
}
