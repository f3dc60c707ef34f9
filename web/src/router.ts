import type { Component } from 'vue';
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw, type RouteRecordRaw } from 'vue-router';

import type { Role } from '../../server/accounts/roles.ts';
import AskPage from '../pages/ask/AskPage.vue';
import { deskRoutes } from '../pages/desk/routes.ts';
import UnloadedPage from '../pages/not-found/UnloadedPage.vue';
import { focusContent } from './focus.ts';
import { currentLang, langOf, type MessageGroup, preferredLang, useLang } from './language.ts';
import { answersShown } from './load.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Messages that come with this page, not with the first load. */
    messages?: MessageGroup;
    /** At the desk: who may see the page, where not everyone signed in may. */
    least?: Role;
  }
}

type Load = () => Promise<{ default: Component }>;

/** Pages that are files of their own, by name. */
const files = new Map<string, Load>();

function page(path: string, name: string, load: Load, messages?: MessageGroup): RouteRecordRaw {
  files.set(name, load);
  return { path, name, component: load, meta: { messages } };
}

/** Pages and their addresses. The page people arrive at comes with the first load, each other one when it is opened. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'ask', component: AskPage },
    page('/results', 'results', () => import('../pages/results/ResultsPage.vue')),
    page('/records/:id', 'record', () => import('../pages/record/RecordPage.vue')),
    page('/library', 'library', () => import('../pages/library/LibraryPage.vue')),
    page('/library/coverage', 'coverage', () => import('../pages/library/CoverageMap.vue')),
    page('/benchmark', 'benchmark', () => import('../pages/benchmark/BenchmarkPage.vue')),
    page('/overview', 'overview', () => import('../pages/overview/OverviewPage.vue')),
    page('/compare', 'compare', () => import('../pages/compare/ComparePage.vue')),
    page('/shortlist', 'shortlist', () => import('../pages/shortlist/ShortlistPage.vue')),
    page('/draft/:view(schemes|economics|screening|export)?', 'draft', () => import('../pages/draft/DraftPage.vue'), 'draft'),
    deskRoutes(page),
    page('/:path(.*)*', 'not-found', () => import('../pages/not-found/NotFoundPage.vue')),
    // Reached by its name alone: it stands at the address of the page that could not be loaded.
    { path: '/:path(.*)*', name: 'unloaded', component: UnloadedPage },
  ],
  async scrollBehavior(to, from, saved) {
    if (saved) {
      // A page that is still empty is too short to be scrolled to where the reader was.
      await answersShown();
      return router.currentRoute.value.fullPath === to.fullPath ? saved : false;
    }
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
  if (to.name === 'unloaded') return true;
  const asked = langOf(to.query.lang);
  const lang = asked ?? (started ? currentLang() : preferredLang());
  if (!started || lang !== currentLang() || to.meta.messages) {
    try {
      await useLang(lang, to.meta.messages);
    } catch (error) {
      // Messages are files too. Without those of any language there is nothing to say it in.
      if (!started) throw error;
      return unloaded(to);
    }
  }
  started = true;
  if (lang === 'en' && !asked) return { ...to, query: { ...to.query, lang } };
  return true;
});

/**
 * Each page is a file of its own, and the network may be gone when it is opened. Then that is said, at the address that was
 * asked for.
 */
router.beforeEach(async (to) => {
  try {
    await files.get(String(to.name))?.();
    return true;
  } catch {
    return unloaded(to);
  }
});

function unloaded({ path, query, hash }: RouteLocationNormalized): RouteLocationRaw {
  return { name: 'unloaded', params: { path: path.slice(1).split('/') }, query, hash };
}

/** A new page takes the focus, so that keyboard and screen reader begin at its top and not where the link was. */
router.afterEach((to, from) => {
  if (from.matched.length > 0 && isAnotherPage(to, from)) focusContent();
});
