import { type VocabularyName, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { Understood, UnderstoodPart } from '../api/recommend.ts';
import type { Landmarks } from './landmarks.ts';

/**
 * Where a question uses no word of the vocabulary, the entry nearest by meaning is proposed. A proposal is shown to be
 * accepted, not ranked by: the question's vector is in the ranking already.
 */

/** Cosines of a question with the right entry lie mostly above the first, hardly ever below the second (fit set). */
const SURE = 0.62;
const POSSIBLE = 0.42;

export function withProposals(understood: Understood, landmarks: Landmarks | undefined, vector: Float32Array | undefined): Understood {
  if (!landmarks || !vector) return understood;
  return {
    ...understood,
    problems: understood.problems.length > 0 ? understood.problems : proposals(landmarks, vector, 'problems'),
    processes: understood.processes.length > 0 ? understood.processes : proposals(landmarks, vector, 'processes'),
  };
}

function proposals(landmarks: Landmarks, vector: Float32Array, name: VocabularyName): UnderstoodPart[] {
  return landmarks.nearest(vector, name, 1).flatMap(({ code, cosine }) => {
    const term = vocabulary()[name].get(code);
    const confidence = Math.round(Math.min(1, (cosine - POSSIBLE) / (SURE - POSSIBLE)) * 100) / 100;
    return term && confidence > 0 ? [{ code, name: { zh: term.zh, en: term.en }, by: 'meaning' as const, confidence }] : [];
  });
}
