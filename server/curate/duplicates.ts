import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Text } from '../../corpus/kinds/text.ts';
import type { Library } from '../../corpus/library.ts';
import { cosine } from '../../indexer/embed/cosine.ts';
import type { Searchable } from '../../indexer/index/search-index.ts';
import { type Alike, compare, type Likeness, type Sketch, sketchOf, whyAlike } from '../../indexer/likeness.ts';
import { documentOf } from '../../indexer/passages.ts';
import { SketchTable } from './sketches.ts';

/** Records of the library, in any state but retired, that may be the same thing as a record: by source, number, text and meaning. */

export interface AlikeRecord {
  id: string;
  title: Text;
  why: Alike[];
  /** Absent where nothing is embedded. */
  cosine?: number;
  /** Part of the shorter text that the other has too. */
  text: number;
}

/** Where vectors of passages come from; nothing where there is no embedder. */
export interface Meaning {
  embedder(): object | undefined;
  embedPassages(texts: string[]): Promise<Float32Array[] | undefined>;
}

/** Nearest by meaning that are compared beside those the sketches find. */
const NEAREST = 5;
const MOST_SHOWN = 3;

export class Duplicates {
  readonly #library: Library;
  readonly #index: Searchable;
  readonly #meaning: Meaning;
  readonly #table = new SketchTable();
  #sequence = 0;

  constructor(library: Library, index: Searchable, meaning: Meaning) {
    this.#library = library;
    this.#index = index;
    this.#meaning = meaning;
  }

  /** Whether texts can be compared by meaning now. */
  get knowsMeaning(): boolean {
    return this.#meaning.embedder() !== undefined;
  }

  /** Brings the sketches up to the library: all of them at first, then what changed. */
  async refresh(): Promise<void> {
    const { sequence } = this.#library;
    if (sequence === this.#sequence) return;
    const changed = this.#library.changesSince(this.#sequence).map(({ id }) => id);
    for (const [i, id] of changed.entries()) {
      const head = this.#library.desk.head(id);
      if (!head || head.state === 'retired' || head.record.id !== id) this.#table.remove(id);
      else this.#table.add(sketchOf(head.record));
      if (i % 200 === 199) await new Promise(setImmediate);
    }
    this.#sequence = sequence;
  }

  /** Most alike first; `vectors` are those of the record's passages, where they are made already. */
  async alike(record: LibraryRecord, { byMeaning = true, except = '' } = {}): Promise<AlikeRecord[]> {
    await this.refresh();
    const sketch = sketchOf(record);
    const vectors = byMeaning ? await this.#meaning.embedPassages(textsOf(record)) : undefined;
    const candidates = new Map<string, number | undefined>(this.#table.near(sketch).map(({ id }) => [id, undefined]));
    for (const vector of vectors ?? []) {
      for (const { id, score } of await this.#index.semantic({ vector, filter: { kind: [record.kind] }, limit: NEAREST }))
        candidates.set(id, Math.max(score, candidates.get(id) ?? -1));
    }
    const found: { other: Sketch; likeness: Likeness; why: Alike[] }[] = [];
    for (const [id, score] of candidates) {
      const other = this.#table.get(id);
      if (!other || id === record.id || id === except || isKin(record, id)) continue;
      const likeness = compare(sketch, other, score ?? (await this.#cosine(vectors, id)));
      const why = whyAlike(likeness);
      if (why.length > 0) found.push({ other, likeness, why });
    }
    return found
      .sort((a, b) => nearness(b.likeness) - nearness(a.likeness) || (a.other.id < b.other.id ? -1 : 1))
      .slice(0, MOST_SHOWN)
      .map(({ other, likeness, why }) => this.#present(other.id, likeness, why));
  }

  /** Pairs of records that may be one, most alike first. Looks at the records changed last, at most `most` of them. */
  async pairs(most: number): Promise<{ a: AlikeRecord & { kind: string }; b: AlikeRecord }[]> {
    await this.refresh();
    const { heads } = this.#library.desk.list({ states: ['draft', 'in-review', 'published'], kinds: COMPARED }, most, 0);
    const seen = new Set<string>();
    const pairs: { a: AlikeRecord & { kind: string }; b: AlikeRecord }[] = [];
    for (const { record } of heads) {
      for (const b of await this.alike(record)) {
        const key = [record.id, b.id].sort().join(' ');
        if (seen.has(key)) continue;
        seen.add(key);
        pairs.push({ a: { ...b, id: record.id, title: record.title, kind: record.kind }, b });
      }
      await new Promise(setImmediate);
    }
    return pairs.sort((x, y) => nearness(y.b) - nearness(x.b));
  }

  async #cosine(vectors: Float32Array[] | undefined, id: string): Promise<number | undefined> {
    const record = this.#library.desk.head(id)?.record;
    const others = vectors && record && (await this.#meaning.embedPassages(textsOf(record)));
    return others && cosineOf(vectors, others);
  }

  #present(id: string, { cosine, text }: Likeness, why: Alike[]): AlikeRecord {
    const title = this.#library.desk.head(id)?.record.title ?? { zh: id };
    return { id, title, why, cosine: cosine && Number(cosine.toFixed(3)), text: Number(text.toFixed(3)) };
  }
}

const COMPARED: LibraryRecord['kind'][] = ['case', 'technique', 'policy', 'benchmark'];

/** The nearest of all pairs: a text in one language may stand in the other one's place. */
export function cosineOf(a: Float32Array[], b: Float32Array[]): number {
  let best = -1;
  for (const x of a) for (const y of b) best = Math.max(best, cosine(x, y));
  return best;
}

export const textsOf = (record: LibraryRecord): string[] => documentOf(record, () => undefined).passages.map(({ text }) => text);

const nearness = ({ cosine = 0, text }: { cosine?: number; text: number }): number => Math.max(cosine, text);

/** Records that say of themselves that they belong together. */
function isKin(record: LibraryRecord, id: string): boolean {
  if (record.kind === 'case') return record.samePlantAs.includes(id);
  return record.kind === 'technique' && record.broader === id;
}
