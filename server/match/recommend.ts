import type { Kind, LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import type { Evidence, RecommendAnswer, Recommendation, RecommendRequest, Understood } from '../api/recommend.ts';
import { presentCard, presentName } from '../present.ts';
import type { RecordSource } from '../records.ts';
import { chanceOfField, fitOf, matchOf } from './confidence.ts';
import { against, reasonsFor, sharesOf } from './explain.ts';
import { figureRanges } from './figures.ts';
import { type Candidate, fuse, nearestByText, WEIGHTS, type Weights } from './fuse.ts';
import { type Group, gradeOf, group } from './group.ts';
import { guidePassages } from './guides.ts';
import { withProposals } from './meaning.ts';
import { phrase } from './phrases.ts';
import { onePerPlant } from './plants.ts';
import { type Engine, retrieve } from './retrieve.ts';
import { understand } from './understand.ts';

/** The five steps in their order: understand → retrieve → fuse → group → explain. */

/** Schemes are left out: each is drawn from a case that is there itself. Standards are only documents' names. */
const ASKED: Kind[] = ['technique', 'case', 'benchmark', 'policy', 'guide'];

/**
 * So many candidates are read and weighed, those whose words and meaning fit best: from 100 to 1,000 of them the answers to the
 * fit questions are as good (95 % among the first three), and to read a record takes longer than to find it.
 */
const MOST_READ = 300;

/** A technique of a large library has hundreds of cases: so many are looked at and shown, those the question found first. */
const MOST_EVIDENCE = 16;

/** Benchmarks and policies shown beside the techniques. */
const BESIDE = 6;

export async function recommend(
  engine: Engine,
  source: RecordSource,
  request: RecommendRequest,
  weights: Weights = WEIGHTS,
): Promise<RecommendAnswer> {
  const began = performance.now();
  const understood = understand(request);
  const understandDone = performance.now();
  const text = questionText(request, understood);
  const retrieved = await retrieve(engine, text, understood, {
    filter: { kind: ASKED },
    meanwhile: (keyword) => source.many(keyword.slice(0, MOST_READ / 2).map(({ id }) => id)),
  });
  const fuseBegan = performance.now();
  const match = matchOf(chanceOfField(retrieved, understood, engine.landmarks()), retrieved, understood);
  const records = await source.many(nearestByText(retrieved, MOST_READ));
  const candidates = fuse(retrieved, records, understood, weights);
  const groupBegan = performance.now();
  const groups = await group(candidates, source, weights);
  const explainBegan = performance.now();
  const beside = besideOf(candidates);
  const recommendations: Recommendation[] = [];
  for (const one of groups.slice(0, request.limit)) {
    recommendations.push(await explained(one, groups[0], source, beside, understood, request, weights));
  }
  const done = performance.now();
  return {
    match,
    understood: withProposals(understood, engine.landmarks(), retrieved.vector),
    recommendations,
    guides: guidePassages(candidates, retrieved.semantic),
    policies: beside.policies.slice(0, BESIDE).map(presentCard),
    benchmarks: beside.benchmarks.slice(0, BESIDE).map(presentCard),
    mode: retrieved.mode,
    took: {
      understand: understandDone - began,
      ...retrieved.took,
      fuse: groupBegan - fuseBegan,
      group: explainBegan - groupBegan,
      explain: done - explainBegan,
      total: done - began,
    },
  };
}

/** What is searched for: the text as typed, or the names of what was chosen where nothing was typed. */
export function questionText(request: RecommendRequest, understood: Understood): string {
  const typed = (understood.corrected ?? request.text)?.trim();
  const chosen = [...understood.industries, ...understood.processes, ...understood.problems]
    .filter(({ by }) => by === 'given')
    .map(({ name }) => (request.lang === 'en' ? (name.en ?? name.zh) : name.zh));
  return [...chosen, ...(typed ? [typed] : [])].join(' ');
}

interface Beside {
  policies: LibraryRecord[];
  benchmarks: LibraryRecord[];
}

function besideOf(candidates: Candidate[]): Beside {
  const of = (kind: string) => candidates.filter(({ record }) => record.kind === kind).map(({ record }) => record);
  return { policies: of('policy'), benchmarks: of('benchmark') };
}

/** Beside the answer an ended policy is shown as ended; with a technique, as money on offer, it is never. */
function notEnded(record: LibraryRecord): boolean {
  return record.kind !== 'policy' || (record.validity.status !== 'ended' && record.validity.status !== 'replaced');
}

async function explained(
  one: Group,
  best: Group | undefined,
  source: RecordSource,
  beside: Beside,
  understood: Understood,
  request: RecommendRequest,
  weights: Weights,
): Promise<Recommendation> {
  const { evidence, more } = await evidenceOf(one, source);
  const records = evidence.map(({ record }) => record);
  const plants = onePerPlant(records.filter(({ kind }) => kind === 'case'));
  const byGrade: Record<string, number> = {};
  for (const plant of plants) byGrade[gradeOf(plant)] = (byGrade[gradeOf(plant)] ?? 0) + 1;
  const shown = new Set<string>();
  const about = (record: LibraryRecord) => record.problems.some((code) => one.technique.problems.includes(code));
  return {
    technique: presentCard(one.technique),
    score: one.score,
    fit: fitOf(one, best),
    shares: sharesOf(one, weights).map(({ signal, share }) => ({ signal, share, label: phrase(request.lang, `signal.${signal}`) })),
    reasons: reasonsFor(records, understood, request.lang),
    against: against(one.technique, records, understood, request.lang),
    evidence: evidence.map(({ record, score }) => {
      const presented = presentEvidence(record, score, shown);
      shown.add(record.id);
      return presented;
    }),
    plants: { total: plants.length, byGrade, more },
    figures: figureRanges(records.filter(({ kind }) => kind === 'case')),
    limits: 'limits' in one.technique ? one.technique.limits : undefined,
    policies: beside.policies
      .filter((record) => notEnded(record) && about(record))
      .slice(0, 3)
      .map(presentName),
    benchmarks: beside.benchmarks.filter(about).slice(0, 3).map(presentName),
  };
}

/** A text of our own words proves nothing: a technique or form without a source rests on its cases. */
function proves(record: LibraryRecord): boolean {
  return record.kind !== 'technique' || record.sources.length > 0;
}

/** What proves the technique: what the question found first, best first, then others of its cases and forms; how many are left out. */
async function evidenceOf(
  one: Group,
  source: RecordSource,
): Promise<{ evidence: { record: LibraryRecord; score: number }[]; more: number }> {
  const own = proves(one.technique)
    ? [{ record: one.technique, score: one.members.find(({ record }) => record.id === one.technique.id)?.score ?? 0 }]
    : [];
  const found = one.members
    .filter(({ record }) => record.id !== one.technique.id && proves(record))
    .map(({ record, score }) => ({ record, score }))
    .concat(own)
    .sort((a, b) => b.score - a.score);
  const known = new Set(found.map(({ record }) => record.id));
  const linked = (await source.linksTo(one.technique.id)).filter(
    ({ field, id }) => (field === 'techniques' || field === 'broader') && !known.has(id),
  );
  const looked = linked.slice(0, Math.max(0, MOST_EVIDENCE - found.length));
  const rest = await source.many(looked.map(({ id }) => id));
  const proving = [...rest.values()].filter((record) => (record.kind === 'case' || record.kind === 'technique') && proves(record));
  const evidence = found.slice(0, MOST_EVIDENCE).concat(proving.map((record) => ({ record, score: 0 })));
  return { evidence, more: Math.max(0, found.length - MOST_EVIDENCE) + linked.length - looked.length };
}

/** `before` are the ids of the evidence shown above it. */
function presentEvidence(record: LibraryRecord, score: number, before: ReadonlySet<string>): Evidence {
  const { industries } = vocabulary();
  return {
    ...presentCard(record),
    score,
    industryNames: record.industries.flatMap((code) => {
      const industry = industries.get(code);
      return industry ? [{ zh: industry.zh, en: industry.en }] : [];
    }),
    samePlantAs: 'samePlantAs' in record ? record.samePlantAs.find((id) => before.has(id)) : undefined,
  };
}
