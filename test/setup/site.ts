import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFailed, onTestFinished } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import type { Config } from '../../server/config.ts';
import type { Lang } from './messages.ts';

export interface Site {
  origin: string;
  browser: Browser;
  /** Ids of records of this kind, best for these words first. */
  recordsOf(kind: string, words: string, most: number): Promise<string[]>;
}

/** A server that the file has for itself. */
export interface OwnSite extends Site {
  /** The server takes no more requests, and is there again at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Machines differ, and tests run beside others: waiting ends only what hangs. */
const PATIENCE_MS = 30_000;

/** The built page on the real server with the real collection: the one that all files share. */
export function openSite(): Promise<Site> {
  return siteAt(inject('siteOrigin'));
}

/** The same on a server of the file's own, for tests that stop it or need another configuration. */
export async function openOwnSite(changes: Partial<Config> = {}): Promise<OwnSite> {
  const { serveApp } = await import('./served-app.ts');
  const { app } = await serveApp({ ...changes, webFolder: inject('webFolder') });
  let server: Server | undefined;
  const listen = async (port: number) => {
    server = await new Promise<Server>((resolve, reject) => {
      const listening = app.listen(port, '127.0.0.1', () => resolve(listening)).on('error', reject);
    });
    return (server.address() as AddressInfo).port;
  };
  const stop = async () => {
    const closing = server;
    server = undefined;
    if (!closing) return;
    const closed = new Promise((resolve) => closing.close(resolve));
    closing.closeAllConnections();
    await closed;
  };
  const port = await listen(0);
  afterAll(stop);
  const start = async () => {
    if (!server) await listen(port);
  };
  return { ...(await siteAt(`http://127.0.0.1:${port}`)), stop, start };
}

/** A browser at a server that listens already. */
export async function siteAt(origin: string): Promise<Site> {
  const browser = await chromium.connect(inject('browserEndpoint'));
  afterAll(() => browser.close());
  return {
    origin,
    browser,
    recordsOf: async (kind, words, most) => {
      const response = await fetch(`${origin}/api/search?${new URLSearchParams({ kind, q: words, limit: `${most}` })}`);
      const { results } = (await response.json()) as { results: { id: string }[] };
      if (results.length < most) throw new Error(`the collection has no ${most} of ${kind} for “${words}”`);
      return results.map(({ id }) => id);
    },
  };
}

export interface VisitOptions extends BrowserContextOptions {
  lang?: Lang;
  /** Errors the browser itself reports in this test, such as an answer of 404 that is asked for. */
  expected?: RegExp[];
}

/** A reader: a browser context of its own. What goes wrong in it, seen or not, fails the test. */
export interface Visit {
  page: Page;
  /** What went wrong so far; each entry is told once. */
  problems(): string[];
  /** An address outside the site that the reader means to open; what stands there is made up. */
  allow(url: string): Promise<void>;
}

export async function visit(site: Site, address: string, { lang = 'zh', expected = [], ...options }: VisitOptions = {}): Promise<Visit> {
  const context = await site.browser.newContext({
    baseURL: site.origin,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const problems: string[] = [];
  const allowed = new Set<string>();
  const note = (problem: string) => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  // A violation of the content policy reaches the console too; where it is reported in a frame's document only, this tells it.
  await context.addInitScript(
    "document.addEventListener('securitypolicyviolation', (event) => console.error('content policy: ' + event.violatedDirective + ' ' + event.blockedURI))",
  );
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(?:data|blob|about):/.test(url) && !url.startsWith(`${site.origin}/`) && !allowed.has(url)) note(`leaves the origin: ${url}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => note(`page error: ${error.error().message}`));
  context.on('page', (page) =>
    page.on('dialog', (dialog) => {
      note(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    }),
  );
  const page = await context.newPage();
  onTestFailed(({ task }) => keepPicture(page, task.name));
  onTestFinished(async () => {
    await context.close();
    expect(problems.splice(0), 'what went wrong in the browser').toEqual([]);
  });
  await page.goto(inLanguage(address, lang));
  return {
    page,
    problems: () => problems.splice(0),
    allow: async (url) => {
      allowed.add(url);
      await context.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' }));
    },
  };
}

/** English stands in the address. */
export function inLanguage(address: string, lang: Lang): string {
  if (lang === 'zh') return address;
  const [path = '', fragment] = address.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}lang=en${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Of a test that failed, what the reader saw. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(projectRoot, 'test-results', 'browser');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`) }).catch(() => {});
}
