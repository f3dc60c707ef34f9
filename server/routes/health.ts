import { Router } from 'express';

import type { Service } from '../service.ts';

export function healthRoutes(service: Service, version: string): Router {
  const router = Router();
  router.get('/health', async (_request, response) => {
    response.set('cache-control', 'no-store').json(await service.health(version));
  });
  return router;
}
