import { onScopeDispose, type Ref, ref } from 'vue';

/** Whether there is room for two columns; follows the window and the zoom. */
export const useWideScreen = () => useMedia('(min-width: 56rem)');

/** Whether things are pressed with a finger, or stand so close that they had better be larger. */
export const useLargeTargets = () => useMedia('(pointer: coarse), (max-width: 40rem)');

function useMedia(condition: string): Readonly<Ref<boolean>> {
  const query = matchMedia(condition);
  const holds = ref(query.matches);
  const follow = () => {
    holds.value = query.matches;
  };
  query.addEventListener('change', follow);
  onScopeDispose(() => query.removeEventListener('change', follow));
  return holds;
}
