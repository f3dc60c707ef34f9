import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { projectRoot } from '../../corpus/root.ts';

/** The questions with their right answers, and the records each set could know. See README.md beside the data. */

const folder = join(projectRoot, 'test', 'eval');

const Row = z.object({
  query: z.string(),
  lang: z.enum(['zh', 'en']),
  relevant: z.array(z.string()).min(1),
  not_relevant: z.array(z.string()).optional(),
  sector: z.string().default('?'),
  style: z.string().optional(),
});

export interface Question {
  query: string;
  lang: 'zh' | 'en';
  relevant: string[];
  sector: string;
  style?: string;
}

export const SETS = { check: 'known-first.txt', fit: 'known-both.txt', own: 'known-both.txt' } as const;
export type SetName = keyof typeof SETS;

export interface QuestionSet {
  name: SetName;
  questions: Question[];
  /** Records that existed when the questions were written: others are left out of a ranking before it is scored. */
  known: Set<string>;
}

export function loadQuestions(name: SetName): QuestionSet {
  const file = join(folder, `${name}.jsonl`);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const questions = lines.map((line, i) => {
    const parsed = Row.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}:${i + 1}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
    return parsed.data;
  });
  const known = new Set(readFileSync(join(folder, SETS[name]), 'utf8').trim().split('\n'));
  return { name, questions, known };
}

const OutRow = z.object({
  query: z.string(),
  lang: z.enum(['zh', 'en']),
  set: z.enum(['calibrate', 'kept']),
  near_miss: z.boolean().default(false),
});
export type OutOfField = z.infer<typeof OutRow>;

/** Questions outside the field: those to calibrate on, and those kept apart. */
export function loadOutOfField(set: 'calibrate' | 'kept'): OutOfField[] {
  const file = join(folder, 'out-of-field.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => OutRow.parse(JSON.parse(line)))
    .filter((row) => row.set === set);
}
