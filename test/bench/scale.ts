import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Case } from '../../corpus/kinds/case.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { Library } from '../../corpus/library.ts';
import { readCollection } from '../../corpus/read/collection.ts';
import { projectRoot, shippedFolder } from '../../corpus/root.ts';
import { syncIndex } from '../../indexer/build.ts';
import { VectorCache } from '../../indexer/embed/cache.ts';
import { LocalEmbedder } from '../../indexer/embed/local.ts';
import type { Passage } from '../../indexer/index/search-index.ts';
import { SqliteIndex } from '../../indexer/index/sqlite/sqlite-index.ts';
import { documentOf } from '../../indexer/passages.ts';
import { type Made, madeCases, mixedVector, randomFrom } from './generate.ts';

/** A data folder with a large made library, whole in the index: built once, kept for the next measurement. */

export interface ScaleFill {
  records: number;
  keywordSeconds: number;
  vectorSeconds: number;
  indexMb: number;
}

export async function fillLarge(folder: string, count: number, say: (line: string) => void): Promise<ScaleFill | undefined> {
  if (existsSync(join(folder, 'index.db'))) return undefined;
  mkdirSync(folder, { recursive: true });
  const { entries, redirects } = readCollection(shippedFolder);
  const shipped = entries.map(({ record }) => record);
  const library = new Library(join(folder, 'library.db'));
  library.importShipped(shipped, redirects);
  const made = [...madeCases(shipped, count - shipped.length)];
  library.importShipped(
    made.map(({ record }) => record),
    [],
  );
  say(`${count} records in the library`);

  const index = SqliteIndex.open(join(folder, 'index.db'));
  const began = performance.now();
  await syncIndex(library, index, ({ done, total }) => {
    if (done % 10_000 === 0) say(`${done} of ${total} records in the keyword index`);
  });
  const keywordSeconds = (performance.now() - began) / 1000;
  const vectorsBegan = performance.now();
  await putMixedVectors(index, shipped, made, say);
  await index.close();
  library.close();
  return {
    records: count,
    keywordSeconds,
    vectorSeconds: (performance.now() - vectorsBegan) / 1000,
    indexMb: statSync(join(folder, 'index.db')).size / 1e6,
  };
}

/** Real vectors for what ships; for a made passage one between those of its parents. */
async function putMixedVectors(index: SqliteIndex, shipped: LibraryRecord[], made: Made[], say: (line: string) => void): Promise<void> {
  const embedder = await LocalEmbedder.load();
  const cache = new VectorCache(join(projectRoot, 'data', 'vectors.db'));
  await index.useModel(embedder.id);
  const real = new Map<string, Float32Array>();
  const passagesOf = new Map<string, Passage[]>();
  for (const record of shipped) {
    const { passages } = documentOf(record, () => undefined);
    passagesOf.set(record.id, passages);
    const vectors = await cache.embedPassages(
      embedder,
      passages.map(({ text }) => text),
    );
    passages.forEach(({ key }, i) => {
      const vector = vectors[i];
      if (vector) real.set(key, vector);
    });
  }
  await index.putVectors([...real].map(([key, vector]) => ({ key, vector })));
  await embedder.close();
  cache.close();
  const random = randomFrom(2);
  const vectorOf = (record: Case, lang: Passage['lang']) =>
    real.get(passagesOf.get(record.id)?.find((passage) => passage.lang === lang)?.key ?? '');
  let batch: { key: string; vector: Float32Array }[] = [];
  for (const [i, { record, parents }] of made.entries()) {
    for (const { key, lang } of documentOf(record, () => undefined).passages) {
      const base = vectorOf(parents[0], lang);
      const other = vectorOf(parents[1], lang) ?? base;
      if (base && other) batch.push({ key, vector: mixedVector(base, other, random) });
    }
    if (batch.length >= 500 || i + 1 === made.length) {
      await index.putVectors(batch);
      batch = [];
    }
    if ((i + 1) % 10_000 === 0) say(`${i + 1} of ${made.length} made records have vectors`);
  }
}
