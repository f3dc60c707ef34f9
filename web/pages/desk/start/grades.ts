import type { z } from 'zod';

import type { EvidenceGrade } from '../../../../corpus/kinds/record.ts';
import type { DeskCoverageAnswer } from '../../../../server/api/desk/missing.ts';
import type { CoverageAnswer } from '../../../../server/api/overview.ts';
import { GRADES_DOWN } from '../../../src/kinds.ts';

/** The map with the cases only that are proven to a grade or further; a case without a grade is proven to none. */
export function atLeast(coverage: z.infer<typeof DeskCoverageAnswer>, grade: EvidenceGrade): CoverageAnswer {
  const counted = GRADES_DOWN.slice(0, GRADES_DOWN.indexOf(grade) + 1);
  const cells = coverage.cells.map(({ industry, problem, grades }) => ({
    industry,
    problem,
    techniques: 0,
    cases: counted.reduce((sum, one) => sum + grades[one], 0),
  }));
  return { ...coverage, cells };
}
