import { coverage } from '../../corpus/check/coverage.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Library } from '../../corpus/library.ts';
import type { Settings } from '../../corpus/settings.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { MissingItem, MissingList } from '../api/desk/missing.ts';
import { dueSources } from './due-sources.ts';
import { missingFields } from './missing-fields.ts';

/** What the library lacks: lists of items, each with why it stands there and the action that mends it. */

interface Surroundings {
  library: Library;
  published: LibraryRecord[];
  settings: Settings;
  now: Date;
}

const LISTS: Record<MissingList, (surroundings: Surroundings) => MissingItem[]> = {
  stale,
  fields,
  sources,
  remarks,
  'techniques-without-case': techniquesWithoutCase,
  unanswered,
  'shipped-differs': shippedDiffers,
  'thin-cells': thinCells,
};

export function missing(library: Library, now = new Date()): (list: MissingList) => MissingItem[] {
  const surroundings = { library, published: library.published(), settings: library.settings.get(), now };
  return (list) => LISTS[list](surroundings);
}

/** `field` is the one to put right: the form opens there. */
function itemOf({ id, kind, title }: LibraryRecord, why: MissingItem['why'], field: string): MissingItem {
  const page = `/desk/records/${id}/edit?field=${encodeURIComponent(field)}`;
  return { key: id, title, kind, record: id, why, mend: { action: 'edit', page } };
}

/** Oldest first: a case or technique by its year, a policy or norm by the end of its validity. */
function stale({ published, settings, now }: Surroundings): MissingItem[] {
  const today = now.toISOString().slice(0, 10);
  const oldest = now.getUTCFullYear() - settings.staleAfterYears;
  return published
    .flatMap((record): { since: string; item: MissingItem }[] => {
      if ('validity' in record && record.validity.status === 'in-force' && record.validity.to && record.validity.to < today) {
        const { to } = record.validity;
        return [
          {
            since: to,
            item: itemOf(record, { zh: `有效期到 ${to},仍标为有效`, en: `Marked as in force, but it ended on ${to}` }, 'validity'),
          },
        ];
      }
      if ((record.kind !== 'case' && record.kind !== 'technique') || record.year === undefined || record.year >= oldest) return [];
      const years = settings.staleAfterYears;
      const why = {
        zh: `数据是 ${record.year} 年的,已超过 ${years} 年`,
        en: `Its figures are of ${record.year}, more than ${years} years ago`,
      };
      return [{ since: String(record.year), item: itemOf(record, why, 'year') }];
    })
    .sort((a, b) => a.since.localeCompare(b.since))
    .map(({ item }) => item);
}

/** Those that lack most first. */
function fields({ published }: Surroundings): MissingItem[] {
  return published
    .map((record) => ({ record, lacking: missingFields(record) }))
    .filter(({ lacking }) => lacking.length > 0)
    .sort((a, b) => b.lacking.length - a.lacking.length)
    .map(({ record, lacking }) => ({
      ...itemOf(record, { zh: '缺少', en: 'Missing' }, lacking[0] ?? ''),
      fields: lacking,
    }));
}

function sources({ published, settings, now }: Surroundings): MissingItem[] {
  const due = new Date(now);
  due.setUTCMonth(due.getUTCMonth() - settings.sourceCheckMonths);
  return dueSources(published, due.toISOString().slice(0, 10)).map(({ record, field, why }) => itemOf(record, why, field));
}

function remarks({ library }: Surroundings): MissingItem[] {
  return library.notes.remarks().flatMap(({ id, record, kind, figure, text, at }): MissingItem[] => {
    if (kind === 'useful') return [];
    const title = library.get(record)?.record.title ?? { zh: record };
    const said = [figure, text].filter(Boolean).join(':');
    const zh = kind === 'wrong-figure' ? '读者认为数字有误' : '读者认为没有用';
    const en = kind === 'wrong-figure' ? 'A reader says a figure is wrong' : 'A reader says it did not help';
    const why = said ? { zh: `${zh}:${said}`, en: `${en}: ${said}` } : { zh, en };
    const mend = {
      action: 'settle' as const,
      page: `/desk/records/${record}`,
      method: 'POST' as const,
      path: `/api/desk/remarks/${id}/settle`,
    };
    return [{ key: String(id), title, record, why, at, mend }];
  });
}

function techniquesWithoutCase({ library, published }: Surroundings): MissingItem[] {
  const cases = new Set(published.filter(({ kind }) => kind === 'case').map(({ id }) => id));
  return published.flatMap((record) => {
    if (record.kind !== 'technique' || record.broader) return [];
    if (library.linksTo(record.id).some(({ field, id }) => field === 'techniques' && cases.has(id))) return [];
    const reason = record.reasonWithoutCase;
    const why = {
      zh: reason ? `没有案例证明:${reason.zh}` : '没有案例证明',
      en: reason?.en ? `No case proves it: ${reason.en}` : 'No case proves it',
    };
    return [{ ...itemOf(record, why, 'id'), mend: { action: 'add-case' as const, page: `/desk/new?kind=case&technique=${record.id}` } }];
  });
}

function unanswered({ library }: Surroundings): MissingItem[] {
  return library.notes.unanswered().map(({ question, match, times, lastAt }) => ({
    key: question,
    title: { zh: question },
    why: match === 'none' ? { zh: '没有找到', en: 'Nothing was found' } : { zh: '只有勉强合适的', en: 'Only weak matches were found' },
    at: lastAt,
    times,
    mend: { action: 'dismiss', page: '/desk/new?kind=case', method: 'POST', path: '/api/desk/unanswered/dismiss' },
  }));
}

const SHIPPED_DIFFERS = {
  zh: '软件自带的文本有更新,与这里修订过的不同',
  en: 'The shipped text was renewed and differs from what was revised here',
};

function shippedDiffers({ library }: Surroundings): MissingItem[] {
  return library.pendingShipped().map((record) => ({
    ...itemOf(record, SHIPPED_DIFFERS, 'id'),
    mend: { action: 'decide', page: `/desk/shipped/${record.id}`, method: 'POST', path: `/api/desk/shipped/${record.id}` },
  }));
}

/** From this many cases a trade counts as well known here: its empty cells say more than those of a trade nobody has written of. */
const WELL_KNOWN = 20;

function thinCells({ published }: Surroundings): MissingItem[] {
  const words = vocabulary();
  const cells = coverage(published);
  const casesIn = new Map<string, number>();
  for (const { industry, cases } of cells) casesIn.set(industry, (casesIn.get(industry) ?? 0) + cases);
  return cells
    .filter(({ industry, cases }) => cases <= 1 && (casesIn.get(industry) ?? 0) >= WELL_KNOWN)
    .sort((a, b) => a.cases - b.cases || a.techniques - b.techniques || (casesIn.get(b.industry) ?? 0) - (casesIn.get(a.industry) ?? 0))
    .map(({ industry, problem, techniques, cases }) => {
      const trade = words.industries.get(industry);
      const trouble = words.problems.get(problem);
      return {
        key: `${industry} ${problem}`,
        title: { zh: `${trade?.zh ?? industry} × ${trouble?.zh ?? problem}`, en: `${trade?.en ?? industry} × ${trouble?.en ?? problem}` },
        why: { zh: `${cases} 个案例,${techniques} 项技术`, en: `${cases} cases, ${techniques} techniques` },
        mend: { action: 'add-case', page: `/desk/new?kind=case&industry=${industry}&problem=${problem}` },
      };
    });
}
