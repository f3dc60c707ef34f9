import type { Kind } from '../../corpus/kinds/kinds.ts';
import type { EvidenceGrade } from '../../corpus/kinds/record.ts';

/** Kinds in the order in which the page speaks of them. Typed so that a new kind fails the type check here. */
const ORDER: Record<Kind, number> = { technique: 0, case: 1, scheme: 2, guide: 3, benchmark: 4, policy: 5, standard: 6 };

export const KINDS = (Object.keys(ORDER) as Kind[]).sort((a, b) => ORDER[a] - ORDER[b]);

const STRENGTH: Record<EvidenceGrade, number> = { appraised: 0, measured: 1, reported: 2, calculated: 3, planned: 4 };

/** Evidence grades, the strongest first. */
export const GRADES_DOWN = (Object.keys(STRENGTH) as EvidenceGrade[]).sort((a, b) => STRENGTH[a] - STRENGTH[b]);

/** What can become a scheme of a draft: a technique, a plant that used it, an audit's scheme. */
export function canDraft({ kind }: { kind: Kind }): boolean {
  return kind === 'technique' || kind === 'case' || kind === 'scheme';
}
