import { onScopeDispose, ref, watchEffect } from 'vue';

import { useLanguage } from './language.ts';

/** What the page is called, for the window and for the live region that tells screen readers of a new page. */
export const pageTitle = ref('');

/** Names the page; the name follows the language. */
export function usePageTitle(title: () => string | undefined): void {
  const { t } = useLanguage();
  const stop = watchEffect(() => {
    const own = title();
    document.title = own ? `${own} · ${t('site.name')}` : t('site.title');
    pageTitle.value = own ?? t('site.title');
  });
  onScopeDispose(stop);
}
