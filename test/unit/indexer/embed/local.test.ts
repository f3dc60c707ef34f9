import { cpSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { projectRoot } from '../../../../corpus/root.ts';
import { EmbedderUnavailable } from '../../../../indexer/embed/embedder.ts';
import { LOCAL_MODEL, LocalEmbedder } from '../../../../indexer/embed/local.ts';
import { temporaryFolder } from '../../../setup/temporary-folder.ts';

let embedder: LocalEmbedder;

beforeAll(async () => {
  embedder = await LocalEmbedder.load();
});
afterAll(() => embedder.close());

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  a?.reduce((sum, x, i) => sum + x * (b?.[i] ?? 0), 0) ?? Number.NaN;
const length = (vector: Float32Array) => Math.hypot(...vector);

describe('the shipped model', () => {
  it('gives unit vectors of one length, for queries and passages', async () => {
    const query = await embedder.embedQuery('瓷砖厂窑炉烟气二氧化硫超标怎么治理');
    const passages = await embedder.embedPassages(['窑炉烟气脱硫', 'Flue gas desulphurisation at a tile kiln']);
    for (const vector of [query, ...passages]) {
      expect(vector).toHaveLength(384);
      expect(length(vector)).toBeCloseTo(1, 4);
    }
  });

  it('embeds a query and a passage of the same words differently', async () => {
    const [passage] = await embedder.embedPassages(['逆流漂洗']);
    expect(cosine(await embedder.embedQuery('逆流漂洗'), passage)).toBeLessThan(0.9999);
  });

  it('finds the passage that answers nearer than others, in either language', async () => {
    const [sulphur, english, water] = await embedder.embedPassages([
      '陶瓷窑炉烟气脱硫',
      'Desulphurisation of ceramic kiln flue gas',
      '电镀漂洗水回用',
    ]);
    for (const question of ['瓷砖厂二氧化硫超标', 'SO2 over the limit at a tile works']) {
      const query = await embedder.embedQuery(question);
      expect(cosine(query, sulphur)).toBeGreaterThan(cosine(query, water));
      expect(cosine(query, english)).toBeGreaterThan(cosine(query, water));
    }
  });

  it('gives the same vector for the same text, and as many as texts', async () => {
    expect(await embedder.embedQuery('镍')).toEqual(await embedder.embedQuery('镍'));
    expect(await embedder.embedPassages(Array.from({ length: 19 }, (_, i) => `第${i}条`))).toHaveLength(19);
    expect(await embedder.embedPassages([])).toEqual([]);
  });

  it.each([
    ['longer than it reads', '漂洗水回用 '.repeat(2000)],
    ['without letters', '。。。!!!'],
    ['without anything', ''],
    ['with what is no character', '\0\uD800 镍 \uDFFF'],
  ])('takes a text %s', async (_, text) => {
    expect(length(await embedder.embedQuery(text))).toBeCloseTo(1, 4);
  });

  it('says that it stopped when it is asked after its end', async () => {
    const short = await LocalEmbedder.load();
    await short.close();
    await expect(short.embedQuery('镍')).rejects.toBeInstanceOf(EmbedderUnavailable);
  });
});

describe('a model that is not whole', () => {
  /** A copy of the model's folder; its weights are the real ones until a test changes them. */
  function copyOfModel(change: (folder: string) => void): string {
    const models = temporaryFolder();
    const folder = join(models, LOCAL_MODEL);
    cpSync(join(projectRoot, 'models', LOCAL_MODEL), folder, { recursive: true });
    change(folder);
    return models;
  }

  it.each<[what: string, change: (folder: string) => void, said: RegExp]>([
    ['no folder', (folder) => rmSync(folder, { recursive: true }), /config\.json is missing; restore it/],
    ['no weights', (folder) => rmSync(join(folder, 'onnx', 'model_quantized.onnx')), /model_quantized\.onnx is missing/],
    ['no tokenizer', (folder) => rmSync(join(folder, 'tokenizer.json')), /tokenizer\.json is missing/],
    ['half of its weights', (folder) => truncateSync(join(folder, 'onnx', 'model_quantized.onnx'), 20_000_000), /cannot be read/],
    ['empty weights', (folder) => truncateSync(join(folder, 'onnx', 'model_quantized.onnx'), 0), /cannot be read/],
    ['other weights', (folder) => writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), 'x'.repeat(10_000)), /cannot be read/],
    ['a tokenizer that is no JSON', (folder) => writeFileSync(join(folder, 'tokenizer.json'), '{"version":'), /cannot be read/],
    ['a config that is no JSON', (folder) => writeFileSync(join(folder, 'config.json'), 'version https://git-lfs'), /cannot be read/],
  ])('with %s is refused with a sentence that says what to do', async (_, change, said) => {
    const failure = await LocalEmbedder.load(copyOfModel(change)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbedderUnavailable);
    expect((failure as Error).message).toMatch(said);
    expect((failure as Error).message).toMatch(/^The embedding model .*restore .*\.$/);
  });

  it.each<[file: string, change: (content: Buffer) => Buffer]>([
    ['config.json', (content) => Buffer.from(JSON.stringify({ ...JSON.parse(content.toString('utf8')), note: 'other' }))],
    ['tokenizer.json', (content) => Buffer.from(content.toString('utf8').replace('"的"', '"地的"'))],
    ['onnx/model_quantized.onnx', (content) => content.fill(0, 5_000_000, 5_001_000)],
  ])('is never taken for the shipped one: a changed %s is refused, or is another model by name', async (name, change) => {
    const models = copyOfModel((folder) => writeFileSync(join(folder, name), change(readFileSync(join(folder, name)))));
    const other = await LocalEmbedder.load(models).catch((error: unknown) => error);
    if (other instanceof LocalEmbedder) {
      await other.close();
      expect(other.id).not.toBe(embedder.id);
    } else {
      expect(other).toBeInstanceOf(EmbedderUnavailable);
    }
  });

  it('is the same model wherever its folder stands', async () => {
    const models = temporaryFolder();
    symlinkSync(join(projectRoot, 'models', LOCAL_MODEL), join(models, LOCAL_MODEL));
    const same = await LocalEmbedder.load(models);
    expect(same.id).toBe(embedder.id);
    await same.close();
  });
});
