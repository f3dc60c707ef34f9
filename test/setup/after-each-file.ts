import { afterAll } from 'vitest';

import { removeTemporaryFolders } from './temporary-folder.ts';

/** Runs in every test file, before its own hooks are set: what it does afterwards comes last. */
afterAll(removeTemporaryFolders);
