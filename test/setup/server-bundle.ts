import { join } from 'node:path';

import { build } from 'vite';

import { projectRoot } from '../../corpus/root.ts';

/** Processes run what npm start runs: made anew of the compiled server, which may be newer when one kind of tests is run by itself. */
export default async function bundleServer(): Promise<void> {
  await build({ configFile: join(projectRoot, 'setup', 'server-bundle.config.mjs') });
}
