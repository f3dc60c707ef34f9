import { z } from 'zod';

import { splitCell } from '../read/csv.ts';
import { type TableName, tables } from './tables.ts';

/** The field's words: codes with their names and aliases in both languages, read from the CSV files beside this one. */

export interface Term {
  code: string;
  zh: string;
  en: string;
  aliasesZh: string[];
  aliasesEn: string[];
}

export interface Industry extends Term {
  parent?: string;
}

export interface ProblemTerm extends Term {
  kind: string;
}

export interface Process extends Term {
  /** Industry codes in which the step is found; `*` for utilities found anywhere. */
  industries: string[];
}

export interface Vocabulary {
  industries: ReadonlyMap<string, Industry>;
  problems: ReadonlyMap<string, ProblemTerm>;
  processes: ReadonlyMap<string, Process>;
  /** Techniques, equipment, materials and agents; the code is the Chinese name. */
  terms: ReadonlyMap<string, Term>;
  /** GB/T 2260 codes and ISO 3166 countries: provinces, cities, and the districts of Guangdong and of recorded cases. */
  regions: ReadonlyMap<string, Region>;
}

export interface Region extends Term {
  parent?: string;
}

export const VOCABULARY_NAMES = ['industries', 'problems', 'processes', 'terms', 'regions'] as const;
export type VocabularyName = (typeof VOCABULARY_NAMES)[number];

const cell = z.string().min(1);
const named = { name_zh: cell, name_en: cell, aliases_zh: cell.optional(), aliases_en: cell.optional() };
const IndustryRow = z.object({ code: cell, ...named, parent: cell.optional() });
const ProblemRow = z.object({ code: cell, ...named, kind: cell });
const ProcessRow = z.object({ code: cell, ...named, industries: cell.optional() });
const TermRow = z.object({ canonical_zh: cell, canonical_en: cell, aliases_zh: cell.optional(), aliases_en: cell.optional() });

let loaded: Vocabulary | undefined;

/** The vocabulary, read once. Throws with file and line where one of its rows is malformed. */
export function vocabulary(): Vocabulary {
  loaded ??= {
    industries: table('industries.csv', IndustryRow, (row) => ({ ...termOf(row), parent: row.parent })),
    problems: table('problems.csv', ProblemRow, (row) => ({ ...termOf(row), kind: row.kind })),
    processes: table('processes.csv', ProcessRow, (row) => ({ ...termOf(row), industries: splitCell(row.industries) })),
    terms: table('terms.csv', TermRow, (row) =>
      termOf({ ...row, code: row.canonical_zh, name_zh: row.canonical_zh, name_en: row.canonical_en }),
    ),
    regions: table('regions.csv', IndustryRow, (row) => ({ ...termOf(row), parent: row.parent })),
  };
  return loaded;
}

function termOf(row: { code: string; name_zh: string; name_en: string; aliases_zh?: string; aliases_en?: string }): Term {
  return {
    code: row.code,
    zh: row.name_zh,
    en: row.name_en,
    aliasesZh: splitCell(row.aliases_zh),
    aliasesEn: splitCell(row.aliases_en),
  };
}

function table<R, T extends Term>(file: TableName, schema: z.ZodType<R>, toTerm: (row: R) => T): Map<string, T> {
  const terms = new Map<string, T>();
  for (const { cells, line } of tables()[file]) {
    const parsed = schema.safeParse(cells);
    if (!parsed.success) throw new Error(`${file}:${line}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
    const term = toTerm(parsed.data);
    if (terms.has(term.code)) throw new Error(`${file}:${line}: the code ${term.code} stands twice`);
    terms.set(term.code, term);
  }
  return terms;
}

/** The code and all that contain it, nearest first: C3071, C307, C30, C. */
export function industryAncestors(code: string, words = vocabulary()): string[] {
  const chain: string[] = [];
  for (let at: string | undefined = code; at; at = words.industries.get(at)?.parent) chain.push(at);
  return chain;
}
