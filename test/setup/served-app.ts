import { cpSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { pino } from 'pino';
import request from 'supertest';
import { afterAll, inject } from 'vitest';

import { createApp } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { Service } from '../../server/service.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface ServedApp {
  service: Service;
  /** The server's port is open; requests go through a real socket. */
  http: ReturnType<typeof request.agent>;
  /** A browser of its own: it keeps its own cookies. */
  browser: () => ReturnType<typeof request.agent>;
  config: Config;
  /** http://127.0.0.1:<port> */
  address: string;
  app: ReturnType<typeof createApp>;
}

export const VERSION = '9.9.9-test';

/** The whole server over a library of its own with the shipped collection; by keyword only unless another embedder is asked for. */
export async function serveApp(changes: Partial<Config> = {}, { settled = true } = {}): Promise<ServedApp> {
  const folder = temporaryFolder();
  cpSync(inject('collectionTemplate'), folder, { recursive: true });
  const config: Config = { ...readConfig({ CLEANMATCH_DATA: folder, CLEANMATCH_EMBEDDER: 'none' }), ...changes };
  const service = await Service.open(config, { note: () => {}, warn: () => {}, progress: () => {} });
  await service.syncKeyword();
  service.startEmbedding();
  if (settled) await service.settled();
  const app = createApp({
    service,
    logger: pino({ level: 'silent' }),
    version: VERSION,
    trustedProxies: config.trustedProxies,
    webFolder: changes.webFolder,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await service.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { service, app, config, address, http: request.agent(server), browser: () => request.agent(server) };
}

/** The cache that npm run check and npm run eval fill too: where it is there, the shipped texts need not be embedded again. */
export const sharedVectorCache = (projectRoot: string): string => join(projectRoot, 'data', 'vectors.db');
