import type { EvidenceGrade } from '../kinds/record.ts';
import type { Entry } from '../read/collection.ts';
import type { Problem } from '../read/problem.ts';

/**
 * An evidence grade follows from who vouches for the figures, and `evidenceBasis` says who: one of these words, a colon, and
 * what the source is (`programme: state case study with bills before and after`).
 *
 * - Honours do not raise a grade. A prize, a title or a place on a list that the press or the company mentions leaves it
 *   `reported`; only what an authority itself examined or published of this very measure is `appraised`.
 * - Where the source calls its main saving an estimate, the grade is `calculated`; where it was written before the measure
 *   ran, `planned`, whoever wrote it.
 */
const GRADES_OF: Record<string, EvidenceGrade[]> = {
  /** Newspapers, agencies, trade magazines and news sites, reprints too; also an authority's news that is no appraisal. */
  press: ['reported', 'calculated', 'planned'],
  /** Those who did or sold it, of their own work: owner, supplier, contractor, consultant, buyer, programme owner, users asked. */
  company: ['reported', 'calculated', 'planned'],
  /** Handbooks, textbooks, reviews and worked examples, which tell what others found. */
  handbook: ['reported', 'calculated', 'planned'],
  /** An audit or assessment of the plant, with its balances and meters. */
  audit: ['measured', 'calculated', 'planned'],
  /** A case study by a public programme, agency or centre that assisted the plant. */
  programme: ['measured', 'calculated', 'planned'],
  /** A paper, thesis, survey or project report whose authors measured. */
  study: ['measured', 'calculated', 'planned'],
  /** A measurement of which the source says who made it or with what: testing centre, utility, logged instruments. */
  test: ['measured', 'calculated', 'planned'],
  /** An authority's or professional body's appraisal, acceptance, certificate, catalogue entry or list with this practice. */
  authority: ['appraised', 'calculated', 'planned'],
};

export function evidenceProblems({ record, file, lineOf }: Entry): Problem[] {
  if ((record.kind !== 'case' && record.kind !== 'technique') || !record.evidence) return [];
  const problem = (field: string, message: string, zh: string): Problem => ({ file, line: lineOf([field]), field, message, zh });
  const who = /^(\w+): \S/.exec(record.evidenceBasis ?? '')?.[1] ?? '';
  const grades = Object.hasOwn(GRADES_OF, who) ? GRADES_OF[who] : undefined;
  if (!grades) {
    const words = Object.keys(GRADES_OF).join(', ');
    const message = `says who vouches for the figures and what the source is: one of ${words}, a colon, and the source`;
    return [problem('evidenceBasis', message, `写明数字由谁作证、来源是什么:${words} 之一,加英文冒号和空格,再写来源`)];
  }
  if (grades.includes(record.evidence)) return [];
  const message = `“${record.evidence}” does not follow from a ${who} source: ${grades.join(', ')} do`;
  return [problem('evidence', message, `${who} 类来源不能得出“${record.evidence}”,只能是 ${grades.join('、')}`)];
}
