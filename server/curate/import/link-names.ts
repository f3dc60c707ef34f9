import type { Library } from '../../../corpus/library.ts';
import type { Fields } from '../../../corpus/read/columns.ts';
import { type CellProblem, type ChosenWords, chosenFor, type Offered } from '../../../corpus/read/offered.ts';
import { normalise } from '../../../corpus/vocabulary/normalise.ts';

/** Techniques that a file names by their titles or aliases instead of their ids. */
export class LinkNames {
  readonly #library: Library;
  #titles: Map<string, Set<string>> | undefined;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Turns names of techniques into ids, in place. */
  resolve(fields: Fields, offered: Offered, chosen: ChosenWords): CellProblem[] {
    const names = fields.techniques;
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) return [];
    const problems: CellProblem[] = [];
    const ids = names.flatMap((name: string) => {
      const id = chosenFor(chosen, 'techniques', name) ?? this.#idOf(name);
      if (id) return [id];
      const cell = offered.cells.get('techniques');
      problems.push({
        column: 'techniques',
        heading: cell?.heading,
        at: cell?.at,
        value: name,
        vocabulary: 'techniques',
        message: { zh: '没有编号或标题是这样的技术。', en: 'No technique has this id or title.' },
      });
      return [];
    });
    fields.techniques = [...new Set(ids)];
    return problems;
  }

  #idOf(name: string): string | undefined {
    // An id may be that of a record in the same file: whether it leads anywhere is looked at later.
    if (/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name)) return name;
    const found = this.#titleTable().get(normalise(name));
    return found?.size === 1 ? [...found][0] : undefined;
  }

  #titleTable(): Map<string, Set<string>> {
    if (this.#titles) return this.#titles;
    const table = new Map<string, Set<string>>();
    for (const record of this.#library.published('technique')) {
      if (record.kind !== 'technique' || record.broader) continue;
      const { zh = [], en = [] } = record.aliases ?? {};
      for (const name of [record.title.zh, record.title.en ?? '', ...zh, ...en]) {
        const key = normalise(name);
        if (key) table.set(key, (table.get(key) ?? new Set()).add(record.id));
      }
    }
    this.#titles = table;
    return table;
  }
}
