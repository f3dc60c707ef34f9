import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../../corpus/root.ts';
import { OWN_MESSAGES } from '../../../server/field-messages.ts';

/** Texts of the kinds' schemas that are sentences for a person: the last parameter of a check, or its `error`. */
const MESSAGE = /(?:, |error: )'((?:[a-z]+ )+[^']*)'/g;

describe('messages of the kinds', () => {
  const folder = join(projectRoot, 'corpus', 'kinds');
  const found = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(MESSAGE)].map((match) => match[1]),
  );

  it('all have their Chinese', () => {
    expect(found.length).toBeGreaterThan(10);
    expect([...new Set(found)].sort()).toEqual(Object.keys(OWN_MESSAGES).sort());
  });
});
