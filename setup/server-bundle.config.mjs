// The compiled server and what it imports of plain JavaScript, in a few files (dist/start): what npm start runs. To find, read
// and link a thousand small modules takes Node half a second, a quarter of a start. Names stay, so that an error's stack can be read.

import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { defineConfig } from 'vite';

/** Left where they are: native code, packages that find files of their own, and those that a start does not need. */
const APART = [
  '@node-rs/jieba',
  '@opentelemetry/api',
  'better-auth',
  'better-sqlite3',
  'meilisearch',
  'pino',
  'pino-http',
  'usearch',
  'word-list',
];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Modules of one function that computes the same from the project's own files at every start: the bundle holds what it gives. */
const ANSWERED = [
  'corpus/vocabulary/tables.js',
  'corpus/vocabulary/known-spellings.js',
  'indexer/text/common-words.js',
  'server/match/understanding/homophones.js',
];

const unanswered = new Set(ANSWERED);

const answeredAtBuild = {
  name: 'answered-at-build',
  async load(id) {
    const path = ANSWERED.find((one) => id === join(root, 'dist', one));
    if (!path) return null;
    const [[name, answer], ...others] = Object.entries(await import(pathToFileURL(id).href));
    if (others.length > 0) throw new Error(`${path} is answered at the build: it may export one function and nothing else.`);
    unanswered.delete(path);
    const json = JSON.stringify(JSON.stringify(answer()));
    return `let answer; export function ${name}() { return (answer ??= JSON.parse(${json})); }`;
  },
  buildEnd(error) {
    // One that was renamed would be computed at every start again, and nobody would notice.
    if (!error && unanswered.size > 0) throw new Error(`No such modules in the server: ${[...unanswered].join(', ')}`);
  },
};

export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  plugins: [answeredAtBuild],
  ssr: { noExternal: true, external: APART, target: 'node' },
  build: {
    ssr: 'dist/server/main.js',
    outDir: 'dist/start',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      output: {
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        entryFileNames: 'server.js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
