import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';

/** Servers that stand where Meilisearch should, and do what a broken one does. None of them is taken for a Meilisearch that works. */

async function listen(listener: RequestListener, port = 0): Promise<{ url: string; port: number; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${taken}`, port: taken, close };
}

/** An address where nobody listens. */
export async function nobodyThere(): Promise<string> {
  const { url, close } = await listen(() => {});
  await close();
  return url;
}

/** Takes requests and never answers; `asked` counts them. */
export async function hanging(): Promise<{ url: string; asked: () => number }> {
  let count = 0;
  const { url } = await listen(() => {
    count++;
  });
  return { url, asked: () => count };
}

/** Answers everything with this. */
export async function saying(status: number, body: string, type = 'application/json'): Promise<{ url: string; asked: () => number }> {
  let count = 0;
  const { url } = await listen((request, response) => {
    count++;
    request.resume();
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  return { url, asked: () => count };
}

/** Closes the connection in the middle of the answer. */
export async function breakingOff(): Promise<string> {
  const { url } = await listen((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"results": [', () => response.destroy());
  });
  return url;
}
