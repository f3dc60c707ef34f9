import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { readConfig } from '../../server/config.ts';
import { Service } from '../../server/service.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the shipped collection imported and indexed by words: each test file starts from a copy. */
    collectionTemplate: string;
  }
}

export default async function makeCollectionTemplate(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'cleanmatch-template-'));
  const config = readConfig({ CLEANMATCH_DATA: folder, CLEANMATCH_EMBEDDER: 'none' });
  const service = await Service.open(config, { note: () => {}, warn: () => {}, progress: () => {} });
  await service.syncKeyword();
  await service.close();
  project.provide('collectionTemplate', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
