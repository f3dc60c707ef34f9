import { onScopeDispose, type Ref, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Own figures as the part of the address behind the # holds them: browsers never send it, so they stay here. */

export interface Figures {
  value: string;
  unit: string;
  output: string;
  /** How many units of output one of the number entered is. */
  times: '1' | '10000';
}

export const NO_FIGURES: Figures = { value: '', unit: '', output: '', times: '1' };

/** Longest text kept of a field: a number with its unit is far shorter. */
const LONGEST = 60;

/** Undefined where the part behind the # is something else, such as the place a skip link leads to. */
export function figuresFromHash(hash: string): Figures | undefined {
  const given = new Map(
    hash
      .slice(1)
      .split('&')
      .map((part) => [part.split('=', 1)[0], part.slice(part.indexOf('=') + 1)]),
  );
  if (!given.has('value') && !given.has('output')) return undefined;
  const read = (name: string) => (given.get(name) ?? '').slice(0, LONGEST);
  return { value: read('value'), unit: read('unit'), output: read('output'), times: read('times') === '10000' ? '10000' : '1' };
}

/** Unencoded: the router encodes it. What would part fields has no place in a number or unit. */
export function hashFromFigures({ value, unit, output, times }: Figures): string {
  const parts = [
    ['value', value],
    ['unit', value && unit],
    ['output', output],
    ['times', output && times !== '1' ? times : ''],
  ];
  const text = parts.flatMap(([name, field]) => (field ? [`${name}=${field.replace(/[&#]/g, '')}`] : [])).join('&');
  return text && `#${text}`;
}

/** Typing changes the address once it pauses: browsers refuse many changes a second. */
const WRITE_AFTER_MS = 300;

export function useFigures(): Ref<Figures> {
  const route = useRoute();
  const router = useRouter();
  const figures = ref<Figures>({ ...NO_FIGURES });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const inAddress = () => figuresFromHash(route.hash) ?? NO_FIGURES;

  watch(
    () => route.hash,
    (hash) => {
      const given = figuresFromHash(hash);
      if (given && hashFromFigures(given) !== hashFromFigures(figures.value)) figures.value = given;
    },
    { immediate: true },
  );
  watch(
    figures,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const hash = hashFromFigures(figures.value);
        if (hash !== hashFromFigures(inAddress())) void router.replace({ query: route.query, hash });
      }, WRITE_AFTER_MS);
    },
    { deep: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return figures;
}
