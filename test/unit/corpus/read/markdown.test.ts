import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readMarkdown, writeMarkdown } from '../../../../corpus/read/markdown.ts';
import { projectRoot } from '../../../../corpus/root.ts';
import { sampleBenchmark, sampleCase, sampleGuide, samplePolicy, sampleTechnique } from '../../../setup/sample-records.ts';
import { shippedCollection } from '../../../setup/shipped-collection.ts';

const files = [...new Set(shippedCollection().entries.map(({ file }) => file))].filter((file) => file.endsWith('.md'));

describe('a record written as Markdown', () => {
  it('of the shipped collection is read back the same, file by file', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const { record, problems } = readMarkdown(readFileSync(join(projectRoot, file), 'utf8'), file);
      expect(problems, file).toEqual([]);
      if (!record) throw new Error(file);
      expect(readMarkdown(writeMarkdown(record), file), file).toMatchObject({ record, problems: [] });
    }
  });

  it.each([
    sampleCase('a-case', { metrics: [{ name: { zh: '节水', en: 'water' }, value: [1, 2.5], unit: 'm³/a', doubt: { zh: '未核实' } }] }),
    sampleTechnique('a-technique', { howItWorks: { zh: '一\n\n二\n\n- 三', en: 'one\n\ntwo' }, limits: { zh: '只有中文' } }),
    sampleGuide('a-guide', { abstractEn: 'What to read first.', steps: [{ id: 'rinse', name: { zh: '漂洗' }, in: [{ zh: '水' }] }] }),
    samplePolicy('a-policy', { type: 'money', validity: { status: 'ended', to: '2020-12' } }),
    sampleBenchmark('a-benchmark', {
      values: [{ indicator: { zh: '镍' }, unit: 'mg/L', direction: 'lower-is-better', is: 'limit', value: 0.5 }],
    }),
  ])('of kind $kind is read back the same', (record) => {
    expect(readMarkdown(writeMarkdown(record), 'x.md')).toMatchObject({ record, problems: [] });
  });

  it('whose fields look like YAML is read back the same', () => {
    for (const zh of [
      'yes',
      'null',
      '1e3',
      '2026-07-31',
      '- a',
      'a: b',
      '# a',
      '"',
      "'",
      '{a}',
      '[a]',
      '|',
      '>',
      '&a',
      '*a',
      '!a',
      '%a',
      '---',
    ]) {
      const record = sampleCase('a-case', { title: { zh }, sources: [{ title: zh }] });
      expect(readMarkdown(writeMarkdown(record), 'x.md'), zh).toMatchObject({ record, problems: [] });
    }
  });

  it('is read back the same whatever its short fields hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        const record = sampleCase('a-case', { title: { zh: text, en: text }, place: { zh: text } });
        expect(readMarkdown(writeMarkdown(record), 'x.md').record).toEqual(record);
      }),
    );
  });

  it('is read back the same whatever lines its long texts hold', () => {
    const line = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '---', '# 一', '### 二', '- 项', '```', '##', '##二'));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = lines.join('\n');
        fc.pre(text.trim() !== '');
        const record = sampleTechnique('a-technique', { summary: { zh: text }, howItWorks: { zh: text, en: text } });
        expect(readMarkdown(writeMarkdown(record), 'x.md').record).toEqual(record);
      }),
    );
  });

  it.each(['## 概要', '一\n## Limits\n二', '一\n\n## 小标题\n\n二'])('is read back the same where a text holds a heading: %j', (text) => {
    const record = sampleTechnique('a-technique', { howItWorks: { zh: text } });
    expect(readMarkdown(writeMarkdown(record), 'x.md').record).toEqual(record);
  });
});

describe('reading', () => {
  it('takes Windows line ends and a byte order mark', () => {
    const record = sampleCase('a-case');
    const windows = `\uFEFF${writeMarkdown(record).replaceAll('\n', '\r\n')}`;
    expect(readMarkdown(windows, 'x.md')).toMatchObject({ record, problems: [] });
  });

  it('takes headings of any case and texts of several paragraphs', () => {
    const content = writeMarkdown(sampleCase('a-case'))
      .replace('## Summary', '## SUMMARY')
      .replace('Three counter-flow', 'First.\n\nSecond');
    expect(readMarkdown(content, 'x.md').record?.summary.en).toBe('First.\n\nSecond rinses bring the nickel back.');
  });
});
