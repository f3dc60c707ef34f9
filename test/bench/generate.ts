import type { Case } from '../../corpus/kinds/case.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { vocabulary } from '../../corpus/vocabulary/vocabulary.ts';

/**
 * A large library out of the shipped one: each made case takes its sentences, codes and figures from two shipped cases that
 * share a problem, a third case's sentence, another place and year. The words are real, the plants are not: for benchmarks only.
 */

export interface Made {
  record: Case;
  /** The shipped cases it was made of: its vectors are mixed from theirs. */
  parents: [Case, Case];
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function* madeCases(shipped: LibraryRecord[], count: number, seed = 1): Generator<Made> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  const cases = shipped.filter((record) => record.kind === 'case');
  const first = cases[0];
  if (!first) throw new Error('The collection has no case to make others of.');
  const byProblem = new Map<string, Case[]>();
  for (const one of cases)
    for (const problem of one.problems) {
      const list = byProblem.get(problem);
      if (list) list.push(one);
      else byProblem.set(problem, [one]);
    }
  const regions = [...vocabulary().regions.values()].filter(({ code }) => /^\d{6}$/.test(code));
  for (let n = 0; n < count; n++) {
    const base = pick(cases, first);
    const other = pick(byProblem.get(pick(base.problems, '')) ?? [], base);
    const region = pick(regions, undefined);
    const factor = 0.5 + 1.5 * random();
    yield {
      parents: [base, other],
      record: {
        ...base,
        id: `made-${String(n).padStart(6, '0')}`,
        title: joined(base.title, other.title, region, n),
        summary: mixed([base.summary, other.summary, pick(cases, first).summary], random),
        industries: random() < 0.8 ? base.industries : other.industries,
        processes: [...new Set([...base.processes, ...other.processes.filter(() => random() < 0.3)])],
        problems: [...new Set([...base.problems, ...other.problems.filter(() => random() < 0.3)])],
        techniques: random() < 0.9 ? base.techniques : other.techniques,
        region: region?.code,
        year: 2005 + Math.floor(random() * 21),
        metrics: base.metrics.map((metric) => ({ ...metric, value: scaled(metric.value, factor) })),
        samePlantAs: [],
      },
    };
  }
}

function joined(base: Case['title'], other: Case['title'], region: { zh: string; en: string } | undefined, n: number): Case['title'] {
  const head = (text: string, mark: RegExp) => text.split(mark)[0] ?? text;
  return {
    zh: `${region?.zh ?? ''}${n}号厂 ${base.zh} ${head(other.zh, /[:：，,]/)}`,
    en: `Plant ${n}, ${region?.en ?? ''}: ${base.en ?? ''} ${head(other.en ?? '', /[:,]/)}`,
  };
}

/** Most sentences of the first, some of the second, one of the third. */
function mixed(texts: Case['summary'][], random: () => number): Case['summary'] {
  const keep = [0.8, 0.35, 0.1];
  const of = (lang: 'zh' | 'en', mark: RegExp) =>
    texts.flatMap((text, i) => (text[lang] ?? '').split(mark).filter((sentence) => sentence.trim() && random() < (keep[i] ?? 0)));
  const zh = of('zh', /(?<=[。；])/).join('');
  const en = of('en', /(?<=[.;])\s/).join(' ');
  return { zh: zh || (texts[0]?.zh ?? ''), en: en || texts[0]?.en };
}

const scaled = (value: Case['metrics'][number]['value'], factor: number): Case['metrics'][number]['value'] =>
  Array.isArray(value) ? [round(value[0] * factor), round(value[1] * factor)] : round(value * factor);

const round = (value: number) => Number(value.toPrecision(3));

/**
 * How far a made passage's vector lies from those of its parents: some hardly, some far, as real ones do. The cosine with the nearest
 * passage of another record, 5th percentile, median, 95th: of the 3,939 that ship 0.63, 0.78, 0.90; of 60,000 made so, thirty times as
 * dense, 0.78, 0.88, 0.93. With the same noise for all it was 0.73, 0.77, 0.80, which no collection of texts looks like.
 */
const MIX = { base: 0.8, other: 0.35, leastNoise: 0.005, mostNoise: 0.035 };

/** A unit vector near those of the parents. */
export function mixedVector(base: Float32Array, other: Float32Array, random: () => number): Float32Array {
  const vector = new Float32Array(base.length);
  const spread = MIX.leastNoise + (MIX.mostNoise - MIX.leastNoise) * random();
  let length = 0;
  for (let i = 0; i < vector.length; i++) {
    const noise = (random() + random() + random() - 1.5) * 2 * spread;
    const value = MIX.base * (base[i] ?? 0) + MIX.other * (other[i] ?? 0) + noise;
    vector[i] = value;
    length += value * value;
  }
  const norm = Math.sqrt(length) || 1;
  return vector.map((value) => value / norm);
}
