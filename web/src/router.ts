import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';

import AskPage from '../pages/ask/AskPage.vue';
import { currentLang, langOf, type MessageGroup, preferredLang, useLang } from './language.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Messages that come with this page, not with the first load. */
    messages?: MessageGroup;
  }
}

/** Pages and their addresses. The page people arrive at comes with the first load, each other one when it is opened. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'ask', component: AskPage },
    { path: '/results', name: 'results', component: () => import('../pages/results/ResultsPage.vue') },
    { path: '/records/:id', name: 'record', component: () => import('../pages/record/RecordPage.vue') },
    { path: '/library', name: 'library', component: () => import('../pages/library/LibraryPage.vue') },
    { path: '/library/coverage', name: 'coverage', component: () => import('../pages/library/CoverageMap.vue') },
    { path: '/benchmark', name: 'benchmark', component: () => import('../pages/benchmark/BenchmarkPage.vue') },
    { path: '/overview', name: 'overview', component: () => import('../pages/overview/OverviewPage.vue') },
    { path: '/compare', name: 'compare', component: () => import('../pages/compare/ComparePage.vue') },
    { path: '/shortlist', name: 'shortlist', component: () => import('../pages/shortlist/ShortlistPage.vue') },
    { path: '/:path(.*)*', name: 'not-found', component: () => import('../pages/not-found/NotFoundPage.vue') },
  ],
  scrollBehavior(to, from, saved) {
    if (saved) return saved;
    if (to.hash) return { el: to.hash };
    return isAnotherPage(to, from) ? { top: 0 } : false;
  },
});

/** A change of the question re-ranks in place; another page, also one of a list, begins at its top. */
function isAnotherPage(to: RouteLocationNormalized, from: RouteLocationNormalized): boolean {
  return to.path !== from.path || to.query.page !== from.query.page;
}

let started = false;

/** The language stands in the address of every page but the Chinese ones, and links need not carry it. */
router.beforeEach(async (to) => {
  const asked = langOf(to.query.lang);
  const lang = asked ?? (started ? currentLang() : preferredLang());
  if (!started || lang !== currentLang() || to.meta.messages) await useLang(lang, to.meta.messages);
  started = true;
  if (lang === 'en' && !asked) return { ...to, query: { ...to.query, lang } };
  return true;
});

/** A new page takes the focus, so that keyboard and screen reader begin at its top and not where the link was. */
router.afterEach((to, from) => {
  if (from.matched.length > 0 && isAnotherPage(to, from)) document.getElementById('content')?.focus({ preventScroll: true });
});
