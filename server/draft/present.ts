import type { Lang } from '../../corpus/kinds/text.ts';
import type { EvaluateAnswer } from './answers.ts';
import type { Evaluation } from './evaluate.ts';
import { GAPS, issueText, NOTES } from './notes.ts';
import { say } from './words.ts';

/** An evaluation as the API says it: codes as sentences, items as sums. */
export function presentEvaluation({ schemes, totals }: Evaluation, lang: Lang): EvaluateAnswer {
  return {
    schemes: schemes.map(({ amounts, gaps, ...scheme }) => ({
      ...scheme,
      investment: amounts.investment,
      benefit: amounts.benefit,
      benefitFrom: amounts.benefitFrom,
      investmentByKind: amounts.investmentByKind,
      benefitByKind: amounts.benefitByKind,
      unconfirmed: amounts.unconfirmed,
      remarks: [
        ...gaps.map((gap) => say(GAPS[gap], lang)),
        ...(scheme.indicators?.notes ?? []).map((note) => say(NOTES[note], lang)),
        ...amounts.issues.map((issue) => `${issue.field}: ${say(issueText(issue), lang)}`),
      ],
    })),
    totals,
  };
}
