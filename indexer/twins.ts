import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import type { VectorCache } from './embed/cache.ts';
import { cosine } from './embed/cosine.ts';
import type { Embedder } from './embed/embedder.ts';
import { documentOf } from './passages.ts';

/**
 * Records that say nearly the same. The threshold stands where, in this collection, pairs above it are one text told twice
 * and pairs below it are different plants doing a like thing.
 */
export const TWIN_COSINE = 0.965;

export interface Twins {
  a: string;
  b: string;
  cosine: number;
}

/** Pairs of a kind whose Chinese texts are nearer than the threshold, except those that say so of themselves. */
export async function nearTwins(
  records: LibraryRecord[],
  embedder: Embedder,
  cache: VectorCache,
  threshold = TWIN_COSINE,
): Promise<Twins[]> {
  const compared = records.filter(({ kind }) => kind === 'case' || kind === 'technique' || kind === 'policy' || kind === 'benchmark');
  const texts = compared.map((record) => documentOf(record, () => undefined).passages[0]?.text ?? record.title.zh);
  const vectors = await cache.embedPassages(embedder, texts);
  const twins: Twins[] = [];
  for (const [i, record] of compared.entries()) {
    for (let j = i + 1; j < compared.length; j++) {
      const other = compared[j];
      if (!other || other.kind !== record.kind || related(record, other)) continue;
      const mine = vectors[i];
      const others = vectors[j];
      const nearness = mine && others ? cosine(mine, others) : 0;
      if (nearness > threshold) twins.push({ a: record.id, b: other.id, cosine: nearness });
    }
  }
  return twins;
}

function related(a: LibraryRecord, b: LibraryRecord): boolean {
  if (a.kind === 'case') return a.samePlantAs.includes(b.id);
  if (a.kind === 'technique' && b.kind === 'technique')
    return a.broader === b.id || b.broader === a.id || (a.broader !== undefined && a.broader === b.broader);
  return false;
}
