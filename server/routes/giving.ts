import { join } from 'node:path';

import { type Request, type RequestHandler, Router } from 'express';

import { projectRoot } from '../../corpus/root.ts';
import { DigestParameters, type ExportFormat, ExportParameters, FeedParameters } from '../api/giving.ts';
import { HttpProblem, parse } from '../errors.ts';
import { inThread } from '../files/threads.ts';
import { digestOf } from '../giving/digest.ts';
import { DIGEST_POLICY, digestHtml } from '../giving/digest-html.ts';
import { atomFeed } from '../giving/feed.ts';
import type { ExportJob } from '../giving/thread.ts';
import type { Service } from '../service.ts';

/** What the library gives out: published records for everyone, those that are not yet for editors. */

const program = join(projectRoot, 'dist', 'server', 'giving', 'thread.js');
const LIMITS = {
  timeoutMs: 300_000,
  memoryMb: 2048,
  expected: { zh: '请一次只取一类(kind=case)', en: 'take one kind at a time (kind=case)' },
};

const FILES: Record<ExportFormat, { type: string; name: string }> = {
  jsonl: { type: 'application/x-ndjson; charset=utf-8', name: 'cleanmatch.jsonl' },
  csv: { type: 'text/csv; charset=utf-8', name: 'cleanmatch.csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: 'cleanmatch.xlsx' },
  markdown: { type: 'application/zip', name: 'cleanmatch-shipped.zip' },
};

/** Exports kept at hand while the library stays as it is: everyone may ask for them. */
const MOST_KEPT = 8;
/** Bytes. */
const LARGEST_KEPT = 20_000_000;

export function exportRoutes({ library, libraryFile }: Pick<Service, 'library' | 'libraryFile'>): Router {
  const router = Router();
  const kept = new Map<string, Promise<Buffer>>();
  let sequence = -1;
  const made = (job: ExportJob): Promise<Buffer> => {
    if (sequence !== library.sequence) kept.clear();
    sequence = library.sequence;
    const key = JSON.stringify(job);
    const file = kept.get(key) ?? inThread(program, job, LIMITS).then((bytes) => Buffer.from(bytes as Uint8Array));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, file);
    file.then(
      ({ length }) => length > LARGEST_KEPT && kept.delete(key),
      () => kept.delete(key),
    );
    return file;
  };
  for (const [path, drafts] of [
    ['/exports/records', false],
    ['/desk/exports/records', true],
  ] as const) {
    router.get(path, async (request, response) => {
      const { format, lang, kind } = parse(ExportParameters, request.query);
      if (drafts && format === 'markdown')
        throw new HttpProblem('invalid-fields', undefined, [
          {
            field: 'format',
            text: {
              zh: '文件夹只含已发布的记录:请选 jsonl、csv 或 xlsx,或用 /api/exports/records',
              en: 'a tree of files holds what is published: take jsonl, csv or xlsx, or /api/exports/records',
            },
          },
        ]);
      const file = await made({ libraryFile, format, lang, kinds: kind, drafts });
      if (!drafts) response.set('cache-control', 'no-cache');
      response.type(FILES[format].type).attachment(FILES[format].name).send(file);
    });
  }
  router.get('/exports/digest', async (request, response) => {
    const { from, to, format, lang } = parse(DigestParameters, request.query);
    const until = dayAfter(to);
    const publications = library.publications.between({ from, to: until, limit: MOST_IN_DIGEST });
    const total = library.publications.countBetween(from, until);
    const digest = digestOf({ publications, total, from, to, lang, origin: originOf(request) });
    response.set('cache-control', 'no-cache');
    if (format === 'docx') {
      const { digestWord } = await import('../giving/digest-word.ts');
      response
        .type(DOCX)
        .attachment(`cleanmatch-${from}-${to}.docx`)
        .send(await digestWord(digest));
    } else response.set('content-security-policy', DIGEST_POLICY).type('html').send(digestHtml(digest));
  });
  return router;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** A newsletter of more is read by nobody. */
const MOST_IN_DIGEST = 200;
const ENTRIES_IN_FEED = 50;

/** The feed, at the address where feed readers look for one: not below /api. */
export function feedOf({ library }: Pick<Service, 'library'>): RequestHandler {
  return (request, response) => {
    const { lang } = parse(FeedParameters, request.query);
    const publications = library.publications.between({ limit: ENTRIES_IN_FEED });
    const feed = atomFeed({ identity: library.identity, publications, lang, origin: originOf(request) });
    response.set('cache-control', 'public, max-age=300').type('application/atom+xml; charset=utf-8').send(feed);
  };
}

function originOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? 'localhost'}`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
