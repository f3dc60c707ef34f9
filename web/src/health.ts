import { type ShallowRef, shallowRef } from 'vue';

import type { HealthAnswer } from '../../server/api/record.ts';
import { getHealth } from './api.ts';

/** The state of the index, asked for while the page is looked at: often while vectors are being made, seldom afterwards. */

const EVERY_MS = { filling: 2_000, ready: 60_000, 'keyword-only': 60_000, unknown: 10_000 };

const health = shallowRef<HealthAnswer>();
let timer: ReturnType<typeof setTimeout> | undefined;

async function check(): Promise<void> {
  clearTimeout(timer);
  if (!document.hidden) health.value = await getHealth().catch(() => undefined);
  timer = setTimeout(() => void check(), EVERY_MS[health.value?.status ?? 'unknown']);
}

export function watchHealth(): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void check();
  });
  void check();
}

export function useHealth(): Readonly<ShallowRef<HealthAnswer | undefined>> {
  return health;
}
