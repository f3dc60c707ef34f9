import { z } from 'zod';

import { Benchmark } from './benchmark.ts';
import { Case } from './case.ts';
import { Guide } from './guide.ts';
import { Policy } from './policy.ts';
import { Scheme } from './scheme.ts';
import { Standard } from './standard.ts';
import { Technique } from './technique.ts';

/** All kinds of record. A new kind is a file beside this one and a line here. */
export const LibraryRecord = z.discriminatedUnion('kind', [Technique, Case, Scheme, Guide, Benchmark, Policy, Standard]);
export type LibraryRecord = z.infer<typeof LibraryRecord>;

export const Kind = z.enum(['technique', 'case', 'scheme', 'guide', 'benchmark', 'policy', 'standard']);
export type Kind = z.infer<typeof Kind>;

const citation = /\[\[([a-z0-9-]+)\]\]/g;

/** Ids cited as [[id]] in a guide's text, in order, each once. */
export function citedIds(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(citation)].map((m) => m[1] ?? ''))];
}

/** Every link a record makes to another, with the field that makes it. */
export function linksOf(record: LibraryRecord): { field: string; id: string }[] {
  const link = (field: string, ids: (string | undefined)[]) => ids.flatMap((id) => (id ? [{ field, id }] : []));
  switch (record.kind) {
    case 'case':
      return [...link('techniques', record.techniques), ...link('samePlantAs', record.samePlantAs)];
    case 'technique':
      return link('broader', [record.broader]);
    case 'scheme':
      return [...link('from', [record.from]), ...link('techniques', record.techniques)];
    case 'guide':
      return [
        ...link('body', citedIds(record.body)),
        ...link(
          'steps',
          record.steps.flatMap((step) => step.techniques),
        ),
      ];
    case 'benchmark':
      return [...link('standard', [record.standard]), ...link('techniques', record.techniques)];
    case 'policy':
    case 'standard':
      return [];
  }
}
