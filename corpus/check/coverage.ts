import type { LibraryRecord } from '../kinds/kinds.ts';
import { industryAncestors, vocabulary } from '../vocabulary/vocabulary.ts';

/** Industries × problems: how many techniques and cases speak to each cell. */

export interface Cell {
  industry: string;
  problem: string;
  techniques: number;
  cases: number;
}

/** The division (C30) a code belongs to, or the code itself where it is a section or `*`. */
export function divisionOf(code: string): string {
  return industryAncestors(code).find((ancestor) => ancestor.length === 3) ?? code;
}

/** Cells in which the collection has anything, and for the divisions it knows also those in which it has nothing. */
export function coverage(records: LibraryRecord[]): Cell[] {
  const cells = new Map<string, Cell>();
  const divisions = new Set<string>();
  const cellOf = (industry: string, problem: string): Cell => {
    const key = `${industry} ${problem}`;
    const cell = cells.get(key) ?? { industry, problem, techniques: 0, cases: 0 };
    cells.set(key, cell);
    return cell;
  };
  for (const record of records) {
    if (record.kind !== 'case' && record.kind !== 'technique') continue;
    for (const industry of new Set(record.industries.map(divisionOf))) {
      divisions.add(industry);
      for (const problem of record.problems) cellOf(industry, problem)[record.kind === 'case' ? 'cases' : 'techniques']++;
    }
  }
  for (const industry of divisions) for (const problem of vocabulary().problems.keys()) cellOf(industry, problem);
  return [...cells.values()].sort((a, b) => a.industry.localeCompare(b.industry) || a.problem.localeCompare(b.problem));
}

/** The table and its thinnest cells, as text for a terminal. */
export function coverageText(records: LibraryRecord[]): string {
  const words = vocabulary();
  const cells = coverage(records);
  const filled = cells.filter(({ cases, techniques }) => cases + techniques > 0);
  const lines = filled.map(({ industry, problem, techniques, cases }) => {
    const name = `${industry} ${words.industries.get(industry)?.zh ?? ''} × ${words.problems.get(problem)?.zh ?? problem}`;
    return `${name}: ${techniques} techniques, ${cases} cases`;
  });
  const casesOf = new Map<string, number>();
  for (const { industry, cases } of cells) casesOf.set(industry, (casesOf.get(industry) ?? 0) + cases);
  const thin = cells
    .filter(({ industry, cases }) => cases <= 1 && (casesOf.get(industry) ?? 0) >= 20)
    .sort((a, b) => a.cases + a.techniques - (b.cases + b.techniques) || (casesOf.get(b.industry) ?? 0) - (casesOf.get(a.industry) ?? 0))
    .slice(0, 40)
    .map(
      ({ industry, problem, techniques, cases }) =>
        `${words.industries.get(industry)?.zh ?? industry} × ${words.problems.get(problem)?.zh ?? problem}: ${techniques}, ${cases}`,
    );
  return [
    ...lines,
    '',
    `${filled.length} of ${cells.length} cells hold something. Thinnest where the trade is well known (techniques, cases):`,
    ...thin,
  ].join('\n');
}
