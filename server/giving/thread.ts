import { parentPort, workerData } from 'node:worker_threads';

import type { Kind } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import { Library } from '../../corpus/library.ts';
import type { ExportFormat } from '../api/giving.ts';
import { type Exported, exportFile } from './export.ts';

/** What the thread is asked for: it reads the library itself, so that no copy of it goes through the server. */
export interface ExportJob {
  libraryFile: string;
  format: ExportFormat;
  lang: Lang;
  kinds?: Kind[];
  /** With records that are not published, in the newest text of each. */
  drafts?: boolean;
}

async function run({ libraryFile, format, lang, kinds, drafts }: ExportJob): Promise<Buffer> {
  const library = new Library(libraryFile);
  try {
    const records = drafts ? newestOf(library) : library.published().map((record): Exported => ({ record }));
    const wanted = records.filter(({ record }) => !kinds || kinds.includes(record.kind));
    return await exportFile({ records: wanted, redirects: library.redirects(), format, lang });
  } finally {
    library.close();
  }
}

function newestOf(library: Library): Exported[] {
  const { heads } = library.desk.list({ states: ['draft', 'in-review', 'published'] }, -1, 0);
  return heads.map(({ record, state }) => ({ record, state })).sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
}

parentPort?.postMessage(await run(workerData as ExportJob));
