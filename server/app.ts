import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

import { guardRoutes } from './accounts/guard.ts';
import { answerProblem, notFound } from './errors.ts';
import { Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { shedOverload } from './overload.ts';
import { passOn, passOnRoutes } from './pass-on.ts';
import { Reader } from './reader.ts';
import { deskRoutes } from './routes/desk/desk.ts';
import { draftRoutes } from './routes/drafts.ts';
import { exportRoutes, feedOf } from './routes/giving.ts';
import { healthRoutes } from './routes/health.ts';
import { overviewRoutes } from './routes/overview.ts';
import { recordRoutes } from './routes/records.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { suggestRoutes } from './routes/suggest.ts';
import { ROUTES } from './routes/table.ts';
import { vocabularyRoutes } from './routes/vocabulary.ts';
import type { Service } from './service.ts';

export interface AppOptions {
  service: Service | Reader;
  logger: Logger;
  version: string;
  /** Addresses whose X-Forwarded-For is believed; none by default. */
  trustedProxies?: string[];
  /** Folder of the built page; without it the API alone is served. */
  webFolder?: string;
}

/** Puts the server together; opens no port. */
export function createApp({ service, logger, version, trustedProxies = [], webFolder }: AppOptions): Express {
  const app = express();
  const metrics = new Metrics(service);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustedProxies);
  app.use(
    pinoHttp({
      logger,
      genReqId: (_request, response) => {
        const id = randomUUID();
        response.setHeader('x-request-id', id);
        return id;
      },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
      // Questions are people's own words: addresses are logged without them.
      serializers: {
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: request.url.split('?')[0],
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    }),
  );
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        // No upgrade-insecure-requests: the page must work over plain http in an office network.
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          objectSrc: ["'none'"],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
    }),
  );
  app.use(metrics.timeRequests);
  app.get('/metrics', async (_request, response) => {
    response
      .type(metrics.registry.contentType)
      .set('cache-control', 'no-store')
      .send(await metrics.registry.metrics());
  });
  // An answer of 460 KB: 4 % larger than at the usual 6, in three fifths of its time.
  app.use(compression({ level: 4 }));
  app.use('/api', api(service, version, metrics));
  app.get('/feed.atom', service instanceof Reader ? passOn(service.writer) : feedOf(service));
  if (webFolder) servePage(app, webFolder);
  app.use(notFound);
  app.use(answerProblem);
  return app;
}

function api(service: Service | Reader, version: string, metrics: Metrics): express.Router {
  const router = express.Router();
  const library = service instanceof Reader ? undefined : service.library;
  if (service instanceof Reader) router.use(passOnRoutes(service.writer, ROUTES));
  router.use(guardRoutes(ROUTES, () => service.accounts()));
  // Drafts are larger than other requests, and the desk takes only JSON: their routes read bodies themselves.
  router.use(draftRoutes(service));
  if (!(service instanceof Reader)) router.use(sessionRoutes(service), deskRoutes(service), exportRoutes(service));
  router.use(express.json({ limit: '1mb', strict: true, type: ['application/json', 'application/*+json', 'text/plain'] }));
  let document: Record<string, unknown> | undefined;
  router.get('/openapi.json', (_request, response) => {
    document ??= openApiDocument(version);
    response.set('cache-control', 'public, max-age=300').json(document);
  });
  router.use(['/search', '/recommend'], shedOverload());
  router.use(
    searchRoutes(service, service.records, { unanswered: (...kept) => service.keepUnanswered(...kept), took: metrics.observeStages }),
    recordRoutes(service, service.records),
    vocabularyRoutes(),
    suggestRoutes(service),
    overviewRoutes(service.records, library && ((remark) => library.notes.addRemark(remark))),
    healthRoutes(service, version),
  );
  router.use(notFound);
  return router;
}

/** The built page: files with a hash in their name for ever, the page itself asked for anew each time. */
function servePage(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(folder, { index: false, maxAge: '1h' }));
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html')) {
      next();
      return;
    }
    response.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'), (error) => {
      if (error) next(error);
    });
  });
}
