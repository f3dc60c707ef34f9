import { onBeforeUpdate, onUpdated, type Ref } from 'vue';

/** What has the focus may go away: a chip, a row, a message. The reader must not have to begin at the top of the page again. */

const PRESSED = 'button:not([disabled]), a[href], input:not([disabled])';

/**
 * Where the pressed part of a list goes away, the one that takes its place gets the focus; where none is left, the list
 * itself does where it has a tabindex, else the page's content.
 */
export function useKeptFocus(container: Readonly<Ref<HTMLElement | null>>): void {
  let held: { element: Element; place: number } | undefined;
  const stops = () => [...(container.value?.querySelectorAll<HTMLElement>(PRESSED) ?? [])];
  onBeforeUpdate(() => {
    const element = document.activeElement;
    held =
      element && container.value?.contains(element) ? { element, place: stops().findIndex((stop) => stop.contains(element)) } : undefined;
  });
  onUpdated(() => {
    if (!held || held.element.isConnected) return;
    const left = stops();
    (left[Math.min(held.place, left.length - 1)] ?? container.value)?.focus({ preventScroll: true });
    if (document.activeElement === document.body) focusContent();
  });
}

/** The beginning of the page's content, for when what had the focus is gone with all around it. */
export function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
