import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LibraryRecord } from '../../../../corpus/kinds/kinds.ts';
import { readCollection } from '../../../../corpus/read/collection.ts';
import { collectionFiles } from '../../../../corpus/read/write-collection.ts';
import { sampleScheme, sampleStandard } from '../../../setup/sample-records.ts';
import { shippedCollection } from '../../../setup/shipped-collection.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

/** Writes the files and reads them again. */
function throughFiles(records: LibraryRecord[], redirects: { from: string; to: string; reason: string }[] = []) {
  const folder = temporaryFolder();
  const files = collectionFiles(records, redirects);
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { ...readCollection(folder), paths: files.map(({ path }) => path) };
}

const byId = (records: LibraryRecord[]) => new Map(records.map((record) => [record.id, JSON.parse(JSON.stringify(record)) as unknown]));

describe('a collection written as files', () => {
  it('is the shipped collection again, record for record, in the files it came from', () => {
    const { entries, redirects } = shippedCollection();
    const records = entries.map(({ record }) => record);
    const written = throughFiles(records, redirects);
    expect(written.problems).toEqual([]);
    expect(byId(written.entries.map(({ record }) => record))).toEqual(byId(records));
    expect(written.redirects.map(({ from, to, reason }) => [from, to, reason])).toEqual(
      redirects.map(({ from, to, reason }) => [from, to, reason]),
    );
    const shippedFiles = new Set(entries.map(({ file }) => file.replace(/^corpus\/shipped\//, '')));
    expect(new Set(written.paths.filter((path) => path !== 'redirects.csv'))).toEqual(shippedFiles);
  });

  it('keeps what a table has no column for in a file of its own', () => {
    const scheme = sampleScheme('with-more', { industryText: { zh: '电镀' } });
    const standard = sampleStandard('of-own-words', { summary: { zh: '自己的概要' } });
    const { entries, paths, problems } = throughFiles([scheme, standard]);
    expect(problems).toEqual([]);
    expect(paths).toEqual(['schemes/with-more.md', 'standards/of-own-words.md']);
    expect(byId(entries.map(({ record }) => record))).toEqual(byId([scheme, standard]));
  });
});
