import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { EvidenceGrade } from '../../corpus/kinds/record.ts';
import { techniquesOf } from '../../indexer/passages.ts';
import type { RecordSource } from '../records.ts';
import { byScore, type Candidate, type Weights, weigh } from './fuse.ts';

/**
 * Records → techniques. A technique's score comes from its best evidence and how much there is: each further plant counts
 * half of the one before, so that one splendid match is not buried under ten weak ones. Its own text counts as evidence.
 */

/** What a further piece of evidence adds, as a share of the one before it. */
const DIMINISHING = 0.5;

/** How much all further evidence together can add to the best, before grades. */
const FURTHER = 0.1;

/** Weaker proof counts less as further evidence; the best match counts whole, whatever its grade. */
const GRADE_WEIGHT: Record<EvidenceGrade, number> = { appraised: 1, measured: 1, reported: 0.8, calculated: 0.5, planned: 0.3 };

export interface Group {
  /** The technique, or a record that belongs to none and stands by itself. */
  technique: LibraryRecord;
  /** Best first: the technique's own text among them where it was found. */
  members: Candidate[];
  score: number;
}

/** Kinds that are recommended, or prove what is; benchmarks, policies, guides and standards are shown beside. */
const PROVING = new Set(['case', 'technique', 'scheme']);

export async function group(candidates: Candidate[], source: RecordSource, weights: Weights): Promise<Group[]> {
  const membersOf = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (!PROVING.has(candidate.record.kind)) continue;
    const techniques = techniquesOf(candidate.record);
    for (const id of techniques.length > 0 ? techniques : [candidate.record.id]) {
      const members = membersOf.get(id);
      if (members) members.push(candidate);
      else membersOf.set(id, [candidate]);
    }
  }
  // An id that was merged leads to the technique it was merged into: both are one. One that leads to a guide is no technique any more.
  const techniques = await source.many(membersOf.keys());
  const byTechnique = new Map<string, { technique: LibraryRecord; members: Set<Candidate> }>();
  for (const [id, members] of membersOf) {
    const technique = techniques.get(id);
    if (!technique || !PROVING.has(technique.kind)) continue;
    const known = byTechnique.get(technique.id) ?? { technique, members: new Set() };
    for (const member of members) known.members.add(member);
    byTechnique.set(technique.id, known);
  }
  const groups: Group[] = [...byTechnique.values()].map(({ technique, members }) => ({
    technique,
    members: judged(technique, [...members].sort(byScore), weights),
    score: 0,
  }));
  for (const one of groups) one.score = groupScore(one.members);
  return groups.sort((a, b) => b.score - a.score || (a.technique.id < b.technique.id ? -1 : 1));
}

/** Evidence of a technique that is not wanted is not wanted as such, though it may prove another technique as well. */
function judged(technique: LibraryRecord, members: Candidate[], weights: Weights): Candidate[] {
  const own = members.find(({ record }) => record.id === technique.id);
  if (!own || own.values.unwanted >= 0) return members;
  return members.map((member) => {
    const values = { ...member.values, unwanted: -1 };
    return { ...member, values, score: weigh(values, weights) };
  });
}

/** The score of a technique whose evidence has these scores. */
export function groupScore(members: { record: LibraryRecord; score: number }[]): number {
  const scored = members
    .map(({ record, score }) => ({ score: Math.max(0, score), gradeWeight: GRADE_WEIGHT[gradeOf(record)] }))
    // Equal evidence stands by its grade, not by the order it came in: the score must not depend on that.
    .sort((a, b) => b.score - a.score || b.gradeWeight - a.gradeWeight);
  let total = scored[0]?.score ?? 0;
  let share = FURTHER;
  for (const { score, gradeWeight } of scored.slice(1, 6)) {
    total += share * score * gradeWeight;
    share *= DIMINISHING;
  }
  return total;
}

export function gradeOf(record: LibraryRecord): EvidenceGrade {
  return ('evidence' in record ? record.evidence : undefined) ?? 'reported';
}
