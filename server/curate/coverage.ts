import { divisionOf } from '../../corpus/check/coverage.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { DeskCoverageAnswer } from '../api/desk/missing.ts';

/** Industries × problems by number and by evidence grade, for the heat map. */

type Cell = DeskCoverageAnswer['cells'][number];

export function deskCoverage(records: LibraryRecord[]): DeskCoverageAnswer {
  const words = vocabulary();
  const cells = new Map<string, Cell>();
  for (const record of records) {
    if (record.kind !== 'case' && record.kind !== 'technique') continue;
    for (const industry of new Set(record.industries.map(divisionOf))) {
      for (const problem of record.problems) {
        const cell = cells.get(`${industry} ${problem}`) ?? emptyCell(industry, problem);
        cells.set(`${industry} ${problem}`, cell);
        if (record.kind === 'technique') cell.techniques++;
        else {
          cell.cases++;
          cell.grades[record.evidence ?? 'ungraded']++;
        }
      }
    }
  }
  const industries = [...new Set([...cells.values()].map(({ industry }) => industry))].sort().map((code) => {
    const industry = words.industries.get(code);
    return { code, name: { zh: industry?.zh ?? code, en: industry?.en } };
  });
  const problems = [...words.problems.values()].map(({ code, zh, en, kind }) => ({ code, name: { zh, en }, kind }));
  return { industries, problems, cells: [...cells.values()] };
}

function emptyCell(industry: string, problem: string): Cell {
  const grades = { planned: 0, calculated: 0, reported: 0, measured: 0, appraised: 0, ungraded: 0 };
  return { industry, problem, techniques: 0, cases: 0, grades };
}
