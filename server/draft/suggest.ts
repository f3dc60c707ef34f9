import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { GRADES } from '../../corpus/kinds/record.ts';
import { Aspect } from '../../corpus/kinds/scheme.ts';
import type { Draft } from '../api/draft.ts';
import type { RecordCard } from '../api/parts.ts';
import { presentCard } from '../present.ts';
import { ASPECT_OF_MEASURE } from './adopt.ts';

/**
 * What comparable plants did that the draft lacks, by aspect, from the library's schemes and cases of the same industry or those
 * above and beside it. Several plants that used one technique are one suggestion; the more plants, the higher it stands.
 */

export interface Suggested {
  /** The best example. */
  card: RecordCard;
  /** How near its industry is: the same, one above it or below it, or a sibling under the same two-digit trade. */
  near: 'same' | 'line' | 'sibling';
  /** Records that tell of the same technique, the example first. */
  records: string[];
  plants: number;
  /** Canonical techniques they share; empty where the library links none. */
  techniques: string[];
  /** Processes of the profile it works at. */
  processes: string[];
}

export interface AspectSuggestions {
  aspect: Aspect;
  /** Schemes of the draft under this aspect. */
  present: number;
  suggestions: Suggested[];
}

/** `ancestors`: an industry's code and those above it, nearest first. */
export interface Surroundings {
  records: LibraryRecord[];
  ancestors: (code: string) => string[];
  perAspect?: number;
}

export function suggestFor({ profile, schemes }: Draft, { records, ancestors, perAspect = 8 }: Surroundings): AspectSuggestions[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const used = new Set(schemes.flatMap(({ evidence }) => evidence));
  const usedTechniques = new Set([...used].flatMap((id) => techniquesOf(byId.get(id), byId)));
  const names = schemes.map(({ name }) => pairs(name.zh)).filter((pair) => pair.size > 1);
  const groups = new Map<string, Suggested & { aspect: Aspect; best: LibraryRecord }>();
  const industry = profile.industry;
  for (const record of industry && industry !== '*' ? records : []) {
    const aspect = record.kind === 'scheme' ? record.aspect : record.kind === 'case' ? ASPECT_OF_MEASURE[record.measure] : undefined;
    const near = nearness(record.industries, industry ?? '', ancestors);
    if (!aspect || !near || used.has(record.id) || (record.kind === 'scheme' && used.has(record.from))) continue;
    // A case whose rows stand in the library as schemes speaks through them.
    const techniques = techniquesOf(record, byId);
    if (techniques.some((id) => usedTechniques.has(id)) || names.some((name) => alike(name, pairs(record.title.zh)))) continue;
    const key = `${aspect} ${techniques[0] ?? (record.kind === 'scheme' ? record.from : record.id)}`;
    const group = groups.get(key);
    if (!group) {
      const processes = record.processes.filter((code) => profile.processes.includes(code));
      const card = presentCard(record);
      groups.set(key, { aspect, card, near, records: [record.id], plants: 1, techniques, processes, best: record });
      continue;
    }
    group.records.push(record.id);
    group.processes = [...new Set([...group.processes, ...record.processes.filter((code) => profile.processes.includes(code))])];
    if (worth(record, near) > worth(group.best, group.near)) Object.assign(group, { card: presentCard(record), near, best: record });
  }
  return Aspect.options.map((aspect) => ({
    aspect,
    present: schemes.filter((scheme) => scheme.aspect === aspect).length,
    suggestions: [...groups.values()]
      .filter((group) => group.aspect === aspect)
      .map(({ aspect: _, best, ...one }) => {
        const plants = plantsOf(one.records, byId);
        return { ...one, records: [best.id, ...one.records.filter((id) => id !== best.id)], plants, worth: worth(best, one.near) };
      })
      .sort((a, b) => b.worth + score(b) - a.worth - score(a) || a.card.id.localeCompare(b.card.id))
      .slice(0, perAspect)
      .map(({ worth: _, ...one }) => one),
  }));
}

const NEARNESS = { same: 6, line: 4, sibling: 1 };
const score = ({ plants, processes }: Suggested) => 2 * Math.log2(1 + plants) + 3 * Math.min(processes.length, 2);

/** How good an example a record is: nearness, evidence, figures. */
function worth(record: LibraryRecord, near: Suggested['near']): number {
  const grade = record.kind === 'case' && record.evidence ? GRADES.indexOf(record.evidence) : 1;
  const figures = record.kind === 'scheme' ? record.savings.length : 'metrics' in record ? record.metrics.length : 0;
  return NEARNESS[near] + grade * 0.5 + (figures > 0 ? 1 : 0);
}

function nearness(industries: string[], ours: string, ancestors: (code: string) => string[]): Suggested['near'] | undefined {
  if (industries.includes(ours)) return 'same';
  // A letter (C, manufacturing) is no trade: from two digits on, one contains the other or they share a trade.
  const trades = (code: string) => ancestors(code).filter((at) => at.length > 2);
  const above = trades(ours);
  if (industries.some((code) => above.includes(code) || trades(code).includes(ours))) return 'line';
  return industries.some((code) => trades(code).some((at) => above.includes(at))) ? 'sibling' : undefined;
}

function techniquesOf(record: LibraryRecord | undefined, byId: ReadonlyMap<string, LibraryRecord>): string[] {
  const canonical = (id: string) => {
    const technique = byId.get(id);
    return technique?.kind === 'technique' ? (technique.broader ?? id) : id;
  };
  if (record?.kind === 'technique') return [canonical(record.id)];
  if (record?.kind === 'case') return record.techniques.map(canonical);
  if (record?.kind !== 'scheme') return [];
  const from = byId.get(record.from);
  if (record.techniques.length > 0 || from?.kind !== 'case') return record.techniques.map(canonical);
  // A row of a case with several techniques is not known to be any one of them.
  return from.techniques.length === 1 ? from.techniques.map(canonical) : [];
}

/** Rows of one case, and records of one plant, count once. */
function plantsOf(ids: string[], byId: ReadonlyMap<string, LibraryRecord>): number {
  const plants = new Set<string>();
  for (const id of ids) {
    const record = byId.get(id);
    const account = record?.kind === 'scheme' ? (byId.get(record.from) ?? record) : record;
    if (account && !(account.kind === 'case' && account.samePlantAs.some((other) => plants.has(other)))) plants.add(account.id);
  }
  return plants.size;
}

function pairs(text: string): Set<string> {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2)));
}

/** Two names of which one says most of what the other does. */
function alike(a: Set<string>, b: Set<string>): boolean {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return shared >= 3 && (2 * shared) / (a.size + b.size) >= 0.6;
}
