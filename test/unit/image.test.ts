import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';

const lines = (file: string) => readFileSync(join(projectRoot, file), 'utf8').trim().split('\n');

/** No Docker runs where the tests do: these are what broke the image once, and what it would break next. */
describe('the image', () => {
  const left = new Set(lines('.dockerignore').map((line) => line.replace(/^\*\*\//, '')));

  it('is given every folder that the build reads: a project reference to one that is left out ends the build', () => {
    const { references } = JSON.parse(readFileSync(join(projectRoot, 'tsconfig.json'), 'utf8')) as { references: { path: string }[] };
    const read = [...references.map(({ path }) => path), 'setup', 'models', 'package.json', 'package-lock.json'];
    expect(read.filter((name) => left.has(name))).toEqual([]);
  });

  it('copies only what is in the project, or is built or installed there', () => {
    const copied = lines('Dockerfile').flatMap((line) => /^COPY --from=build \S+ \/app\/(\S+)/.exec(line)?.[1] ?? []);
    expect(copied).toContain('dist');
    expect(copied.filter((name) => name !== 'dist' && name !== 'node_modules' && !existsSync(join(projectRoot, name)))).toEqual([]);
  });
});
