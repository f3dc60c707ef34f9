import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Case } from '../../../corpus/kinds/case.ts';
import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import { projectRoot } from '../../../corpus/root.ts';
import { VectorCache } from '../../../indexer/embed/cache.ts';
import { LocalEmbedder } from '../../../indexer/embed/local.ts';
import { compare, sketchOf, sourceKey, whyAlike } from '../../../indexer/likeness.ts';
import { cosineOf, textsOf } from '../../../server/curate/duplicates.ts';
import { SketchTable } from '../../../server/curate/sketches.ts';
import { sharedVectorCache } from '../../setup/served-app.ts';
import { shippedCollection } from '../../setup/shipped-collection.ts';

const records = shippedCollection().entries.map(({ record }) => record);
const cases = records.filter((record): record is Case => record.kind === 'case');
const byId = new Map(records.map((record) => [record.id, record]));

/** Pairs of cases that say of themselves that they are one plant and measure, told from two sources or by two collectors. */
const samePlant = cases.flatMap((record) =>
  record.samePlantAs.filter((id) => id > record.id).map((id) => [record, byId.get(id) as Case] as const),
);

describe('records told twice', () => {
  let embedder: LocalEmbedder;
  let cache: VectorCache;

  beforeAll(async () => {
    embedder = await LocalEmbedder.load();
    cache = new VectorCache(sharedVectorCache(projectRoot));
  });
  afterAll(async () => {
    await embedder.close();
    cache.close();
  });

  const vectorsOf = (record: LibraryRecord) => cache.embedPassages(embedder, textsOf(record));
  const why = async (a: LibraryRecord, b: LibraryRecord) =>
    whyAlike(compare(sketchOf(a), sketchOf(b), cosineOf(await vectorsOf(a), await vectorsOf(b))));

  it('are recognised: 14 of the 15 pairs of cases that are the same plant', async () => {
    const found = [];
    for (const [a, b] of samePlant) if ((await why(a, b)).length > 0) found.push(a.id);
    expect(samePlant).toHaveLength(15);
    expect(found.length).toBeGreaterThanOrEqual(14);
  });

  it('are told apart from plants that did a like thing: at most 3 other pairs in 100,000', async () => {
    const sketches = cases.map(sketchOf);
    const vectors = [];
    for (const record of cases) vectors.push(await vectorsOf(record));
    const kin = new Set(samePlant.flatMap(([a, b]) => [`${a.id} ${b.id}`, `${b.id} ${a.id}`]));
    let taken = 0;
    for (const [i, a] of sketches.entries()) {
      for (let j = i + 1; j < sketches.length; j++) {
        const b = sketches[j];
        if (!b || kin.has(`${a.id} ${b.id}`)) continue;
        const likeness = compare(a, b, cosineOf(vectors[i] ?? [], vectors[j] ?? []));
        if (whyAlike(likeness).length > 0) taken++;
      }
    }
    expect(taken).toBeLessThanOrEqual(3);
  });
});

describe('a text that was worked over', () => {
  const table = new SketchTable();
  for (const record of records) table.add(sketchOf(record));
  const half = (text: string) => text.slice(0, Math.ceil(text.length * 0.6));

  it.each<[string, (record: Case) => Partial<Case>]>([
    ['under another title', () => ({ title: { zh: '某企业清洁生产方案', en: 'A cleaner production scheme' } })],
    ['cut short', ({ summary }) => ({ summary: { zh: half(summary.zh), en: half(summary.en ?? '') } })],
    ['in Chinese alone', ({ title, summary }) => ({ title: { zh: title.zh }, summary: { zh: summary.zh } })],
    ['without its source and figures', () => ({ sources: [{ title: '转载' }], metrics: [] })],
    [
      'in traditional characters and full width',
      ({ summary }) => ({ summary: { zh: summary.zh.replaceAll('业', '業').replaceAll(',', ','), en: summary.en } }),
    ],
  ])('%s is found among all records by its words alone', (_, change) => {
    const missed = cases.filter((record) => {
      const sketch = sketchOf({ ...record, ...change(record), id: 'worked-over' });
      return !table.near(sketch).some((other) => other.id === record.id && whyAlike(compare(sketch, other, undefined)).length > 0);
    });
    expect(missed.map(({ id }) => id)).toHaveLength(0);
  });
});

describe('an address of a source', () => {
  it.each([
    ['http://www.example.org/a/', 'https://example.org/a'],
    ['https://m.example.org/a?utm_source=x&id=3', 'http://example.org/a?id=3#top'],
    ['https://example.org/a?b=2&a=1', 'https://EXAMPLE.org/a?a=1&b=2'],
    ['https://example.org/', 'https://example.org/index.html'],
  ])('%s is %s', (one, other) => expect(sourceKey(one)).toBe(sourceKey(other)));

  it('tells pages apart that differ in what they ask for', () => {
    expect(sourceKey('http://a.com/show.php?aid=1')).not.toBe(sourceKey('http://a.com/show.php?aid=2'));
  });
});
