import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

import { pino } from 'pino';

import { projectRoot } from '../corpus/root.ts';
import { progressBar } from '../indexer/progress.ts';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { StartError } from './opening.ts';
import { Reader } from './reader.ts';
import { Service } from './service.ts';

/** Starts the server: library and keyword index first, then the port, then the vectors behind it. */

/**
 * What a question reads and drops is garbage that lived a while. V8 lets it grow to a multiple of what is in use; at this many
 * percent more it is collected: at 100,000 records that kept 200 MB free and cost a question 4 ms of 31.
 */
setFlagsFromString('--heap-growing-percent=40');

/** How long open requests may take to finish after SIGTERM. */
const STOP_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  const lan = process.argv.includes('--lan');
  const config = lan ? { ...readConfig(), host: '0.0.0.0' } : readConfig();
  const logger = pino({ level: config.logLevel, base: undefined });
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const bar = progressBar();
  const notes = { note: say, warn: (message: string) => logger.warn(message), progress: bar };
  const service = config.writer ? new Reader(config, notes) : await Service.open(config, notes);
  const hasPage = existsSync(join(config.webFolder, 'index.html'));
  if (!hasPage) logger.warn('The page is not built (npm run build): serving the API alone.');
  const app = createApp({
    service,
    logger,
    version,
    trustedProxies: config.trustedProxies,
    webFolder: hasPage ? config.webFolder : undefined,
  });

  // A question in the address may be as long as one in a body: the schema refuses it by name.
  const server = createServer({ maxHeaderSize: 1 << 20 }, app).listen(config.port, config.host);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(listenFailure(error, config.port, config.host))));
  });
  const { port } = server.address() as AddressInfo;

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info(`${signal}: finishing open requests`);
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    server.close(() => void service.close().then(() => process.exit(0)));
    server.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  say(`CleanMatch 清产通 answers at ${addresses(config.host, port).join(' and ')}`);

  await service.begin();
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}

function listenFailure(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or choose another with PORT=${port + 1} npm start.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this account: choose one above 1023, such as PORT=3000.`;
  if (error.code === 'EADDRNOTAVAIL') return `HOST=${host} is no address of this machine.`;
  return `The server cannot listen on ${host}:${port}: ${error.message}`;
}

function addresses(host: string, port: number): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [`http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`];
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
  return [`http://localhost:${port}`, ...outside];
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError || error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`CleanMatch could not start: ${(error as Error).message}\n`);
  process.exit(1);
});
