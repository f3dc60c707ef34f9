import type { z } from 'zod';

import type { Text } from '../corpus/kinds/text.ts';
import type { Words } from '../corpus/read/choices.ts';
import { fieldPath } from '../corpus/read/problem.ts';

/** What a schema finds wrong in what was sent, by field and in both languages. Pure. */

const w = (zh: string, en: string): Words => ({ zh, en });

/** The schemas' own messages (corpus/kinds, server/api) in Chinese; test/unit/server/field-messages.test.ts fails where one is missing. */
export const OWN_MESSAGES: Record<string, string> = {
  'a case names at least one problem': '案例至少要有一个问题',
  'a finite number is expected': '应为有限的数',
  'a range is written [low, high], low first': '范围写作 [低, 高],低的在前',
  'a figure needs its unit': '数字要有单位',
  'a currency code of three capitals is expected, such as CNY': '应为三个大写字母的货币代码,例如 CNY',
  'a guide needs its text': '指南要有正文',
  'an id is lower-case letters and digits joined by hyphens': '编号只能用小写字母和数字,以连字符连接',
  'a source needs its title': '来源要有标题',
  'a web address beginning with http:// or https:// is expected': '应为 http:// 或 https:// 开头的网址',
  'an industry code such as C3071, C17 or * is expected': '应为行业代码,例如 C3071、C17,或 *',
  'a region code of six digits (GB/T 2260) or two capitals (ISO 3166) is expected':
    '应为六位行政区划代码(GB/T 2260)或两个大写字母的国家代码',
  'a date is written 2026, 2026-07 or 2026-07-31': '日期写作 2026、2026-07 或 2026-07-31',
  'at least one industry code, or *': '至少要有一个行业代码,或 *',
  'a Chinese text is expected': '缺少中文',
  'an empty English text: leave the field out': '英文是空的:请删去这一栏',
  'a day written 2026-07-31 is expected': '应为写作 2026-07-31 的日期',
  'a day is written 2026-07-31': '日期写作 2026-07-31',
  'the last day is not before the first': '最后一天不能早于第一天',
  'a question, an industry, a problem or a process is expected': '应有问题描述、行业、问题或工序',
  'say what was done about it': '请写明怎样处理的',
  'say why in a few words: it stands in the history': '请用几个字写明原因,会记在历史里',
  'an e-mail address is expected, such as li@example.org': '应为邮箱地址,例如 li@example.org',
  'a name is expected': '缺少姓名',
  'one of name, role and disabled is expected': '应有 name、role 或 disabled',
  'a text is expected': '缺少文字',
  'which document proves it': '请写明证明文件',
  'who measured or appraised it': '请写明由谁实测或认定',
  'at most 100 characters are completed': '最多补全 100 个字符',
};

const TYPES: Record<string, Words> = {
  string: w('文字', 'text'),
  number: w('数字', 'a number'),
  int: w('整数', 'a whole number'),
  boolean: w('是或否', 'true or false'),
  array: w('列表', 'a list'),
  object: w('一组字段', 'a group of fields'),
  tuple: w('[低, 高]', '[low, high]'),
};

export interface FieldFault {
  /** `metrics[0].unit`; empty where what was sent is wrong as a whole. */
  field: string;
  text: Text;
}

/** The first `most` of what a schema found wrong in `input`. */
export function fieldFaults(error: z.ZodError, input: unknown, most: number): FieldFault[] {
  return error.issues.slice(0, most).map((issue) => ({
    field: fieldPath(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
    text: messageOf(issue, valueAt(input, issue.path) === undefined),
  }));
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    input,
  );
}

/** `isMissing`: nothing stands in the field. */
function messageOf(issue: z.core.$ZodIssue, isMissing: boolean): Words {
  const own = OWN_MESSAGES[issue.message];
  if (own) return w(own, issue.message);
  if (isMissing && issue.code !== 'unrecognized_keys') return w('缺少这一项', 'this is missing');
  switch (issue.code) {
    case 'invalid_type': {
      const type = TYPES[issue.expected];
      return type ? w(`应为${type.zh}`, `expected: ${type.en}`) : w('类型不对', 'of the wrong type');
    }
    case 'invalid_union':
      return w('应为一个数,或 [低, 高]', 'a number is expected, or [low, high] with the low one first');
    case 'too_big':
      return mostOf(issue.origin, issue.maximum);
    case 'too_small':
      return leastOf(issue.origin, issue.minimum);
    case 'invalid_value': {
      const values = issue.values.map(String);
      return w(`应为以下之一:${values.join('、')}`, `one of these is expected: ${values.join(', ')}`);
    }
    case 'unrecognized_keys':
      return w('这里没有这个字段', 'there is no such field here');
    default:
      return w('写法不对', issue.message);
  }
}

function mostOf(origin: string, most: number | bigint): Words {
  if (origin === 'array') return w(`最多 ${most} 项`, `at most ${most} entries are taken`);
  if (origin === 'string') return w(`最多 ${most} 个字符`, `at most ${most} characters are taken`);
  return w(`不能大于 ${most}`, `at most ${most} is taken`);
}

function leastOf(origin: string, least: number | bigint): Words {
  if (origin === 'array') return w(`至少 ${least} 项`, `at least ${least} is expected`);
  if (origin === 'string') return w(`至少 ${least} 个字符`, `at least ${least} characters are expected`);
  return w(`不能小于 ${least}`, `at least ${least} is expected`);
}
