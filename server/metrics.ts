import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

import type { Serving } from './serving.ts';

/** What the server tells Prometheus: requests by route, the match by stage, the index. Nothing of what was asked. */

/** Seconds; the aims are 40 ms for a recommendation and 2 ms for its semantic stage (DESIGN, Speed to hold). */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.1, 0.25, 0.5, 1, 2.5, 10];

export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'cleanmatch_http_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  readonly #stages = new Histogram({
    name: 'cleanmatch_match_stage_seconds',
    help: 'Time of each stage of search and recommend',
    labelNames: ['of', 'stage'],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  constructor(service: Serving) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'cleanmatch_index',
      help: 'Records, passages and vectors in the index',
      labelNames: ['what'],
      registers: [this.registry],
      async collect() {
        const stats = await service.index.stats().catch(() => undefined);
        this.reset();
        if (!stats) return;
        const { records, passages, vectors } = stats;
        this.set({ what: 'records' }, records);
        this.set({ what: 'passages' }, passages);
        this.set({ what: 'vectors' }, vectors);
      },
    });
  }

  /** Times each request under the pattern of its route, so that ids and questions never become labels. */
  readonly timeRequests: RequestHandler = (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const pattern: unknown = request.route?.path;
      // After an error express has forgotten the router's own path: the address still tells it.
      const base = request.originalUrl.startsWith('/api/') ? '/api' : '';
      const route = typeof pattern === 'string' ? `${base}${pattern}` : 'other';
      this.#requests.observe({ method: request.method, route, status: response.statusCode }, (performance.now() - began) / 1000);
    });
    next();
  };

  /** Takes the milliseconds that an answer of search or recommend tells. */
  readonly observeStages = (of: 'search' | 'recommend', took: Record<string, number>): void => {
    for (const [stage, ms] of Object.entries(took)) this.#stages.observe({ of, stage }, ms / 1000);
  };
}
