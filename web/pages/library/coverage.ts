import type { CoverageAnswer } from '../../../server/api/overview.ts';

/** What the heat map counts, in what order its rows stand, and how numbers become shades. */

export const COUNTS = ['both', 'case', 'technique'] as const;
export type Counted = (typeof COUNTS)[number];

export const ORDERS = ['code', 'most'] as const;
export type Order = (typeof ORDERS)[number];

/** The number from which each shade is used. */
export const STEPS: readonly number[] = [1, 3, 6, 16];

function stepOf(count: number): number {
  return STEPS.filter((from) => count >= from).length;
}

type Cell = CoverageAnswer['cells'][number];

function countOf({ cases, techniques }: Pick<Cell, 'cases' | 'techniques'>, counted: Counted): number {
  return (counted === 'technique' ? 0 : cases) + (counted === 'case' ? 0 : techniques);
}

export const kindsOf = (counted: Counted): string[] => (counted === 'both' ? ['technique', 'case'] : [counted]);

/** Problems by what they concern, in the order in which the vocabulary first names each concern. */
export function columnGroups(problems: CoverageAnswer['problems']): { kind: string; problems: CoverageAnswer['problems'] }[] {
  const groups = new Map<string, CoverageAnswer['problems']>();
  for (const problem of problems) groups.set(problem.kind, [...(groups.get(problem.kind) ?? []), problem]);
  return [...groups].map(([kind, members]) => ({ kind, problems: members }));
}

/** The cells of each industry under the columns given, those without a record with none. */
export function rowsOf<Column extends { code: string }>(coverage: CoverageAnswer, columns: Column[], counted: Counted, order: Order) {
  const cells = new Map(coverage.cells.map((cell) => [`${cell.industry} ${cell.problem}`, cell]));
  const rows = coverage.industries.map((industry) => {
    const counts = columns.map((problem) => {
      const cell = cells.get(`${industry.code} ${problem.code}`);
      const count = cell ? countOf(cell, counted) : 0;
      return { problem, count, step: stepOf(count) };
    });
    return { industry, counts, sum: counts.reduce((sum, { count }) => sum + count, 0) };
  });
  return order === 'most' ? rows.sort((a, b) => b.sum - a.sum) : rows;
}
