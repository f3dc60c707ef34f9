import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, expect, it } from 'vitest';

import { openSite, visit } from '../setup/site.ts';
import { questionBox } from './reader.ts';

const site = await openSite();

/** Another server, which counts who comes. */
const visitors: string[] = [];
const elsewhere = await new Promise<Server>((resolve) => {
  const listening = createServer((request, response) => {
    visitors.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*').end('/* */');
  });
  listening.listen(0, '127.0.0.1', () => resolve(listening));
});
afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));
const other = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

/** Each way in which a page can be made to ask another server, tried from within the page itself. */
const WAYS: Record<string, string> = {
  fetch: `fetch('${other}/fetch').catch(() => {})`,
  beacon: `navigator.sendBeacon('${other}/beacon', 'x')`,
  'web socket': `new WebSocket('${other.replace('http', 'ws')}/socket')`,
  'event source': `new EventSource('${other}/events')`,
  image: `document.body.append(Object.assign(new Image(), { src: '${other}/image' }))`,
  script: `document.head.append(Object.assign(document.createElement('script'), { src: '${other}/script' }))`,
  'style sheet': `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${other}/style' }))`,
  font: `new FontFace('x', 'url(${other}/font)').load().catch(() => {})`,
  frame: `document.body.append(Object.assign(document.createElement('iframe'), { src: '${other}/frame' }))`,
  video: `document.body.append(Object.assign(document.createElement('video'), { src: '${other}/video', preload: 'auto' }))`,
  form: `(() => { const form = Object.assign(document.createElement('form'), { action: '${other}/form', method: 'post', target: '_blank' }); document.body.append(form); form.submit(); })()`,
  worker: `(() => { try { new Worker('${other}/worker'); } catch {} })()`,
};

it.each(Object.entries(WAYS))('nothing on a page reaches another server: %s', async (_way, act) => {
  const { page } = await visit(site, '/', { expected: [/./] });
  await questionBox(page, 'zh').waitFor();
  const refused = page.evaluate(
    `new Promise((resolve) => addEventListener('securitypolicyviolation', resolve, { once: true })).then(() => true)`,
  );
  await page.evaluate(`void (${act})`);
  // A worker of another origin is refused before any policy is asked.
  if (!act.includes('Worker')) expect(await refused).toBe(true);
  else refused.catch(() => {});
  expect(visitors).toEqual([]);
});
