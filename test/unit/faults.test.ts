import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';

const rows = readFileSync(join(projectRoot, 'docs', 'faults.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!fault|---)/.test(line))
  .map((line) => line.split(' | '))
  .map(([fault = '', promise = '', test = '']) => ({ fault: fault.slice(2), promise, test: test.replace(/ \|$/, '') }));

describe('the table of faults', () => {
  it('has 25 and more', () => {
    expect(rows.length).toBeGreaterThanOrEqual(25);
  });

  it.each(rows)('$fault: promises something, and its test is there', ({ promise, test }) => {
    expect(promise.length).toBeGreaterThan(5);
    const [, file = '', name = ''] = /^(\S+\.test\.ts): (.+)$/.exec(test) ?? [];
    expect(existsSync(join(projectRoot, file)), test).toBe(true);
    expect(readFileSync(join(projectRoot, file), 'utf8')).toContain(name);
  });
});
