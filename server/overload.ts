import type { RequestHandler } from 'express';

import { inTurn } from '../indexer/turns.ts';
import { HttpProblem } from './errors.ts';

/**
 * Sheds load before it queues for longer than a person waits: beyond so many questions under way, the next is told to come
 * again. `npm run bench -- --load 30` tells how long the last of them waits.
 */
export const MOST_UNDER_WAY = 64;

const RETRY_AFTER_SECONDS = 1;

/** Counts the requests it lets through, all routes that use it together. */
export function shedOverload(most = MOST_UNDER_WAY): RequestHandler {
  let underWay = 0;
  return (_request, response, next) => {
    if (underWay >= most) {
      response.set('retry-after', String(RETRY_AFTER_SECONDS));
      throw new HttpProblem('unavailable', {
        zh: `服务正忙着回答另外 ${underWay} 个问题,请稍后再问。`,
        en: `The server is busy with ${underWay} other questions: ask again in a moment.`,
      });
    }
    underWay++;
    response.once('close', () => underWay--);
    inTurn(next);
  };
}
