import type { Request, Response } from 'express';

import { HttpProblem } from '../../errors.ts';

/** A record's revision is its ETag. Who changes a record says with If-Match which revision was looked at. */

export function sendRevision(response: Response, revision: number): Response {
  return response.set('etag', `"${revision}"`);
}

export function namedRevision(request: Request): number {
  const [, revision] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(request.headers['if-match']?.trim() ?? '') ?? [];
  if (revision === undefined)
    throw new HttpProblem('revision-needed', {
      zh: '请用 If-Match 写明改的是哪一版(GET /api/desk/records/:id 的 ETag),以免盖掉别人的修改。',
      en: 'Send If-Match with the revision that was edited (the ETag of GET /api/desk/records/:id), so that nobody’s work is overwritten.',
    });
  return Number(revision);
}
