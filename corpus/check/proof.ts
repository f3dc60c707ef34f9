import type { Technique } from '../kinds/technique.ts';
import type { Entry } from '../read/collection.ts';
import type { Problem } from '../read/problem.ts';

/** Cases prove techniques: each case at least one canonical technique, each canonical technique by a case or with a stated reason. */

export function proofProblems(entries: Entry[], redirected: Map<string, string>): Problem[] {
  const proven = new Set<string>();
  for (const { record } of entries) {
    if (record.kind === 'case') for (const id of record.techniques) proven.add(redirected.get(id) ?? id);
  }
  const forms = new Set(entries.flatMap(({ record }) => (record.kind === 'technique' && record.broader ? [record.id] : [])));
  return entries.flatMap((entry) => {
    const { record, file, lineOf } = entry;
    const problem = (field: string, message: string): Problem => ({ file, line: lineOf([field]), field, message });
    if (record.kind === 'case') {
      if (record.techniques.length === 0) return [problem('techniques', 'a case proves at least one technique')];
      if (!record.evidence) return [problem('evidence', 'an evidence grade is missing')];
      const form = record.techniques.find((id) => forms.has(id));
      return form ? [problem('techniques', `“${form}” is a form of another technique: name the canonical one`)] : [];
    }
    if (record.kind === 'technique' && !record.broader && !proven.has(record.id) && !record.reasonWithoutCase) {
      return [problem('reasonWithoutCase', 'no case proves this technique: link one, or say why it stands here')];
    }
    if (record.kind === 'technique' && record.broader && forms.has(record.broader)) {
      return [problem('broader', `“${record.broader}” is itself a form: name the canonical technique`)];
    }
    return [];
  });
}

/** Chinese characters of a technique's text over all its sections, the summary apart. */
export function bodyLength(technique: Technique): number {
  return [technique.howItWorks, technique.applicability, technique.limits, technique.needs, technique.crossMedia]
    .map((text) => text?.zh.length ?? 0)
    .reduce((sum, length) => sum + length, 0);
}
