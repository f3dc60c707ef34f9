import { computed, ref } from 'vue';

import type { RecordCard } from '../../server/api/parts.ts';

/** Techniques ticked for a comparison, kept while the page is open; the comparison itself has its ids in the address. */

export const LEAST_COMPARED = 2;
export const MOST_COMPARED = 5;

export type Comparable = Pick<RecordCard, 'id' | 'title'>;

const chosen = ref<Comparable[]>([]);

export const comparison = computed<readonly Comparable[]>(() => chosen.value);
export const isComparisonFull = computed(() => chosen.value.length >= MOST_COMPARED);

/** A technique, or a case that stands for itself, has figures and proof to set side by side. */
export function canCompare({ kind }: Pick<RecordCard, 'kind'>): boolean {
  return kind === 'technique' || kind === 'case';
}

export function isCompared(id: string): boolean {
  return chosen.value.some((one) => one.id === id);
}

export function setCompared(one: Comparable, on: boolean): void {
  const others = chosen.value.filter(({ id }) => id !== one.id);
  if (!on) chosen.value = others;
  else if (others.length < MOST_COMPARED) chosen.value = [...others, { id: one.id, title: one.title }];
}

export function clearComparison(): void {
  chosen.value = [];
}

/** The techniques a comparison was opened with, so that further ones can be added to them. */
export function takeUp(ones: readonly Comparable[]): void {
  chosen.value = ones.slice(0, MOST_COMPARED).map(({ id, title }) => ({ id, title }));
}

export function compareAddress(ids: readonly string[]) {
  return { name: 'compare', query: { ids: ids.join(',') } };
}
