import { join, resolve } from 'node:path';

import { z } from 'zod';

import { projectRoot } from '../corpus/root.ts';

/** Settings are environment variables, read here and nowhere else. .env.example lists them with their defaults. */

const number = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(1, 'a number is expected')
    .transform(Number)
    .pipe(z.number({ error: 'a number is expected' }).int().min(min).max(max));

export const Environment = z
  .object({
    PORT: number(0, 65_535).default(3000).describe('Port to listen on'),
    HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for the whole office network'),
    CLEANMATCH_DATA: z.string().min(1).default('./data').describe('Folder of the library and the index'),
    CLEANMATCH_ENGINE: z.enum(['sqlite']).default('sqlite').describe('Search engine'),
    CLEANMATCH_EMBEDDER: z
      .enum(['local', 'remote', 'none'])
      .default('local')
      .describe('Where vectors come from; none searches by keyword only'),
    CLEANMATCH_EMBEDDER_URL: z.url().optional().describe('Address of an OpenAI-compatible service up to and including /v1'),
    CLEANMATCH_EMBEDDER_MODEL: z.string().min(1).optional().describe('Model of that service'),
    CLEANMATCH_EMBEDDER_KEY: z.string().min(1).optional().describe('Key of that service'),
    CLEANMATCH_KEEP_QUESTIONS: z.enum(['on', 'off']).default('on').describe('Whether questions that find nothing are kept for the editors'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('How much is logged'),
  })
  .refine((env) => env.CLEANMATCH_EMBEDDER !== 'remote' || (env.CLEANMATCH_EMBEDDER_URL && env.CLEANMATCH_EMBEDDER_MODEL), {
    path: ['CLEANMATCH_EMBEDDER'],
    message: 'remote needs CLEANMATCH_EMBEDDER_URL and CLEANMATCH_EMBEDDER_MODEL',
  });

export interface Config {
  port: number;
  host: string;
  dataFolder: string;
  libraryFile: string;
  accountsFile: string;
  indexFile: string;
  vectorCacheFile: string;
  webFolder: string;
  embedder: { kind: 'local' } | { kind: 'none' } | { kind: 'remote'; url: string; model: string; key?: string };
  keepQuestions: boolean;
  logLevel: z.output<typeof Environment>['LOG_LEVEL'];
}

/** A setting is wrong; the message says which and what is expected. */
export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Settings are not as expected: ${lines.join('; ')}. See .env.example.`);
  }
  const settings = parsed.data;
  const dataFolder = resolve(projectRoot, settings.CLEANMATCH_DATA);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataFolder,
    libraryFile: join(dataFolder, 'library.db'),
    accountsFile: join(dataFolder, 'accounts.db'),
    indexFile: join(dataFolder, 'index.db'),
    vectorCacheFile: join(dataFolder, 'vectors.db'),
    webFolder: join(projectRoot, 'dist', 'web'),
    embedder: embedderOf(settings),
    keepQuestions: settings.CLEANMATCH_KEEP_QUESTIONS === 'on',
    logLevel: settings.LOG_LEVEL,
  };
}

function embedderOf(settings: z.output<typeof Environment>): Config['embedder'] {
  const {
    CLEANMATCH_EMBEDDER: kind,
    CLEANMATCH_EMBEDDER_URL: url,
    CLEANMATCH_EMBEDDER_MODEL: model,
    CLEANMATCH_EMBEDDER_KEY: key,
  } = settings;
  if (kind === 'remote' && url && model) return { kind, url: url.replace(/\/+$/, ''), model, key };
  return { kind: kind === 'none' ? 'none' : 'local' };
}
