import { ref, watch } from 'vue';

import { recall, remember } from './storage.ts';

/** Light, dark, or as the system says. The resolved one stands in <html data-theme>, set before the first paint by before-paint.js. */

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const system = matchMedia('(prefers-color-scheme: dark)');

const stored = recall('cleanmatch.theme');
export const theme = ref<Theme>(THEMES.find((known) => known === stored) ?? 'auto');

function apply(): void {
  const dark = theme.value === 'dark' || (theme.value === 'auto' && system.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

watch(theme, (chosen) => {
  remember('cleanmatch.theme', chosen);
  apply();
});
system.addEventListener('change', apply);
