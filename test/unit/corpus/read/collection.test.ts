import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readCollection } from '../../../../corpus/read/collection.ts';
import { writeMarkdown } from '../../../../corpus/read/markdown.ts';
import { shippedFolder } from '../../../../corpus/root.ts';
import { sampleCase, sampleTechnique } from '../../../setup/sample-records.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe('a collection folder', () => {
  it('gives every record with the file it stands in, at any depth', () => {
    const folder = folderWith({
      'techniques/rinse.md': writeMarkdown(sampleTechnique('rinse')),
      'cases/metal/a.md': writeMarkdown(sampleCase('a')),
      'cases/notes.txt': 'not a record',
    });
    const { entries, problems } = readCollection(folder);
    expect(problems).toEqual([]);
    expect(entries.map(({ file, record }) => [file, record.id])).toEqual([
      [join('techniques', 'rinse.md'), 'rinse'],
      [join('cases', 'metal', 'a.md'), 'a'],
    ]);
  });

  it('names its files from the folder asked for', () => {
    const folder = folderWith({ 'shipped/cases/a.md': 'nothing' });
    expect(readCollection(join(folder, 'shipped'), folder).problems[0]?.file).toBe(join('shipped', 'cases', 'a.md'));
  });

  it('reports a broken file and keeps the sound ones', () => {
    const folder = folderWith({ 'cases/a.md': 'nothing', 'cases/b.md': writeMarkdown(sampleCase('b')) });
    const { entries, problems } = readCollection(folder);
    expect(entries.map(({ record }) => record.id)).toEqual(['b']);
    expect(problems).toHaveLength(1);
  });

  it('reads redirects with their lines', () => {
    const folder = folderWith({ 'redirects.csv': 'from,to,reason\nold,new,same text\n' });
    expect(readCollection(folder).redirects).toEqual([{ from: 'old', to: 'new', reason: 'same text', line: 2 }]);
  });

  it('that is empty is an empty collection', () => {
    expect(readCollection(temporaryFolder())).toEqual({ entries: [], redirects: [], problems: [] });
  });

  it('that ships has nothing wrong in it, and each record under one id', () => {
    const { entries, problems } = readCollection(shippedFolder);
    expect(problems).toEqual([]);
    expect(new Set(entries.map(({ record }) => record.id)).size).toBe(entries.length);
  });

  it('that was copied elsewhere reads the same', () => {
    const copy = temporaryFolder();
    cpSync(join(shippedFolder, 'benchmarks'), join(copy, 'benchmarks'), { recursive: true });
    const shipped = readCollection(shippedFolder).entries.filter(({ file }) => file.startsWith('benchmarks'));
    expect(readCollection(copy).entries.map(({ record }) => record)).toEqual(shipped.map(({ record }) => record));
  });
});
