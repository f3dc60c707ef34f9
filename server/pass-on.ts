import { type ClientRequest, request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';

import { type RequestHandler, Router } from 'express';

import { HttpProblem } from './errors.ts';
import type { RouteEntry } from './routes/table.ts';

/**
 * A reading server passes on what only the writer can do: signing in, the desk, remarks, the files given out. Requests and answers go through as they
 * are, the Host header too, by which the writer tells its own pages from other sites.
 */

/** Milliseconds until the writer begins to answer. */
const PATIENCE_MS = 30_000;

/** Headers of one connection, which are not the other's. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'te', 'trailer'];

export function passedOn({ least, path, method }: RouteEntry): boolean {
  return least !== 'anyone' || path.startsWith('/session') || path.startsWith('/exports') || (path === '/remarks' && method === 'post');
}

/** A path at the writer, which may itself stand below a path. */
export function addressAt(writer: URL, path: string): URL {
  return new URL(`${writer.pathname.replace(/\/$/, '')}${path}`, writer);
}

export function passOnRoutes(writer: URL, table: readonly RouteEntry[]): Router {
  const router = Router();
  for (const entry of table) if (passedOn(entry)) router[entry.method](entry.path, passOn(writer));
  return router;
}

export function passOn(writer: URL): RequestHandler {
  const send = writer.protocol === 'https:' ? requestOverHttps : requestOverHttp;
  return (request, response, next) => {
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));
    const from = [request.headers['x-forwarded-for'], request.ip].flat().filter(Boolean).join(', ');
    const onward: ClientRequest = send(addressAt(writer, request.originalUrl), {
      method: request.method,
      // By which way it came is for this server to say, as it believes a proxy or not: a browser's own word is not handed on.
      headers: { ...headers, 'x-forwarded-for': from, 'x-forwarded-proto': request.protocol },
    });
    const away = (why: string) => {
      onward.destroy();
      if (response.headersSent) {
        response.destroy();
        return;
      }
      request.log.warn({ why }, 'the writing server cannot be asked');
      response.set('retry-after', '5');
      next(
        new HttpProblem('unavailable', {
          zh: '编辑用的服务现在没有应答:什么也没有保存。请几秒后再试。',
          en: 'The server for editors does not answer just now: nothing was saved. Try again in a few seconds.',
        }),
      );
    };
    onward.setTimeout(PATIENCE_MS, () => away(`no answer within ${PATIENCE_MS} ms`));
    onward.once('error', (error) => away(error.message));
    onward.once('response', (answer) => {
      onward.setTimeout(0);
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined && !OF_THE_CONNECTION.includes(name)) response.setHeader(name, value);
      }
      response.status(answer.statusCode ?? 502);
      answer.once('error', (error) => away(error.message));
      answer.pipe(response);
    });
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  };
}
