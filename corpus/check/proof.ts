import type { Technique } from '../kinds/technique.ts';
import type { Entry } from '../read/collection.ts';
import type { Problem } from '../read/problem.ts';
import type { Around } from './rules.ts';

/** Cases prove techniques: each case at least one canonical technique, each canonical technique by a case or with a stated reason. */

/** Of one record: a case names canonical techniques and its grade, a form names a canonical technique. */
export function proofProblems({ record, file, lineOf }: Entry, around: Around): Problem[] {
  const problem = (field: string, message: string, zh: string): Problem => ({ file, line: lineOf([field]), field, message, zh });
  const isForm = (id: string) => {
    const target = around.record(id);
    return target?.kind === 'technique' && target.broader !== undefined;
  };
  if (record.kind === 'case') {
    if (record.techniques.length === 0) return [problem('techniques', 'a case proves at least one technique', '案例至少要证明一项技术')];
    if (!record.evidence) return [problem('evidence', 'an evidence grade is missing', '缺少证据等级')];
    const form = record.techniques.find(isForm);
    if (!form) return [];
    const zh = `“${form}”是另一项技术的一种形式:请填上级技术`;
    return [problem('techniques', `“${form}” is a form of another technique: name the canonical one`, zh)];
  }
  if (record.kind === 'technique' && record.broader && isForm(record.broader)) {
    return [
      problem('broader', `“${record.broader}” is itself a form: name the canonical technique`, `“${record.broader}”本身就是一种形式`),
    ];
  }
  return [];
}

/** Of a whole collection: each canonical technique is proven by a case, or says why it stands there. */
export function unprovenTechniques(entries: Entry[], redirected: Map<string, string>): Problem[] {
  const proven = new Set<string>();
  for (const { record } of entries) {
    if (record.kind === 'case') for (const id of record.techniques) proven.add(redirected.get(id) ?? id);
  }
  return entries.flatMap(({ record, file, lineOf }) => {
    if (record.kind !== 'technique' || record.broader || proven.has(record.id) || record.reasonWithoutCase) return [];
    const field = 'reasonWithoutCase';
    return [{ file, line: lineOf([field]), field, message: 'no case proves this technique: link one, or say why it stands here' }];
  });
}

/** Chinese characters of a technique's text over all its sections, the summary apart. */
export function bodyLength(technique: Technique): number {
  return [technique.howItWorks, technique.applicability, technique.limits, technique.needs, technique.crossMedia]
    .map((text) => text?.zh.length ?? 0)
    .reduce((sum, length) => sum + length, 0);
}
