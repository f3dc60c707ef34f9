import { cpSync, existsSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { pino } from 'pino';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

import { projectRoot } from '../../corpus/root.ts';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { Service } from '../../server/service.ts';
import { findBrowser } from './browser.ts';
import makeCollectionTemplate from './collection-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser that all files share is reached. */
    browserEndpoint: string;
    /** The real server with the real collection, searched by words; all files ask the same one. */
    siteOrigin: string;
    /** The built page: a copy, since a build that runs meanwhile empties the folder. */
    webFolder: string;
  }
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
];

/** One browser and one server for all files of browser tests: starting them is what costs. */
export default async function shareSite(project: TestProject): Promise<() => Promise<void>> {
  const built = join(projectRoot, 'dist', 'web');
  if (!existsSync(join(built, 'index.html'))) {
    throw new Error('The browser tests need the built page: run npm test, or npx vite build --config web/vite.config.ts.');
  }
  const removeTemplate = await makeCollectionTemplate(project);
  const template = project.getProvidedContext().collectionTemplate;
  const folder = `${template}-site`;
  const webFolder = join(folder, 'web');
  cpSync(template, folder, { recursive: true });
  cpSync(built, webFolder, { recursive: true });

  const config = readConfig({ CLEANMATCH_DATA: folder, CLEANMATCH_EMBEDDER: 'none' });
  const service = await Service.open(config, { note: () => {}, warn: () => {}, progress: () => {} });
  service.startEmbedding();
  const app = createApp({ service, logger: pino({ level: 'silent' }), version: '9.9.9-test', webFolder });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launchServer({ executablePath, args: ARGUMENTS, env: { ...process.env, ...env } });
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('siteOrigin', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  project.provide('webFolder', webFolder);
  return async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await service.close();
    rmSync(folder, { recursive: true, force: true });
    removeTemplate();
  };
}
