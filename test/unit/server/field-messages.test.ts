import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../../corpus/root.ts';
import { OWN_MESSAGES } from '../../../server/field-messages.ts';

/** Texts of the schemas that are sentences for a person: the last parameter of a check, or its `error` or `message`. */
const MESSAGE = /(?:, |email\(|error: |message: )'((?:[a-z]+ )+[^']*)'/g;

describe('messages of the schemas', () => {
  const found = [join('corpus', 'kinds'), join('server', 'api')].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(projectRoot, folder, name), 'utf8').matchAll(MESSAGE)].map((match) => match[1])),
  );

  it('all have their Chinese', () => {
    expect(found.length).toBeGreaterThan(20);
    expect([...new Set(found)].sort()).toEqual(Object.keys(OWN_MESSAGES).sort());
  });
});
