import type { Understood, UnderstoodPart } from '../../../server/api/recommend.ts';
import type { Question } from '../../src/question.ts';

/** What was understood, as parts the reader can take away; and what taking one away makes of the question. */

export type PartField = 'industry' | 'problem' | 'process' | 'term' | 'region' | 'unwanted';

export interface Part {
  field: PartField;
  part: UnderstoodPart;
}

export function partsOf(understood: Understood): Part[] {
  const of = (field: PartField, parts: UnderstoodPart[]) => parts.map((part) => ({ field, part }));
  return [
    ...of('industry', understood.industries),
    ...of('problem', understood.problems),
    ...of('process', understood.processes),
    ...of('term', understood.terms),
    ...of('region', understood.region ? [understood.region] : []),
    ...of('unwanted', understood.unwanted),
  ];
}

/** What was chosen is given up; what was read out of the text is ignored from now on. */
export function withoutPart(question: Question, { field, part }: Part): Question {
  if (part.by === 'given') {
    if (field === 'industry') return { ...question, industry: undefined };
    if (field === 'problem') return { ...question, problems: question.problems.filter((code) => code !== part.code) };
    if (field === 'process') return { ...question, processes: question.processes.filter((code) => code !== part.code) };
  }
  return ignoring(question, `${field}:${part.code}`);
}

export function withoutBudget(question: Question): Question {
  return question.budget === undefined ? ignoring(question, 'budget') : { ...question, budget: undefined };
}

export function withoutPayback(question: Question): Question {
  return question.paybackYears === undefined ? ignoring(question, 'payback') : { ...question, paybackYears: undefined };
}

export function ignoring(question: Question, what: string): Question {
  return { ...question, ignore: [...question.ignore.filter((known) => known !== what), what] };
}

export function heeding(question: Question, what: string): Question {
  return { ...question, ignore: question.ignore.filter((known) => known !== what) };
}

export function withIndustry(question: Question, industry: string | undefined): Question {
  return { ...heeding(question, `industry:${industry}`), industry };
}

/** The problems that shall be asked about: new ones are given, ones that were understood and are not among them are taken away. */
export function withProblems(question: Question, understood: Understood, problems: string[]): Question {
  const known = understood.problems.map(({ code }) => code);
  let corrected: Question = { ...question, problems: [...question.problems, ...problems.filter((code) => !known.includes(code))] };
  for (const code of problems) corrected = heeding(corrected, `problem:${code}`);
  for (const part of understood.problems) {
    if (!problems.includes(part.code)) corrected = withoutPart(corrected, { field: 'problem', part });
  }
  return corrected;
}
