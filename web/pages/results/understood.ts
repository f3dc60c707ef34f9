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

/** Parts that were read or given, and by which is ranked. */
export function isCertain({ by }: UnderstoodPart): boolean {
  return by !== 'meaning';
}

/** In `ignore`: the words are taken as they were typed. */
export const SPELLING = 'spelling';

/** Without the mending of typing errors, and without what was understood only because of it. */
export function asTyped(question: Question, understood: Understood): Question {
  return partsOf(understood)
    .filter(({ part }) => part.by === 'spelling')
    .reduce((left, { field, part }) => ignoring(left, `${field}:${part.code}`), ignoring(question, SPELLING));
}

/** A proposal taken up is as good as a choice. What has no field of its own is added to the words. */
export function accepting(question: Question, { field, part }: Part): Question {
  if (field === 'industry') return withIndustry(question, part.code);
  const heeded = heeding(question, `${field}:${part.code}`);
  if (field === 'problem') return { ...heeded, problems: [...new Set([...question.problems, part.code])] };
  if (field === 'process') return { ...heeded, processes: [...new Set([...question.processes, part.code])] };
  return { ...heeded, text: `${question.text} ${part.name.zh}`.trim() };
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
  const certain = understood.problems.filter(isCertain);
  const known = certain.map(({ code }) => code);
  let corrected: Question = { ...question, problems: [...question.problems, ...problems.filter((code) => !known.includes(code))] };
  for (const code of problems) corrected = heeding(corrected, `problem:${code}`);
  for (const part of certain) {
    if (!problems.includes(part.code)) corrected = withoutPart(corrected, { field: 'problem', part });
  }
  return corrected;
}
