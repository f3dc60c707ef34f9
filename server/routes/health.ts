import { Router } from 'express';

import { HttpProblem } from '../errors.ts';
import type { Serving } from '../serving.ts';

export function healthRoutes(service: Serving, version: string): Router {
  const router = Router();
  router.get('/health', async (_request, response) => {
    response.set('cache-control', 'no-store').json(await service.health(version));
  });
  // Alive says that the process answers; ready, that questions find all there is. What restarts a server looks at the first, what sends it questions at the second.
  router.get('/health/live', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'alive' });
  });
  router.get('/health/ready', async (_request, response) => {
    if (!(await service.searchable())) {
      response.set('retry-after', '1');
      throw new HttpProblem('unavailable', {
        zh: '关键词索引正在建立,还不是每条记录都查得到。',
        en: 'The keyword index is being filled: not every record can be found yet.',
      });
    }
    response.set('cache-control', 'no-store').json({ status: 'ready' });
  });
  return router;
}
