import { z } from 'zod';

import { tables } from '../../corpus/vocabulary/tables.ts';
import { type Term, type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { VectorCache } from '../../indexer/embed/cache.ts';
import type { Embedder } from '../../indexer/embed/embedder.ts';
import { VectorMatrix } from '../../indexer/index/sqlite/matrix.ts';

/**
 * Known points among the vectors, by which a question is placed: the vocabulary's entries, for what is meant where no word of
 * it is used, and questions this library does not answer (corpus/vocabulary/out-of-field.csv), for saying so.
 */

export interface NearEntry {
  vocabulary: VocabularyName;
  code: string;
  cosine: number;
}

const OutOfFieldRow = z.object({ question: z.string().min(1), lang: z.enum(['zh', 'en']), topic: z.string().min(1) });

/** Aliases that join a name in its landmark: enough to say what is meant, few enough to mean one thing. */
const ALIASES = 4;

const PLACED: VocabularyName[] = ['problems', 'processes'];

/** Landmarks of a code: its Chinese and its English names. */
const OF_A_CODE = 2;

/** The vectors of landmarks, and what each is of. */
interface Placed {
  codes: string[];
  matrix: VectorMatrix;
}

export class Landmarks {
  readonly #entries: Map<VocabularyName, Placed>;
  readonly #outside: VectorMatrix;

  private constructor(entries: Map<VocabularyName, Placed>, outside: VectorMatrix) {
    this.#entries = entries;
    this.#outside = outside;
  }

  /** Embeds all landmarks, or takes them from the cache. */
  static async make(embedder: Embedder, cache: VectorCache): Promise<Landmarks> {
    const words = vocabulary();
    const named = PLACED.flatMap((name) =>
      [...words[name].values()].flatMap((term: Term) => [
        { vocabulary: name, code: term.code, text: [term.zh, ...term.aliasesZh.slice(0, ALIASES)].join('、') },
        { vocabulary: name, code: term.code, text: [term.en, ...term.aliasesEn.slice(0, ALIASES)].join(', ') },
      ]),
    );
    const vectors = await cache.embedPassages(
      embedder,
      named.map(({ text }) => text),
    );
    const entries = new Map(PLACED.map((name) => [name, { codes: [], matrix: new VectorMatrix(dimensionsOf(vectors)) } as Placed]));
    for (const [i, { vocabulary: name, code }] of named.entries()) {
      const placed = entries.get(name);
      const vector = vectors[i];
      if (!placed || !vector) continue;
      placed.codes.push(code);
      placed.matrix.push(vector);
    }
    const outside = await cache.embedQueries(embedder, outOfFieldQuestions());
    const matrix = new VectorMatrix(dimensionsOf(outside));
    for (const vector of outside) matrix.push(vector);
    return new Landmarks(entries, matrix);
  }

  /** The vocabulary's entries nearest to a question, each code once, nearest first. */
  nearest(question: Float32Array, name: VocabularyName, count: number): NearEntry[] {
    const placed = this.#entries.get(name);
    if (!placed) return [];
    const { codes, matrix } = placed;
    const best = new Map<string, NearEntry>();
    for (const slot of matrix.nearest(question, count * OF_A_CODE)) {
      const code = codes[slot] ?? '';
      if (!best.has(code)) best.set(code, { vocabulary: name, code, cosine: matrix.product(slot, question) });
    }
    return [...best.values()].slice(0, count);
  }

  /** Cosine with the nearest question this library does not answer. */
  outside(question: Float32Array): number {
    const [nearest] = this.#outside.nearest(question, 1);
    return nearest === undefined ? 0 : Math.max(0, this.#outside.product(nearest, question));
  }
}

function dimensionsOf(vectors: Float32Array[]): number {
  return vectors[0]?.length ?? 1;
}

function outOfFieldQuestions(): string[] {
  return tables()['out-of-field.csv'].map(({ cells }) => OutOfFieldRow.parse(cells).question);
}
