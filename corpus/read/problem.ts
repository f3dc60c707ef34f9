import type { z } from 'zod';

/** Something wrong in a file, told so that a person can find and mend it. */
export interface Problem {
  file: string;
  line?: number;
  column?: number;
  field?: string;
  message: string;
  /** The same in Chinese, where editors are told of it. */
  zh?: string;
}

export function describeProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  return problem.field ? `${place}: ${problem.field}: ${problem.message}` : `${place}: ${problem.message}`;
}

/** A field's path as people write it: `metrics[2].unit`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  );
}

/** A zod error as problems, each with the line that `lineOf` knows for its field. */
export function schemaProblems(error: z.ZodError, file: string, lineOf: (path: readonly PropertyKey[]) => number | undefined): Problem[] {
  return error.issues.map((issue) => {
    const field = issue.code === 'unrecognized_keys' ? fieldPath([...issue.path, issue.keys[0] ?? '']) : fieldPath(issue.path);
    return { file, line: lineOf(issue.path), field, message: issue.message };
  });
}
