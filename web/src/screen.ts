import { onScopeDispose, type Ref, ref } from 'vue';

/** Whether there is room for two columns; follows the window and the zoom. */
export function useWideScreen(): Readonly<Ref<boolean>> {
  const query = matchMedia('(min-width: 56rem)');
  const wide = ref(query.matches);
  const follow = () => {
    wide.value = query.matches;
  };
  query.addEventListener('change', follow);
  onScopeDispose(() => query.removeEventListener('change', follow));
  return wide;
}
