import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Source } from '../../corpus/kinds/record.ts';
import type { Words } from '../../corpus/read/choices.ts';

/** Sources that somebody should look at again, as far as is known when anybody last did. Pure. */

export interface DueSource {
  record: LibraryRecord;
  /** `sources[2].url`: what is typed there mends it. */
  field: string;
  why: Words;
}

/** Without a web address first; then by when they were last looked at; then those of which nobody knows, oldest first. */
type Rank = 'unaddressed' | 'long-ago' | 'not-known';
const RANKS: Rank[] = ['unaddressed', 'long-ago', 'not-known'];

interface Judged extends DueSource {
  rank: Rank;
  since: string;
}

/** Each record once, by the source of it that is due most. `before` is a day: what was looked at since then is not due. */
export function dueSources(records: LibraryRecord[], before: string): DueSource[] {
  return records
    .flatMap((record) => {
      const due = record.sources.flatMap((source, i) => judge(record, source, i, before) ?? []);
      return due.sort(byRank).slice(0, 1);
    })
    .sort(byRank);
}

function judge(record: LibraryRecord, source: Source, index: number, before: string): Judged | undefined {
  const { title, url, retrieved, year } = source;
  // What came out since then was looked at since then, when it was taken in.
  const seen = retrieved ?? (year !== undefined && String(year) > before.slice(0, 4) ? String(year) : undefined);
  if (seen !== undefined && seen >= before.slice(0, seen.length)) return undefined;
  const at = (field: keyof Source, rank: Rank, since: string, zh: string, en: string): Judged => ({
    record,
    field: `sources[${index}].${field}`,
    why: { zh: `${zh}:${title}`, en: `${en}: ${title}` },
    rank,
    since,
  });
  if (!url) return at('url', 'unaddressed', retrieved ?? String(year ?? ''), '来源没有网址', 'A source has no web address');
  if (retrieved)
    return at('retrieved', 'long-ago', retrieved, `上次核对来源是 ${retrieved}`, `A source was last looked at on ${retrieved}`);
  const known = year === undefined ? { zh: '', en: '' } : { zh: `(${year} 年的)`, en: ` (of ${year})` };
  const zh = `没有记下上次什么时候核对过来源${known.zh}`;
  return at('retrieved', 'not-known', String(year ?? ''), zh, `It was not noted when a source${known.en} was last looked at`);
}

function byRank(a: Judged, b: Judged): number {
  return RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0);
}
