import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { wordFile } from '../../../../server/draft/word.ts';
import { excelFile } from '../../../../server/draft/excel.ts';
import { markdownFile } from '../../../../server/draft/markdown.ts';
import { evaluateDraft } from '../../../../server/draft/evaluate.ts';
import { sampleDraft, variedDraft, RINSING, plainScheme } from './sample-draft.ts';
it('x', async () => {
  const d = sampleDraft([RINSING, plainScheme('b', 0, 10000), plainScheme('c', 100000, -5000), plainScheme('d', 1000000, 20000,{lifeYears:5}), plainScheme('e', 100000, 5e7), plainScheme('f', 100000), plainScheme('g', undefined, 200), plainScheme('h', 1e6, 90000), plainScheme('i',1e6,1.2e5,{lifeYears:40})]);
  console.log(JSON.stringify(evaluateDraft(d).schemes[0]?.indicators));
  for (const lang of ['zh','en'] as const) {
    writeFileSync(`/tmp/out-${lang}.docx`, await wordFile({ draft: d, lang }));
    writeFileSync(`/tmp/out-${lang}.xlsx`, await excelFile({ draft: d, lang }));
    writeFileSync(`/tmp/out-${lang}.md`, markdownFile({ draft: d, lang }));
  }
  for (const n of [200, 2000]) { const big = variedDraft(n); let t = performance.now(); const w = await wordFile({draft: big, lang:'zh'}); console.log(n, 'docx', performance.now()-t, w.length); t=performance.now(); const x = await excelFile({draft: big, lang:'zh'}); console.log('xlsx', performance.now()-t, x.length);t=performance.now(); console.log(markdownFile({draft: big, lang:'zh'}).length, 'md', performance.now()-t); t=performance.now(); console.log(JSON.stringify(evaluateDraft(big)).length, 'eval', performance.now()-t); }
  writeFileSync('/tmp/out-30.docx', await wordFile({ draft: variedDraft(30), lang: 'zh' }));
  expect(1).toBe(1);
});
