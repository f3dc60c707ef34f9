import { isIP } from 'node:net';
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

/** An address, one with the length of its prefix, or a name Express knows for some. */
function isProxyAddress(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', prefix, ...more] = text.split('/');
  const version = isIP(address);
  return (
    version > 0 && more.length === 0 && (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)))
  );
}

export const Environment = z
  .object({
    PORT: number(0, 65_535).default(3000).describe('Port to listen on'),
    HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for the whole office network'),
    CLEANMATCH_DATA: z.string().min(1).default('./data').describe('Folder of the library and the index'),
    CLEANMATCH_ENGINE: z
      .enum(['sqlite', 'meilisearch'])
      .default('sqlite')
      .describe('Search engine: sqlite is embedded, meilisearch is a server of its own'),
    MEILI_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of the Meilisearch server'),
    MEILI_KEY: z.string().min(1).optional().describe('Key of that server'),
    MEILI_INDEX: z
      .string()
      .regex(/^[\w-]{1,100}$/, 'letters, digits, _ and - are expected')
      .default('cleanmatch')
      .describe('Name of the index in that server'),
    CLEANMATCH_FALLBACK: z
      .enum(['none', 'embedded'])
      .default('none')
      .describe('What answers while Meilisearch does not; embedded keeps an index of its own beside it'),
    CLEANMATCH_WRITER_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Makes this a reading server, without a library: address of the one that writes'),
    CLEANMATCH_TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .refine((addresses) => addresses.every(isProxyAddress), 'addresses such as 10.0.0.5 or 10.0.0.0/8, parted by commas, are expected')
      .describe('Addresses of proxies and reading servers whose word is taken for where a request comes from'),
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
  })
  .refine((env) => env.CLEANMATCH_ENGINE !== 'meilisearch' || env.MEILI_URL, {
    path: ['CLEANMATCH_ENGINE'],
    message: 'meilisearch needs MEILI_URL',
  })
  .refine((env) => !env.CLEANMATCH_WRITER_URL || env.CLEANMATCH_ENGINE === 'meilisearch', {
    path: ['CLEANMATCH_WRITER_URL'],
    message: 'a reading server needs CLEANMATCH_ENGINE=meilisearch',
  })
  .refine((env) => env.CLEANMATCH_FALLBACK === 'none' || (env.CLEANMATCH_ENGINE === 'meilisearch' && !env.CLEANMATCH_WRITER_URL), {
    path: ['CLEANMATCH_FALLBACK'],
    message: 'embedded is for a server with CLEANMATCH_ENGINE=meilisearch and a library of its own, without CLEANMATCH_WRITER_URL',
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
  engine: { kind: 'sqlite' } | { kind: 'meilisearch'; url: string; key?: string; index: string; fallback: boolean };
  /** Set on a server that only reads. */
  writer?: URL;
  embedder: { kind: 'local' } | { kind: 'none' } | { kind: 'remote'; url: string; model: string; key?: string };
  /** Addresses whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  keepQuestions: boolean;
  logLevel: z.output<typeof Environment>['LOG_LEVEL'];
}

/** A setting is wrong; the message says which and what is expected. */
export class ConfigError extends Error {}

/** Reads the settings; tests give their own environment. Throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
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
    engine: engineOf(settings),
    writer: settings.CLEANMATCH_WRITER_URL ? new URL(settings.CLEANMATCH_WRITER_URL) : undefined,
    embedder: embedderOf(settings),
    trustedProxies: settings.CLEANMATCH_TRUSTED_PROXIES,
    keepQuestions: settings.CLEANMATCH_KEEP_QUESTIONS === 'on',
    logLevel: settings.LOG_LEVEL,
  };
}

function engineOf({
  CLEANMATCH_ENGINE: kind,
  MEILI_URL: url,
  MEILI_KEY: key,
  MEILI_INDEX: index,
  CLEANMATCH_FALLBACK: fallback,
}: z.output<typeof Environment>): Config['engine'] {
  return kind === 'meilisearch' && url ? { kind, url, key, index, fallback: fallback === 'embedded' } : { kind: 'sqlite' };
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
