import type { LeastRole } from '../accounts/roles.ts';

/**
 * All routes of the server: method, path below /api, and the least role that may use it. Guards and the refusal of other
 * methods are made from it (accounts/guard.ts); a route that is mounted and not listed here cannot be reached, and
 * test/api/desk-roles.test.ts fails.
 */

export interface RouteEntry {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  least: LeastRole;
}

type Route = readonly [RouteEntry['method'], string];

const entries = (least: LeastRole, routes: Route[]): RouteEntry[] => routes.map(([method, path]) => ({ method, path, least }));

export const ROUTES: readonly RouteEntry[] = [
  ...entries('anyone', [
    ['get', '/search'],
    ['post', '/recommend'],
    ['get', '/records/:id'],
    ['get', '/vocabulary/:name'],
    ['get', '/suggest'],
    ['get', '/plan'],
    ['get', '/coverage'],
    ['get', '/indicators'],
    ['post', '/remarks'],
    ['get', '/exports/records'],
    ['get', '/exports/digest'],
    ['post', '/drafts/evaluate'],
    ['post', '/drafts/screen'],
    ['post', '/drafts/suggest'],
    ['post', '/drafts/import'],
    ['post', '/drafts/docx'],
    ['post', '/drafts/xlsx'],
    ['post', '/drafts/markdown'],
    ['post', '/drafts/csv'],
    ['get', '/health'],
    ['get', '/health/live'],
    ['get', '/health/ready'],
    ['get', '/openapi.json'],
    ['get', '/session'],
    ['post', '/session'],
    ['delete', '/session'],
  ]),
  ...entries('contributor', [
    ['put', '/session/password'],
    // Of these, contributors reach only what they offered themselves (curate/permissions.ts).
    ['get', '/desk/records'],
    ['post', '/desk/records'],
    ['get', '/desk/records/:id'],
    ['put', '/desk/records/:id'],
    ['post', '/desk/records/:id/submit'],
    ['get', '/desk/records/:id/revisions'],
    ['get', '/desk/records/:id/revisions/:revision'],
    ['post', '/desk/check'],
    ['post', '/desk/suggest'],
    ['get', '/desk/forms/:kind'],
    ['get', '/desk/import-template'],
    ['post', '/desk/imports'],
    ['get', '/desk/imports/:id'],
    ['patch', '/desk/imports/:id'],
    ['delete', '/desk/imports/:id'],
    ['post', '/desk/imports/:id/confirm'],
  ]),
  ...entries('editor', [
    ['post', '/desk/records/:id/send-back'],
    ['post', '/desk/records/:id/publish'],
    ['post', '/desk/records/:id/retire'],
    ['post', '/desk/records/:id/discard'],
    ['post', '/desk/records/:id/restore'],
    ['post', '/desk/records/:id/proofs'],
    ['get', '/desk/records/:id/merge/:into'],
    ['post', '/desk/records/:id/merge'],
    ['get', '/desk/coverage'],
    ['get', '/desk/duplicates'],
    ['get', '/desk/exports/records'],
    ['get', '/desk/missing'],
    ['get', '/desk/missing/:list'],
    ['post', '/desk/remarks/:id/settle'],
    ['post', '/desk/unanswered/dismiss'],
    ['get', '/desk/shipped/:id'],
    ['post', '/desk/shipped/:id'],
  ]),
  ...entries('administrator', [
    ['get', '/desk/settings'],
    ['patch', '/desk/settings'],
    ['get', '/desk/audit'],
    ['get', '/desk/audit/export'],
    ['get', '/desk/accounts'],
    ['post', '/desk/accounts'],
    ['patch', '/desk/accounts/:id'],
    ['post', '/desk/accounts/:id/password'],
  ]),
];
