import { Router } from 'express';

import type { Service } from '../../service.ts';
import { accountRoutes } from './accounts.ts';
import { checkingRoutes } from './checking.ts';
import { historyRoutes } from './history.ts';
import { importRoutes } from './imports.ts';
import { missingRoutes } from './missing.ts';
import { recordStepRoutes } from './record-steps.ts';
import { deskRecordRoutes } from './records.ts';
import { settingsRoutes } from './settings.ts';

/** All routes of the desk. They read their bodies themselves: JSON only, after the guard has let the person in. */
export function deskRoutes(service: Service): Router {
  return Router().use(
    accountRoutes(service),
    deskRecordRoutes(service),
    recordStepRoutes(service),
    historyRoutes(service),
    checkingRoutes(service),
    importRoutes(service),
    missingRoutes(service),
    settingsRoutes(service),
  );
}
