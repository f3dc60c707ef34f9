import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { readCsv } from '../../corpus/read/csv.ts';
import { projectRoot } from '../../corpus/root.ts';
import { type Term, type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { VectorCache } from '../../indexer/embed/cache.ts';
import { cosine } from '../../indexer/embed/cosine.ts';
import type { Embedder } from '../../indexer/embed/embedder.ts';

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

export class Landmarks {
  readonly #entries: { vocabulary: VocabularyName; code: string; vector: Float32Array }[];
  readonly #outside: Float32Array[];

  private constructor(entries: { vocabulary: VocabularyName; code: string; vector: Float32Array }[], outside: Float32Array[]) {
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
    const entries = named.flatMap(({ vocabulary: name, code }, i) => {
      const vector = vectors[i];
      return vector ? [{ vocabulary: name, code, vector }] : [];
    });
    return new Landmarks(entries, await cache.embedQueries(embedder, outOfFieldQuestions()));
  }

  /** The vocabulary's entries nearest to a question, each code once, nearest first. */
  nearest(question: Float32Array, name: VocabularyName, count: number): NearEntry[] {
    const best = new Map<string, NearEntry>();
    for (const { vocabulary: of, code, vector } of this.#entries) {
      if (of !== name) continue;
      const nearness = cosine(question, vector);
      if (nearness > (best.get(code)?.cosine ?? -1)) best.set(code, { vocabulary: name, code, cosine: nearness });
    }
    return [...best.values()].sort((a, b) => b.cosine - a.cosine).slice(0, count);
  }

  /** Cosine with the nearest question this library does not answer. */
  outside(question: Float32Array): number {
    let nearest = 0;
    for (const vector of this.#outside) nearest = Math.max(nearest, cosine(question, vector));
    return nearest;
  }
}

function outOfFieldQuestions(): string[] {
  const file = join(projectRoot, 'corpus', 'vocabulary', 'out-of-field.csv');
  return readCsv(readFileSync(file, 'utf8'), file).rows.map(({ cells }) => OutOfFieldRow.parse(cells).question);
}
