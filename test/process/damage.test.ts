import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { HealthAnswer } from '../../server/api/record.ts';
import { SearchAnswer } from '../../server/api/search.ts';
import { expectRefusal, startServer } from '../setup/server-process.ts';
import { filledFolders, smallCheckout } from '../setup/small-checkout.ts';

const checkout = smallCheckout({ ownModel: true });

let filledFolder: () => string;
let data: string;
let sound: HealthAnswer['index'];
const file = (name: string) => join(data, name);
const keywordOnly = () => ({ CLEANMATCH_DATA: data, CLEANMATCH_EMBEDDER: 'none' });

/** Starts on the data folder, looks at its health once it is settled, asks one question, and stops it. */
async function healthOfOneRun(env: Record<string, string> = keywordOnly()): Promise<HealthAnswer> {
  const server = startServer(env, checkout.root);
  const health = await server.healthWhen('keyword-only');
  const found = await fetch(`${await server.address}/api/search?q=nox&limit=1`);
  expect(found.status).toBe(200);
  expect(SearchAnswer.parse(await found.json()).total).toBeGreaterThan(0);
  server.kill('SIGTERM');
  const { code, stdout, stderr } = await server.ended;
  expect(code).toBe(0);
  expect(stdout + stderr).not.toMatch(/^ {4}at /m);
  return health;
}

beforeAll(async () => {
  filledFolder = await filledFolders(checkout);
  data = filledFolder();
  sound = (await healthOfOneRun()).index;
});
beforeEach(() => {
  data = filledFolder();
});

const overwritten = (content: Buffer) => Buffer.from(content).fill(0xaa, 4096, Math.floor(content.length * 0.8));
const half = (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2));

describe('a damaged index is made anew: nothing is lost', () => {
  it.each<[what: string, damage: () => void]>([
    ['no database', () => writeFileSync(file('index.db'), 'no database '.repeat(1000))],
    ['half of it', () => half(file('index.db'))],
    ['overwritten pages', () => writeFileSync(file('index.db'), overwritten(readFileSync(file('index.db'))))],
    ['a foreign journal', () => writeFileSync(file('index.db-wal'), 'no journal '.repeat(1000))],
  ])('%s', async (_, damage) => {
    damage();
    const { records, passages } = (await healthOfOneRun()).index;
    expect({ records, passages }).toEqual({ records: sound.records, passages: sound.passages });
  });
});

describe('a damaged cache of vectors is made anew', () => {
  it('no database', async () => {
    writeFileSync(file('vectors.db'), 'no database '.repeat(1000));
    expect((await healthOfOneRun()).index.records).toBe(sound.records);
  });
});

describe('a damaged library stops the start: it is the truth, and is left as it is', () => {
  it.each<[what: string, damage: () => void, said: RegExp]>([
    [
      'no database',
      () => writeFileSync(file('library.db'), 'no database '.repeat(1000)),
      /^The library .*library\.db is damaged: restore it from a backup/,
    ],
    ['half of it', () => half(file('library.db')), /^The library .*library\.db is damaged: restore it from a backup/],
    [
      'overwritten pages',
      () => writeFileSync(file('library.db'), overwritten(readFileSync(file('library.db')))),
      /^The library .* is damaged: restore/,
    ],
    [
      'a page overwritten',
      () => writeFileSync(file('library.db'), onePageOverwritten(readFileSync(file('library.db')))),
      /^The library .* is damaged: restore/,
    ],
    [
      'a newer version',
      () => writeFileSync(file('library.db'), newer(readFileSync(file('library.db')))),
      /newer CleanMatch.*update CleanMatch, or restore a backup/,
    ],
  ])('%s', async (_, damage, said) => {
    damage();
    const damaged = readFileSync(file('library.db'));
    await expectRefusal(startServer(keywordOnly(), checkout.root), said);
    expect(readFileSync(file('library.db')).equals(damaged)).toBe(true);
  });
});

/** The root page of the records table alone. */
function onePageOverwritten(content: Buffer): Buffer {
  return Buffer.from(content).fill(0xaa, 4096, 8192);
}

/** The version stands at byte 60 of the file's header. */
function newer(content: Buffer): Buffer {
  const changed = Buffer.from(content);
  changed.writeInt32BE(999, 60);
  return changed;
}

describe('a model that cannot be read leaves search by words, and health says so', () => {
  const weights = () => join(checkout.modelFolder, 'onnx', 'model_quantized.onnx');

  it.each<[what: string, damage: () => void, said: RegExp]>([
    ['half of its weights', () => truncateSync(weights(), 20_000_000), /cannot be read.*restore its files/],
    ['a broken tokenizer', () => writeFileSync(join(checkout.modelFolder, 'tokenizer.json'), '{'), /cannot be read.*restore its files/],
    ['no weights', () => rmSync(weights()), /model_quantized\.onnx is missing/],
    ['no model at all', () => rmSync(checkout.modelFolder, { recursive: true }), /config\.json is missing/],
  ])('%s', async (_, damage, said) => {
    damage();
    const { detail, embedder, index } = await healthOfOneRun({ CLEANMATCH_DATA: data });
    expect(detail).toMatch(said);
    expect(detail).toMatch(/^The embedding model .*\. Searching by keyword only\.$/);
    expect(embedder).toBeUndefined();
    expect(index).toMatchObject({ records: sound.records, vectors: 0 });
  });
});
