import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

import type { Role } from '../../../server/accounts/roles.ts';
import type { MessageGroup } from '../../src/language.ts';

/** Pages of the desk. They stand in one frame, which asks who is there; what each role may do, the server decides. */

type Load = () => Promise<{ default: Component }>;
type Page = (path: string, name: string, load: Load, messages?: MessageGroup) => RouteRecordRaw;

const frame = () => import('./frame/DeskFrame.vue');

export function deskRoutes(page: Page): RouteRecordRaw {
  const inFrame = (path: string, name: string, load: Load, least: Role = 'contributor'): RouteRecordRaw => {
    const route = page(path, name, () => frame().then(load), 'desk');
    return { ...route, meta: { ...route.meta, least } };
  };
  return {
    path: '/desk',
    component: frame,
    children: [
      inFrame('', 'desk-start', () => import('./start/StartPage.vue')),
      inFrame('records', 'desk-records', () => import('./records/RecordsPage.vue')),
      inFrame('records/:id', 'desk-record', () => import('./record/RecordDeskPage.vue')),
      inFrame('records/:id/edit', 'desk-edit', () => import('./edit/EditPage.vue')),
      inFrame('records/:id/merge', 'desk-merge', () => import('./record/MergePage.vue'), 'editor'),
      inFrame('new', 'desk-new', () => import('./edit/NewPage.vue')),
      inFrame('missing/:list', 'desk-missing', () => import('./start/MissingPage.vue'), 'editor'),
      inFrame('coverage', 'desk-coverage', () => import('./start/CoveragePage.vue'), 'editor'),
      inFrame('shipped/:id', 'desk-shipped', () => import('./record/ShippedPage.vue'), 'editor'),
      inFrame('import', 'desk-import', () => import('./import/ImportPage.vue')),
      inFrame('duplicates', 'desk-duplicates', () => import('./start/DuplicatesPage.vue'), 'editor'),
      inFrame('giving', 'desk-giving', () => import('./giving/GivingPage.vue')),
      inFrame('password', 'desk-password', () => import('./frame/PasswordPage.vue')),
      inFrame('audit', 'desk-audit', () => import('./administration/AuditPage.vue'), 'administrator'),
      inFrame('accounts', 'desk-accounts', () => import('./administration/AccountsPage.vue'), 'administrator'),
      inFrame('settings', 'desk-settings', () => import('./administration/SettingsPage.vue'), 'administrator'),
    ],
  };
}
