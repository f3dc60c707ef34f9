import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify/sync';
import { Router } from 'express';

import type { AuditEntry } from '../../../corpus/audit-log.ts';
import { accountOf, deskJson } from '../../accounts/guard.ts';
import { type AuditAnswer, AuditExportParameters, AuditParameters, type SettingsAnswer, SettingsRequest } from '../../api/desk/settings.ts';
import { parse } from '../../errors.ts';
import { asText } from '../../files/text-cell.ts';
import type { Service } from '../../service.ts';

/** Settings of the centre, and the audit log. */
export function settingsRoutes(service: Pick<Service, 'library' | 'questionsMayBeKept'>): Router {
  const router = Router();
  const { library } = service;
  const { audit, settings } = library;
  const present = (): SettingsAnswer => ({ settings: settings.get(), questionsMayBeKept: service.questionsMayBeKept });
  router.get('/desk/settings', (_request, response) => {
    response.json(present());
  });
  router.patch('/desk/settings', deskJson, (request, response) => {
    const change = parse(SettingsRequest, request.body ?? {});
    library.together(() => {
      settings.set({ ...settings.get(), ...change });
      audit.note({ who: accountOf(request).email, action: 'settings-changed', detail: change });
    });
    response.json(present());
  });
  router.get('/desk/audit', (request, response) => {
    const { limit, offset, ...filter } = parse(AuditParameters, request.query);
    response.json(audit.page(filter, limit, offset) satisfies AuditAnswer);
  });
  router.get('/desk/audit/export', (request, response) => {
    const { format, ...filter } = parse(AuditExportParameters, request.query);
    const lines = format === 'csv' ? csvLines(audit.all(filter)) : jsonLines(audit.all(filter));
    response.attachment(`audit.${format}`).type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
    Readable.from(lines).pipe(response);
  });
  return router;
}

function* jsonLines(entries: Iterable<AuditEntry>): Generator<string> {
  for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

/** With a byte order mark, so that Excel reads the Chinese; what a spreadsheet would take for a formula stays text. */
function* csvLines(entries: Iterable<AuditEntry>): Generator<string> {
  yield `\uFEFF${stringify([['id', 'at', 'who', 'action', 'record', 'detail']])}`;
  for (const { id, at, who, action, record, detail } of entries)
    yield stringify([[id, at, asText(who), action, record, detail && asText(JSON.stringify(detail))]]);
}
