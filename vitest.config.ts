import { defineConfig } from 'vitest/config';

/** Tests by what they run against; each project prepares only what its own tests need. */
const project = (name: string, folders: string[], options: { globalSetup?: string[]; isolate?: boolean; retry?: number } = {}) => ({
  extends: true as const,
  test: {
    name,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    setupFiles: ['test/setup/after-each-file.ts'],
    ...options,
    globalSetup: ['test/setup/global.ts', ...(options.globalSetup ?? [])],
  },
});

export default defineConfig({
  test: {
    projects: [
      // Files of one process share what is read once: vocabulary, jieba, the collection.
      project('unit', ['unit', 'contract'], { isolate: false }),
      project('api', ['api'], { globalSetup: ['test/setup/collection-template.ts'] }),
      project('process', ['process'], { globalSetup: ['test/setup/server-bundle.ts'] }),
      project('eval', ['eval']),
      // A browser beside other work may once be kept waiting past its patience; the report names what was asked again. Twice is a fault.
      project('browser', ['browser'], { globalSetup: ['test/setup/shared-site.ts'], isolate: false, retry: 1 }),
    ],
    // Tests use threads, files and child processes of their own: processes, two at a time.
    pool: 'forks',
    maxWorkers: 2,
    // Slowness is no failure: these only end what hangs.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
