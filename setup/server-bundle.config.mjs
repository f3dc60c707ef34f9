// The compiled server and what it imports of plain JavaScript, in a few files (dist/start): what npm start runs. To find, read
// and link a thousand small modules takes Node half a second, a quarter of a start. Names stay, so that an error's stack can be read.

import { fileURLToPath } from 'node:url';

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

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  logLevel: 'warn',
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
