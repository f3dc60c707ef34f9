import { Router } from 'express';

import { HttpProblem } from '../errors.ts';
import type { Service } from '../service.ts';

export function healthRoutes(service: Service, version: string): Router {
  const router = Router();
  router.get('/health', async (_request, response) => {
    response.set('cache-control', 'no-store').json(await service.health(version));
  });
  // Alive says that the process answers; ready, that questions find all there is. What restarts a server looks at the first, what sends it questions at the second.
  router.get('/health/live', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'alive' });
  });
  router.get('/health/ready', (_request, response) => {
    if (!service.searchable) {
      response.set('retry-after', '1');
      throw new HttpProblem('unavailable', 'The keyword index is being filled: not every record can be found yet.');
    }
    response.set('cache-control', 'no-store').json({ status: 'ready' });
  });
  return router;
}
