import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Lang } from '../../../corpus/kinds/text.ts';
import type { Figure } from '../../api/draft.ts';
import { isUnconfirmed } from '../amounts.ts';
import { unitParts } from '../units.ts';
import { MARK, number, say } from '../words.ts';

/** Sources, numbered in the order in which they are first cited. */
export class References {
  readonly #keys: string[] = [];
  readonly #records: ReadonlyMap<string, LibraryRecord>;
  readonly #lang: Lang;
  /** Titles of sources that the draft names without a record. */
  readonly #titles = new Map<string, string>();

  constructor(records: ReadonlyMap<string, LibraryRecord>, lang: Lang) {
    this.#records = records;
    this.#lang = lang;
  }

  /** `[3]`, for a record's id. */
  cite(id: string): string {
    return `[${this.#numberOf(id)}]`;
  }

  /** Citations of where figures were taken over from, and the mark where one is not confirmed: `[3](待现场核实)`. */
  mark(figures: Figure[]): string {
    const cited = new Set<string>();
    for (const { borrowed } of figures) {
      if (!borrowed) continue;
      const key = borrowed.record ?? `text:${borrowed.source}`;
      if (!this.#titles.has(key)) this.#titles.set(key, borrowed.source);
      cited.add(this.cite(key));
    }
    const open = figures.some(isUnconfirmed) ? (this.#lang === 'en' ? ` (${MARK.en})` : `(${MARK.zh})`) : '';
    return [...cited].join('') + open;
  }

  /** A figure as it was entered, with its source and mark. */
  figure(figure: Figure, sign = 1): string {
    return `${number(figure.value * sign, 4)} ${unitShown(figure.unit)}${this.mark([figure])}`;
  }

  /** The list of sources: one line a number. */
  list(): string[] {
    return this.#keys.map((key) => {
      const record = this.#records.get(key);
      if (!record) {
        const title = this.#titles.get(key) ?? '';
        const unknown = this.#lang === 'en' ? 'not in the library' : '库中没有此记录';
        return key.startsWith('text:') ? title : `${[title, key].filter(Boolean).join('. ')} (${unknown})`;
      }
      const sources = record.sources.map(({ title, issuer, year, url }) => [title, issuer, year, url].filter(Boolean).join(', '));
      return `${say(record.title, this.#lang)} (${record.id}). ${sources.join('; ')}`.trim();
    });
  }

  #numberOf(key: string): number {
    const at = this.#keys.indexOf(key);
    return at >= 0 ? at + 1 : this.#keys.push(key);
  }
}

function unitShown(unit: string): string {
  return unitParts(unit).base.startsWith('m3') || unit.includes('m3') ? unit.replace('m3', 'm³') : unit;
}

/** All record ids a draft rests on, for the library to be asked for once. */
export function recordIds(schemes: { evidence: string[] }[], figures: Figure[]): string[] {
  const ids = figures.flatMap(({ borrowed }) => borrowed?.record ?? []);
  return [...new Set([...schemes.flatMap(({ evidence }) => evidence), ...ids])];
}
