import { bounds, type Metric } from '../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import { normalise } from '../corpus/vocabulary/normalise.ts';

/**
 * How alike two records are, and whether that makes them one thing told twice. Each rule stands by itself and is told as the reason.
 * The thresholds were set on this collection: pairs that name each other as the same plant, records that were merged, and all
 * other pairs of a kind (test/unit/indexer/likeness.test.ts keeps what they find).
 */

/** What is compared of a record, made once. */
export interface Sketch {
  id: string;
  kind: LibraryRecord['kind'];
  /** Shingles of title and summary: three characters in Chinese, six in English. */
  zh: ReadonlySet<string>;
  en: ReadonlySet<string>;
  /** Addresses of its sources, normalised. */
  sources: ReadonlySet<string>;
  /** Figures with their units, those of one digit aside: they stand everywhere. */
  figures: ReadonlySet<string>;
  /** Number of a standard. */
  number?: string;
}

export interface Likeness {
  /** Of the nearest passages in either language; absent where nothing is embedded. */
  cosine?: number;
  /** Part of the shorter text's shingles that the other has too, in the language in which that is more. */
  text: number;
  sameSource: boolean;
  sameFigures: number;
  sameNumber: boolean;
}

export const ALIKE = ['same-number', 'same-text', 'near-meaning', 'same-source', 'same-figures'] as const;
export type Alike = (typeof ALIKE)[number];

const SAME_TEXT = 0.8;
const NEAR_MEANING = 0.9;
/** With the same source, or the same figures, less likeness is enough. */
const LIKE_MEANING = 0.75;
const LIKE_TEXT = 0.25;
const LEAST_FIGURES = 2;
/** Where the texts are this near, one figure in common is enough. */
const NEARER_MEANING = 0.85;
const NEARER_TEXT = 0.4;
/** Fewer shingles than a short sentence has tell nothing. */
const LEAST_SHINGLES = 20;

export function sketchOf(record: LibraryRecord): Sketch {
  return {
    id: record.id,
    kind: record.kind,
    zh: shingles(`${record.title.zh} ${record.summary.zh}`, 3),
    en: shingles(`${record.title.en ?? ''} ${record.summary.en ?? ''}`, 6),
    sources: new Set(record.sources.flatMap(({ url }) => (url ? [sourceKey(url)] : []))),
    figures: new Set(figuresOf(record)),
    number: record.kind === 'standard' && record.number ? normalise(record.number).replace(/[\s—–-]/g, '') : undefined,
  };
}

export function compare(a: Sketch, b: Sketch, cosine: number | undefined): Likeness {
  return {
    cosine,
    text: Math.max(shared(a.zh, b.zh), shared(a.en, b.en)),
    sameSource: [...a.sources].some((source) => b.sources.has(source)),
    sameFigures: [...a.figures].filter((figure) => b.figures.has(figure)).length,
    sameNumber: a.number !== undefined && a.number === b.number,
  };
}

/** Why two records may be one thing told twice; empty where they are not. */
export function whyAlike({ cosine, text, sameSource, sameFigures, sameNumber }: Likeness): Alike[] {
  const like = cosine === undefined ? text >= LIKE_TEXT : cosine >= LIKE_MEANING;
  const nearer = cosine === undefined ? text >= NEARER_TEXT : cosine >= NEARER_MEANING;
  const reasons: Record<Alike, boolean> = {
    'same-number': sameNumber,
    'same-text': text >= SAME_TEXT,
    'near-meaning': cosine !== undefined && cosine >= NEAR_MEANING,
    'same-source': sameSource && like,
    'same-figures': (sameFigures >= LEAST_FIGURES && like) || (sameFigures > 0 && nearer),
  };
  return ALIKE.filter((reason) => reasons[reason]);
}

function shingles(text: string, length: number): Set<string> {
  const letters = normalise(text).replace(/[^\p{L}\p{N}]/gu, '');
  const found = new Set<string>();
  for (let i = 0; i + length <= letters.length; i++) found.add(letters.slice(i, i + length));
  return found;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size < LEAST_SHINGLES) return 0;
  let both = 0;
  for (const shingle of small) if (large.has(shingle)) both++;
  return both / small.size;
}

/** An address without what does not tell one page from another: scheme, www., fragment, tracking, a slash at the end. */
export function sourceKey(url: string): string {
  try {
    const { hostname, pathname, searchParams } = new URL(url);
    const kept = [...searchParams].filter(([name]) => !/^(utm_|spm$|from$|share|fbclid|gclid)/i.test(name)).sort();
    const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
    return `${hostname.replace(/^(www|m)\./, '')}${pathname.replace(/\/+$|\/index\.\w+$/, '')}${query ? `?${query}` : ''}`.toLowerCase();
  } catch {
    return url.trim().toLowerCase();
  }
}

function figuresOf(record: LibraryRecord): string[] {
  const metrics: Metric[] = 'metrics' in record ? record.metrics : record.kind === 'scheme' ? record.savings : [];
  return metrics.flatMap(({ value, unit }) => {
    const text = bounds(value).join('..');
    return text.replace(/[^1-9]/g, '').length > 2 ? [`${text} ${unit}`] : [];
  });
}
