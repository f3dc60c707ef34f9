import type { Library } from '../../../corpus/library.ts';
import type { CellProblem, Offered } from '../../../corpus/read/offered.ts';
import type { CellProblem as Told } from '../../api/import.ts';
import { type Proposals, proposeCodes, proposeTechniques } from '../proposals.ts';

/** What may be meant by the words a file uses; where a cell is empty, what the record's own text speaks of. */

const OF_TEXT: Record<string, 'industries' | 'problems' | 'processes'> = {
  industries: 'industries',
  problems: 'problems',
  processes: 'processes',
};

/** The same word stands in many rows: it is looked up once. */
const known = new Map<string, Proposals>();
const MOST_KNOWN = 5000;

export function withProposals(problems: CellProblem[], offered: Offered | undefined, library: Library): Told[] {
  return problems.map((problem) => {
    const { vocabulary, value, column } = problem;
    if (vocabulary && value) return { ...problem, proposals: proposalsFor(vocabulary, value, library) };
    const name = OF_TEXT[column];
    if (!name || value !== undefined || !offered) return problem;
    const proposals = proposeCodes(name, textOf(offered)).slice(0, 5);
    return proposals.length > 0 ? { ...problem, proposals } : problem;
  });
}

function proposalsFor(vocabulary: NonNullable<CellProblem['vocabulary']>, word: string, library: Library): Proposals {
  if (vocabulary === 'techniques') return proposeTechniques(library, word);
  const key = `${vocabulary} ${word}`;
  const proposals = known.get(key) ?? proposeCodes(vocabulary, word);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, proposals);
  return proposals;
}

function textOf({ cells }: Offered): string {
  return ['title_zh', 'industry_text_zh', 'process_zh', 'summary_zh']
    .flatMap((key) => cells.get(key)?.value ?? [])
    .join(' ')
    .slice(0, 1000);
}
