import { z } from 'zod';

/** What a peer's process tells of itself. Embedding the question is left out for all. */
export const PeerFigures = z.object({
  name: z.string(),
  records: z.number(),
  fillSeconds: z.number(),
  /** Resident after filling, less what was resident before. */
  memoryMb: z.number(),
  diskMb: z.number(),
  /** Milliseconds a question, ten answers each. */
  p50: z.number(),
  p95: z.number(),
  ndcg: z.number().optional(),
  recall: z.number().optional(),
});
export type PeerFigures = z.output<typeof PeerFigures>;

/** Less growth than this is drowned in what reading the records had taken before. */
const LEAST_MEMORY_MB = 50;

/** A server of its own keeps memory and disk elsewhere than where they are measured. */
const ELSEWHERE = new Set(['Meilisearch']);

/** A table of the shipped collection: figures, and in brackets how many times ours they are. */
export function tableOf(figures: PeerFigures[]): string[] {
  const ours = figures[0];
  if (!ours) return [];
  const cell = (value: number | undefined, our: number | undefined, digits: number) => {
    if (value === undefined || Number.isNaN(value)) return '–'.padStart(18);
    const ratio = our !== undefined && our > 0 ? ` (${(value / our).toPrecision(2)})` : '';
    return `${value.toFixed(digits)}${ratio}`.padStart(18);
  };
  const heads = ['nDCG@10', 'recall@10', 'p50 ms', 'p95 ms', 'filled in s', 'memory MB', 'disk MB'];
  return [
    `${'engine'.padEnd(12)} ${'records'.padStart(8)}${heads.map((head) => head.padStart(18)).join('')}`,
    ...figures.map((one) => {
      const away = ELSEWHERE.has(one.name);
      return [
        `${one.name.padEnd(12)} ${String(one.records).padStart(8)}`,
        cell(one.ndcg, ours.ndcg, 3),
        cell(one.recall, ours.recall, 3),
        cell(one.p50, ours.p50, 2),
        cell(one.p95, ours.p95, 2),
        cell(one.fillSeconds, ours.fillSeconds, 1),
        cell(away ? undefined : memoryOf(one), memoryOf(ours), 0),
        cell(away || one.diskMb === 0 ? undefined : one.diskMb, ours.diskMb, 1),
      ].join('');
    }),
  ];
}

function memoryOf({ memoryMb }: PeerFigures): number | undefined {
  return memoryMb < LEAST_MEMORY_MB ? undefined : memoryMb;
}
