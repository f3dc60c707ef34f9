import type { z } from 'zod';

import type { Lang, Text } from '../../corpus/kinds/text.ts';
import { fieldPath } from '../../corpus/read/problem.ts';
import { DRAFT_VERSION, Draft } from '../api/draft.ts';

/** A draft from a file or a request: older versions are brought up, and what is wrong is told by field, in either language. */

type Json = Record<string, unknown>;

/** Step n turns version n into n + 1. A change of the format adds a step here and a test with a file of the old version. */
export type Migrations = Record<number, (draft: Json) => Json>;
const MIGRATIONS: Migrations = {};

/** The draft in today's version. What is no draft, or a newer one, is left as it is, for the schema to refuse. */
export function migrateDraft(input: unknown, migrations = MIGRATIONS, current: number = DRAFT_VERSION): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  let draft = input as Json;
  for (let version = draft.version; typeof version === 'number' && version < current; version = draft.version) {
    const step = migrations[version];
    if (!step) break;
    draft = { ...step(draft), version: version + 1 };
  }
  return draft;
}

export interface FieldProblem {
  /** `schemes[3].investment[0].amount.value` */
  field: string;
  message: string;
}

export type ReadDraft = { draft: Draft; problems: [] } | { draft?: undefined; problems: FieldProblem[] };

/** Reads a draft that came as text or as JSON. */
export function readDraft(input: unknown, lang: Lang = 'zh'): ReadDraft {
  let json = input;
  if (typeof input === 'string') {
    try {
      json = JSON.parse(input.replace(/^\uFEFF/, ''));
    } catch {
      return { problems: [{ field: '', message: say(WORDS.json, lang) }] };
    }
  }
  const parsed = Draft.safeParse(migrateDraft(json), { error: draftMessages(lang) });
  return parsed.success ? { draft: parsed.data, problems: [] } : { problems: fieldProblems(parsed.error) };
}

/** At most 50: a file from somewhere else would give thousands. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.slice(0, 50).map((issue) => ({
    field: fieldPath(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
    message: issue.message,
  }));
}

const say = (text: Text, lang: Lang) => (lang === 'en' ? (text.en ?? text.zh) : text.zh);
const words = (zh: string, en: string): Text => ({ zh, en });

const WORDS = {
  json: words('文件不是有效的 JSON,打不开。', 'The file is not valid JSON and cannot be opened.'),
  format: words('这不是清产通的草稿文件。', 'This is not a CleanMatch draft.'),
  newer: words('草稿由更新版本的清产通保存,请先升级。', 'The draft was saved by a newer CleanMatch: update first.'),
  rate: words('应为 0 到 3 之间的小数:8% 写 0.08。', 'A fraction from 0 to 3 is expected: 0.08 for 8 %.'),
  unknown: words('草稿没有这个字段。', 'A draft has no such field.'),
  missing: words('缺少这一项。', 'This is missing.'),
};

const TYPES: Record<string, Text> = {
  string: words('文字', 'text'),
  number: words('数字', 'a number'),
  int: words('整数', 'a whole number'),
  boolean: words('是或否(true、false)', 'true or false'),
  array: words('列表', 'a list'),
  object: words('一组字段', 'a group of fields'),
  record: words('一组字段', 'a group of fields'),
};

/** Messages for whatever a draft's schema finds wrong. */
export function draftMessages(lang: Lang): z.core.$ZodErrorMap {
  const of = (zh: string, en: string) => (lang === 'en' ? en : zh);
  return (issue) => {
    const field = issue.path?.at(-1);
    if (field === 'format') return say(WORDS.format, lang);
    if (field === 'version') return say(typeof issue.input === 'number' && issue.input > DRAFT_VERSION ? WORDS.newer : WORDS.format, lang);
    if (field === 'discountRate' || field === 'taxRate') return say(WORDS.rate, lang);
    if (issue.input === undefined && issue.code !== 'custom' && issue.code !== 'unrecognized_keys') return say(WORDS.missing, lang);
    switch (issue.code) {
      case 'invalid_type': {
        const type = TYPES[issue.expected];
        return type ? of(`应为${type.zh}。`, `Expected: ${type.en}.`) : of('类型不对。', 'Of the wrong type.');
      }
      case 'too_big': {
        const most = issue.maximum;
        if (issue.origin === 'array') return of(`最多 ${most} 项。`, `At most ${most} entries are taken.`);
        if (issue.origin === 'string') return of(`最多 ${most} 个字符。`, `At most ${most} characters are taken.`);
        return of(`不能大于 ${most}。`, `At most ${most} is taken.`);
      }
      case 'too_small': {
        const least = issue.minimum;
        if (issue.origin === 'array') return of(`至少 ${least} 项。`, `At least ${least} is expected.`);
        if (issue.inclusive === false) return of(`应大于 ${least}。`, `More than ${least} is expected.`);
        return of(`不能小于 ${least}。`, `At least ${least} is expected.`);
      }
      case 'invalid_value':
        return of(`应为以下之一:${issue.values.join('、')}。`, `One of these is expected: ${issue.values.join(', ')}.`);
      case 'unrecognized_keys':
        return say(WORDS.unknown, lang);
      case 'custom':
        return of(`编号 ${issue.params?.twice} 出现了两次。`, `The id ${issue.params?.twice} stands twice.`);
      default:
        return of('写法不对。', 'Not written as expected.');
    }
  };
}
