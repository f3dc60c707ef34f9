import { z } from 'zod';

import type { Text } from '../kinds/text.ts';
import { splitCell } from '../read/csv.ts';
import { tables } from './tables.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * Names of figures that mean the same thing in several records. Sources name a figure in a hundred ways; a code says which
 * of them may stand in one range. A saving, its rate, the state before and the state after are different metrics, and so
 * are a plant's figure, a single machine's and a whole cluster's. A figure whose meaning is its own has no code.
 */

export const DIRECTIONS = ['lower-is-better', 'higher-is-better', 'neutral'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export interface MetricName {
  code: string;
  name: Required<Text>;
  /** Which way is good. Neutral figures tell size or circumstance. */
  direction: Direction;
  /** Codes of the problems that the metric tells about. */
  problems: string[];
}

const cell = z.string().min(1);
const MetricRow = z.object({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens are expected'),
  name_zh: cell,
  name_en: cell,
  direction: z.enum(DIRECTIONS),
  problems: cell.optional(),
});

let loaded: ReadonlyMap<string, MetricName> | undefined;

/** The metrics by code, read once. Throws with file and line where a row is malformed or names an unknown problem. */
function metrics(): ReadonlyMap<string, MetricName> {
  if (loaded) return loaded;
  const file = 'metrics.csv';
  const byCode = new Map<string, MetricName>();
  for (const { cells, line } of tables()[file]) {
    const parsed = MetricRow.safeParse(cells);
    if (!parsed.success) throw new Error(`${file}:${line}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
    const { code, name_zh: zh, name_en: en, direction } = parsed.data;
    if (byCode.has(code)) throw new Error(`${file}:${line}: the code ${code} stands twice`);
    const moves = splitCell(parsed.data.problems);
    const unknown = moves.find((problem) => !vocabulary().problems.has(problem));
    if (unknown) throw new Error(`${file}:${line}: problems: ${unknown} is not a problem of problems.csv`);
    byCode.set(code, { code, name: { zh, en }, direction, problems: moves });
  }
  loaded = byCode;
  return loaded;
}

/** The metric of a code; undefined where the vocabulary does not know it. */
export function metricOf(code: string): MetricName | undefined {
  return metrics().get(code);
}

/** All metrics of the vocabulary, in the order of the file. */
export function allMetrics(): MetricName[] {
  return [...metrics().values()];
}
