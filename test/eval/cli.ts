import { readFileSync, writeFileSync } from 'node:fs';

import { Command, Option } from 'commander';

import { type EngineName, openBed } from './bed.ts';
import { evaluate, type Report } from './report.ts';
import { compareText, reportText } from './report-text.ts';

/** npm run eval: asks every question and says how good the answers are. Sums only for the check set: nothing is fitted on it. */

await new Command('eval')
  .description('Measures search and recommendations on questions whose right answers are known')
  .option('--json <file>', 'write all figures to a file')
  .option('--compare <file>', 'show what changed against an earlier --json file')
  .option('--failures <n>', 'how many failing fit questions to list', Number, 40)
  .addOption(
    new Option('--engine <name>', 'search engine; meilisearch is the server that MEILI_URL names')
      .choices(['sqlite', 'meilisearch'])
      .default('sqlite'),
  )
  .action(async ({ json, compare, failures, engine }: { json?: string; compare?: string; failures: number; engine: EngineName }) => {
    const bed = await openBed(engine);
    const report = await evaluate(bed);
    await bed.close();
    process.stdout.write(reportText(report, failures));
    if (compare) process.stdout.write(compareText(report, JSON.parse(readFileSync(compare, 'utf8')) as Report));
    if (json) writeFileSync(json, `${JSON.stringify(report, null, 1)}\n`);
  })
  .parseAsync();
