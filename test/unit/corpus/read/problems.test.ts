import { describe, expect, it } from 'vitest';

import { readMarkdown } from '../../../../corpus/read/markdown.ts';
import { describeProblem, fieldPath } from '../../../../corpus/read/problem.ts';

const GOOD = `---
id: a-case
kind: case
title:
  zh: 某厂漂洗水回用
industries:
  - C3360
problems:
  - nickel
measure: recycling
metrics:
  - name:
      zh: 节水
    value: 12
    unit: t/a
investment:
  value: 100000
  currency: CNY
sources:
  - title: 样例来源
    url: https://example.org/a
---

## 概要

三级逆流漂洗。

## Limits

Not for chromium.

## 限制

不宜用于铬。
`;

function problemsAfter(from: string, to: string) {
  expect(GOOD).toContain(from);
  return readMarkdown(GOOD.replace(from, to), 'cases/a-case.md').problems;
}

describe('what is wrong in a record file is told with its line and field', () => {
  it('and nothing is, where nothing is wrong', () => {
    expect(readMarkdown(GOOD, 'x.md').problems).toEqual([]);
  });

  it.each<[what: string, from: string, to: string, line: number, field: string]>([
    ['a figure without unit', '    unit: t/a\n', '', 12, 'metrics[0].unit'],
    ['a measure that is none', 'measure: recycling', 'measure: magic', 10, 'measure'],
    ['an unknown field', 'measure: recycling', 'measure: recycling\ncolour: red', 1, 'colour'],
    ['an unknown field of a metric', '    unit: t/a', '    unit: t/a\n    colour: red', 12, 'metrics[0].colour'],
    ['an id with capitals', 'id: a-case', 'id: A-Case', 2, 'id'],
    ['a currency that is none', 'currency: CNY', 'currency: 万元', 18, 'investment.currency'],
    ['a number written as text', 'value: 100000', 'value: 约十万', 17, 'investment.value'],
    ['a range with the high end first', 'value: 100000', 'value: [3, 2]', 17, 'investment.value'],
    ['an address that is none', 'url: https://example.org/a', 'url: javascript:alert(1)', 21, 'sources[0].url'],
    ['an industry code that is none', '- C3360', '- 电镀', 7, 'industries[0]'],
    ['no industry', 'industries:\n  - C3360', 'industries: []', 6, 'industries'],
    ['no problem named by a case', 'problems:\n  - nickel', 'problems: []', 8, 'problems'],
    ['an empty Chinese title', 'zh: 某厂漂洗水回用', 'zh: ""', 5, 'title.zh'],
    ['an empty section', '三级逆流漂洗。', '', 24, 'summary.zh'],
    ['a text in English alone', '## 限制\n\n不宜用于铬。\n', '', 28, 'limits.zh'],
  ])('%s', (_, from, to, line, field) => {
    const problems = problemsAfter(from, to);
    expect(problems.map((problem) => problem.field)).toContain(field);
    expect(problems.find((problem) => problem.field === field)).toMatchObject({ file: 'cases/a-case.md', line });
  });

  it('a kind that is none names the field kind', () => {
    expect(problemsAfter('kind: case', 'kind: tale')[0]).toMatchObject({ line: 3, field: 'kind' });
  });

  it('an unknown heading is named with the headings there are', () => {
    const [problem] = problemsAfter('## Limits', '## Drawbacks');
    expect(problem).toMatchObject({ line: 28 });
    expect(problem?.message).toMatch(/“Drawbacks”.*限制 \/ Limits/s);
  });

  it('text before the first heading is told', () => {
    expect(problemsAfter('---\n\n## 概要', '---\n\n走失的一句\n\n## 概要')).toMatchObject([
      { line: 24, message: 'text before the first heading' },
    ]);
  });

  it('bad YAML is told at its own line and column', () => {
    const [problem] = problemsAfter('measure: recycling', 'measure: "recycling');
    expect(problem?.message).toMatch(/^not valid YAML/);
    expect(problem?.line).toBeGreaterThanOrEqual(10);
    expect(problem?.column).toBeGreaterThan(0);
  });

  it('a key that stands twice is bad YAML', () => {
    expect(problemsAfter('measure: recycling', 'measure: recycling\nmeasure: training')[0]).toMatchObject({ line: 11 });
  });

  it.each(['', 'no fields at all', '---\nid: a-case\n', '\n---\nid: a\n---\n'])(
    'a file without fields (%j) is told at line 1',
    (content) => {
      expect(readMarkdown(content, 'x.md').problems).toMatchObject([{ file: 'x.md', line: 1 }]);
    },
  );

  it('fields that are no fields are told', () => {
    expect(readMarkdown('---\n- a\n- b\n---\n', 'x.md').problems).toMatchObject([{ line: 2 }]);
  });

  it('a file that is wrong gives no record', () => {
    expect(readMarkdown(GOOD.replace('## Limits', '## Drawbacks'), 'x.md').record).toBeUndefined();
  });
});

describe('a problem in words', () => {
  it('begins with file, line and column, so that an editor opens it', () => {
    expect(describeProblem({ file: 'a.md', line: 3, column: 7, field: 'id', message: 'wrong' })).toBe('a.md:3:7: id: wrong');
    expect(describeProblem({ file: 'a.md', message: 'wrong' })).toBe('a.md: wrong');
  });

  it('writes a path as people do', () => {
    expect(fieldPath(['metrics', 2, 'name', 'zh'])).toBe('metrics[2].name.zh');
  });
});
