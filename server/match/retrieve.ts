import { type Vocabulary, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { Embedder } from '../../indexer/embed/embedder.ts';
import type { Filter, Hit, KeywordQuery, Searchable } from '../../indexer/index/search-index.ts';
import type { Understood } from '../api/recommend.ts';
import type { Landmarks } from './landmarks.ts';

/** What finding needs: an index, and an embedder where one can be used. */
export interface Engine {
  index: Searchable;
  /** Undefined while the model is being loaded or cannot be used: search goes on by keyword alone. */
  embedder(): Embedder | undefined;
  /** Undefined until they are made, shortly after the vectors. */
  landmarks(): Landmarks | undefined;
}

export interface Retrieved {
  keyword: Hit[];
  semantic: Hit[];
  /** The question's vector, where it could be embedded. */
  vector?: Float32Array;
  mode: 'hybrid' | 'keyword';
  took: { embed: number; keyword: number; semantic: number };
}

/** Candidates from each side. At some hundreds the right answers are in with near certainty; more only costs time. */
export const DEPTH = 300;

/** A synonym or translation from the vocabulary says less than the user's own word. Fitted: see fuse.ts. */
const EXPANSION_WEIGHT = 0.3;

interface Wanted {
  filter?: Filter;
  /** Candidates from each side. */
  depth?: number;
  /** Is given what the words found while the question is still being embedded: time to read records in. */
  meanwhile?: (keyword: Hit[]) => Promise<unknown>;
}

/** Keyword and semantic candidates, side by side. An embedder that fails leaves the keyword side standing. */
export async function retrieve(
  engine: Engine,
  text: string,
  understood: Understood,
  { filter, depth = DEPTH, meanwhile }: Wanted = {},
): Promise<Retrieved> {
  const began = performance.now();
  const embedding = embed(engine.embedder(), text);
  const words = { text, expansions: expansionsOf(understood), expansionWeight: EXPANSION_WEIGHT, filter, limit: depth };
  if (engine.index.both) return togetherIn(engine.index, words, await embedding, began);
  const keyword = await engine.index.keyword(words);
  const keywordDone = performance.now();
  await meanwhile?.(keyword);
  const vector = await embedding;
  const embedDone = performance.now();
  const semantic = vector ? await engine.index.semantic({ vector, filter, limit: depth }) : [];
  return {
    keyword,
    semantic,
    vector,
    mode: semantic.length > 0 ? 'hybrid' : 'keyword',
    took: { keyword: keywordDone - began, embed: embedDone - began, semantic: performance.now() - embedDone },
  };
}

/** Both sides in one round trip: the time of it is counted once, as that of the words. */
async function togetherIn(index: Searchable, words: KeywordQuery, vector: Float32Array | undefined, began: number): Promise<Retrieved> {
  const embedDone = performance.now();
  const { filter, limit } = words;
  const { keyword, semantic } =
    vector && index.both ? await index.both(words, { vector, filter, limit }) : { keyword: await index.keyword(words), semantic: [] };
  return {
    keyword,
    semantic,
    vector,
    mode: semantic.length > 0 ? 'hybrid' : 'keyword',
    took: { embed: embedDone - began, keyword: performance.now() - embedDone, semantic: 0 },
  };
}

async function embed(embedder: Embedder | undefined, text: string): Promise<Float32Array | undefined> {
  if (!embedder || !text.trim()) return undefined;
  try {
    return await embedder.embedQuery(text);
  } catch {
    return undefined;
  }
}

/** Names in both languages of what was understood. */
function expansionsOf(understood: Understood): string[] {
  const words: Vocabulary = vocabulary();
  return [
    ...understood.industries.map(({ code }) => words.industries.get(code)),
    ...understood.problems.map(({ code }) => words.problems.get(code)),
    ...understood.processes.map(({ code }) => words.processes.get(code)),
    ...understood.terms.map(({ code }) => words.terms.get(code)),
  ].flatMap((term) => (term ? [term.zh, term.en] : []));
}
