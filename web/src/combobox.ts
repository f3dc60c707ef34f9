import { type Ref, ref } from 'vue';

/**
 * What is open and marked in an ARIA combobox with a list, and its keys: the arrows go round the list, Enter takes what is marked
 * or else the first, Escape leaves.
 */
export function useCombobox(
  list: Readonly<Ref<HTMLElement | null>>,
  { count, take, leave }: { count(): number; take(index: number): void; leave(): void },
) {
  const open = ref(false);
  const at = ref(-1);

  function close(): void {
    open.value = false;
    at.value = -1;
  }

  function onInput(): void {
    open.value = true;
    at.value = -1;
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const options = count();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      open.value = true;
      if (options > 0) at.value = (at.value + (event.key === 'ArrowDown' ? 1 : options - (at.value < 0 ? 0 : 1))) % options;
      list.value?.children[at.value]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && open.value && options > 0) {
      event.preventDefault();
      take(Math.max(at.value, 0));
    } else if (event.key === 'Escape' && open.value) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  }

  return { open, at, close, onInput, onKey };
}
