import type { z } from 'zod';

import type { Text } from '../../corpus/kinds/text.ts';

/** What a kind's schema finds wrong in a record, in both languages. Pure. */

const w = (zh: string, en: string): Required<Text> => ({ zh, en });

/** The kinds' own messages (corpus/kinds) in Chinese; test/unit/server/curate/messages.test.ts fails where one is missing. */
export const KINDS_MESSAGES: Record<string, string> = {
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
};

const TYPES: Record<string, Required<Text>> = {
  string: w('文字', 'text'),
  number: w('数字', 'a number'),
  int: w('整数', 'a whole number'),
  boolean: w('是或否', 'true or false'),
  array: w('列表', 'a list'),
  object: w('一组字段', 'a group of fields'),
  tuple: w('[低, 高]', '[low, high]'),
};

/** `isMissing`: nothing stands in the field. */
export function messageOf(issue: z.core.$ZodIssue, isMissing: boolean): Required<Text> {
  const own = KINDS_MESSAGES[issue.message];
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
      return w('这一类记录没有这个字段', 'a record of this kind has no such field');
    default:
      return w('写法不对', 'not written as expected');
  }
}

function mostOf(origin: string, most: number | bigint): Required<Text> {
  if (origin === 'array') return w(`最多 ${most} 项`, `at most ${most} entries are taken`);
  if (origin === 'string') return w(`最多 ${most} 个字符`, `at most ${most} characters are taken`);
  return w(`不能大于 ${most}`, `at most ${most} is taken`);
}

function leastOf(origin: string, least: number | bigint): Required<Text> {
  if (origin === 'array') return w(`至少 ${least} 项`, `at least ${least} is expected`);
  if (origin === 'string') return w(`至少 ${least} 个字符`, `at least ${least} characters are expected`);
  return w(`不能小于 ${least}`, `at least ${least} is expected`);
}
